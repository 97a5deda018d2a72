namespace Plumbline.Guardrails.Pii;

/// <summary>The kinds that may be found.</summary>
public static class PiiKinds
{
    private static readonly string[] Everywhere = ["crypto-address", "email", "iban", "ip-address", "mac-address", "payment-card", "person", "phone"];

    /// <summary>Every kind, by name.</summary>
    public static IReadOnlyList<PiiKind> All { get; } =
        [.. Everywhere.Select(k => new PiiKind(k, "")).Concat(Forms.Rows.Select(r => new PiiKind(r.Kind, r.Kind.StartsWith("md-", StringComparison.Ordinal) ? "" : r.Kind[..2]))).DistinctBy(k => k.Name).OrderBy(k => k.Name, StringComparer.Ordinal)];
}
