using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>What a model call says beyond the fields that every record has, read in place from a glanced record.</summary>
/// <param name="names">Texts that repeat.</param>
internal ref struct TrailCall(Interned names)
{
    private readonly Interned names = names;
    private ReadOnlySpan<byte> issuer;
    private ReadOnlySpan<byte> arn;
    private ReadOnlySpan<byte> service;
    private ReadOnlySpan<byte> id;
    private ReadOnlySpan<byte> user;
    private ReadOnlySpan<byte> account;
    private string? model;
    private string? other;

    /// <summary>The account of the caller; empty where the record does not say.</summary>
    public readonly string Account => Made(account) ?? "";

    /// <summary>True where the call was a dry run.</summary>
    public bool IsDryRun { get; private set; }

    /// <summary>True where a Bedrock API key was used.</summary>
    public bool HasBearer { get; private set; }

    /// <summary>The region that answered; empty where it is the one called.</summary>
    public string Landed { get; private set; } = "";

    /// <summary>The model as the caller passed it; empty where the record does not say.</summary>
    public readonly string Model => model ?? other ?? "";

    /// <summary>The caller, by the same order of names as <see cref="TrailRecord.Principal"/>.</summary>
    public readonly string Principal => issuer.IndexOf(":role/"u8) >= 0 ? Made(issuer)!
        : arn.Length > 2 ? names.PrincipalOf(arn[1..^1])
        : Made(service) ?? Made(id) ?? Made(user) ?? Made(account) ?? "unknown";

    /// <summary>Reads `userIdentity`; false where a general reader has to.</summary>
    public bool ReadIdentity(ReadOnlySpan<byte> identity)
    {
        if (identity.IsEmpty) return true;
        var fields = new PlainFields(identity, 0);
        var seen = 0;
        ReadOnlySpan<byte> session = default;
        for (fields.Enter((byte)'{'); fields.NextKey(out var key);)
        {
            var field = IdentityField(key);
            if (field > 0 && (seen & (1 << field)) != 0) return false;
            seen |= 1 << field;
            switch (field)
            {
                case 1: arn = fields.Quoted(); break;
                case 2: service = fields.Quoted(); break;
                case 3: id = fields.Quoted(); break;
                case 4: user = fields.Quoted(); break;
                case 5: account = fields.Quoted(); break;
                case 6: session = fields.Skip(); break;
                default: fields.Skip(); break;
            }
        }

        return !fields.HasFailed && ReadSession(session);
    }

    /// <summary>Reads `requestParameters`; false where a general reader has to.</summary>
    public bool ReadAsked(ReadOnlySpan<byte> asked)
    {
        if (asked.IsEmpty) return true;
        var fields = new PlainFields(asked, 0);
        var seen = 0;
        for (fields.Enter((byte)'{'); fields.NextKey(out var key);)
        {
            var field = key.SequenceEqual("modelId"u8) ? 1 : key.SequenceEqual("model"u8) ? 2 : key.SequenceEqual("dryRun"u8) ? 3 : key.SequenceEqual("callWithBearerToken"u8) ? 4 : 0;
            if (field > 0 && (seen & (1 << field)) != 0) return false;
            seen |= 1 << field;
            switch (field)
            {
                case 1: model = Text(ref fields); break;
                case 2: other = Text(ref fields); break;
                case 3: IsDryRun = IsTrue(ref fields); break;
                case 4: HasBearer |= IsTrue(ref fields); break;
                default: fields.Skip(); break;
            }
        }

        return !fields.HasFailed;
    }

    /// <summary>Reads `additionalEventData`; false where a general reader has to.</summary>
    public bool ReadAdditional(ReadOnlySpan<byte> additional)
    {
        if (additional.IsEmpty) return true;
        var fields = new PlainFields(additional, 0);
        var seen = 0;
        for (fields.Enter((byte)'{'); fields.NextKey(out var key);)
        {
            var field = key.SequenceEqual("inferenceRegion"u8) ? 1 : key.SequenceEqual("callWithBearerToken"u8) ? 2 : 0;
            if (field > 0 && (seen & (1 << field)) != 0) return false;
            seen |= 1 << field;
            switch (field)
            {
                case 1: Landed = Text(ref fields) ?? ""; break;
                case 2: HasBearer |= IsTrue(ref fields); break;
                default: fields.Skip(); break;
            }
        }

        return !fields.HasFailed;
    }

    private bool ReadSession(ReadOnlySpan<byte> session)
    {
        var issuers = Member(session, "sessionIssuer"u8, out var isPlain);
        if (!isPlain) return false;
        var name = Member(issuers, "arn"u8, out isPlain);
        if (name is [(byte)'"', ..]) issuer = name;
        return isPlain;
    }

    private static ReadOnlySpan<byte> Member(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, out bool isPlain)
    {
        isPlain = true;
        ReadOnlySpan<byte> found = default;
        var fields = new PlainFields(json, 0);
        if (!fields.Enter((byte)'{')) return default;
        while (fields.NextKey(out var key))
        {
            var isWanted = key.SequenceEqual(name);
            isPlain &= !isWanted || found.IsEmpty;
            var value = fields.Skip();
            if (isWanted) found = value;
        }

        isPlain &= !fields.HasFailed;
        return found;
    }

    private readonly string? Made(ReadOnlySpan<byte> quoted) => quoted.IsEmpty ? null : names.Text(quoted[1..^1]);

    private readonly string? Text(ref PlainFields fields)
    {
        var isString = fields.Next == (byte)'"';
        var text = fields.Text();
        return isString && !fields.HasFailed ? names.Text(text) : null;
    }

    private static bool IsTrue(ref PlainFields fields) => fields.Skip().SequenceEqual("true"u8);

    private static int IdentityField(ReadOnlySpan<byte> key) => key.Length switch
    {
        3 when key.SequenceEqual("arn"u8) => 1,
        9 when key.SequenceEqual("invokedBy"u8) => 2,
        11 when key.SequenceEqual("principalId"u8) => 3,
        8 when key.SequenceEqual("userName"u8) => 4,
        9 when key.SequenceEqual("accountId"u8) => 5,
        14 when key.SequenceEqual("sessionContext"u8) => 6,
        _ => 0,
    };
}
