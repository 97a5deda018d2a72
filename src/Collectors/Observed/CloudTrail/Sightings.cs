namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>The accounts and regions that the glanced records of one file were delivered for; said once for each stretch of the same.</summary>
/// <param name="fold">Whose reaches grow.</param>
/// <param name="file">The file.</param>
/// <param name="seen">What the file was seen to speak of.</param>
internal sealed class Sightings(TrailFold fold, string file, HashSet<(string Account, string Region)> seen)
{
    private byte[] account = [];
    private byte[] region = [];
    private Sighting last;
    private DateTimeOffset from = DateTimeOffset.MaxValue;
    private DateTimeOffset until = DateTimeOffset.MinValue;

    /// <summary>Counts a record; null where a general reader has to.</summary>
    public Sighting? Of(TrailGlance glance, ReadOnlySpan<byte> record)
    {
        var byAccount = glance.Text(record, TrailField.Account);
        var byRegion = glance.Text(record, TrailField.Region);
        if (byAccount.IsEmpty || !byAccount.SequenceEqual(account) || !byRegion.SequenceEqual(region))
        {
            if (Sighting.Of(glance, record, fold.Names) is not { } sighting) return null;
            if (sighting != last) Flush();
            (last, account, region) = (sighting, byAccount.ToArray(), byRegion.ToArray());
        }

        if (glance.Time < from) from = glance.Time;
        if (glance.Time > until) until = glance.Time;
        return last;
    }

    /// <summary>Says what was counted and not yet said.</summary>
    public void Flush()
    {
        if (until < from) return;
        seen.Add((last.Account, last.Region));
        fold.Reaches.Saw(last.Account, last.Region, from, file);
        fold.Reaches.Saw(last.Account, last.Region, until, file);
        (from, until) = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
    }
}
