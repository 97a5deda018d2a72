namespace Plumbline.Guardrails.Pii;

/// <summary>The kinds that may be found.</summary>
public static class PiiKinds
{
    private static readonly string[] Everywhere = ["crypto-address", Dates.Kind, "email", "iban", "ip-address", "mac-address", "payment-card", "person", "phone", PageAddresses.Kind];

    /// <summary>True of what names nobody by itself: a day, the address of a page. It belongs to no class of data and is looked for only where a caller asks.</summary>
    public static bool IsPlain(string kind) => kind is Dates.Kind or PageAddresses.Kind;

    /// <summary>Every kind, by name.</summary>
    public static IReadOnlyList<PiiKind> All { get; } =
        [.. Everywhere.Select(k => new PiiKind(k, "")).Concat(Forms.Rows.Select(r => new PiiKind(r.Kind, r.Kind is ['m', 'd', '-', ..] or "date-of-birth" ? "" : r.Kind[..2]))).DistinctBy(k => k.Name).OrderBy(k => k.Name, StringComparer.Ordinal)];
}
