namespace Plumbline.Guardrails.Pii;

/// <summary>What is looked for in a text, and how much proof it needs.</summary>
public sealed class PiiProfile
{
    private readonly HashSet<string>? kinds;
    private bool[]? forms;

    private PiiProfile(HashSet<string>? kinds, bool isExpected) => (this.kinds, IsExpected) = (kinds, isExpected);

    /// <summary>What people type into prompts: mail addresses, accounts, cards, US social security numbers, phones. The default.</summary>
    public static PiiProfile Prompts { get; } = new(["email", "iban", "payment-card", "us-ssn", "phone"], false);

    /// <summary>Every kind that tells about somebody. What has no form of its own counts only where words beside it say what it is.</summary>
    public static PiiProfile AtRest { get; } = new([.. PiiKinds.All.Select(k => k.Name).Where(k => !PiiKinds.IsPlain(k))], false);

    /// <summary>As at rest, and what names nobody by itself: days, times, addresses of pages.</summary>
    public static PiiProfile Complete { get; } = new(null, false);

    /// <summary>True where the caller knows what stands there, from a column's name: the form alone is proof enough.</summary>
    public bool IsExpected { get; }

    /// <summary>Which of all forms are looked for.</summary>
    internal bool[] Wanted => forms ??= [.. Forms.Rows.Select(r => Wants(r.Kind))];

    /// <summary>These kinds, where the caller knows that they are meant: the values of a column called `passport_no`.</summary>
    public static PiiProfile Expecting(params IEnumerable<string> kinds) => new([.. kinds], true);

    /// <summary>Every kind of these regions and every kind that belongs to none, as at rest.</summary>
    /// <param name="regions">ISO 3166 codes in lower case: `us`, `uk`, `de`.</param>
    public static PiiProfile Within(params IEnumerable<string> regions)
    {
        var wanted = regions.ToHashSet(StringComparer.Ordinal);
        return new([.. PiiKinds.All.Where(k => !PiiKinds.IsPlain(k.Name) && (k.Region.Length == 0 || wanted.Contains(k.Region))).Select(k => k.Name)], false);
    }

    /// <summary>True where a kind is looked for.</summary>
    public bool Wants(string kind) => kinds is null || kinds.Contains(kind);
}
