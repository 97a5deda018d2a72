namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>The account and region that a glanced record was delivered for.</summary>
internal readonly record struct Sighting(string Account, string Region)
{
    /// <summary>Reads them; null where a general reader has to.</summary>
    public static Sighting? Of(TrailGlance glance, ReadOnlySpan<byte> record, Interned names)
    {
        var region = names.Text(glance.Text(record, TrailField.Region));
        var account = names.Text(glance.Text(record, TrailField.Account));
        if (account.Length > 0) return new Sighting(account, region);
        var call = new TrailCall(names);
        return call.ReadIdentity(glance.Text(record, TrailField.Identity)) ? new Sighting(call.Account, region) : null;
    }
}
