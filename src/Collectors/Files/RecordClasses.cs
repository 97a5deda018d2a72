namespace Plumbline.Collectors.Files;

/// <summary>The class of data that a kind belongs to.</summary>
internal static class RecordClasses
{
    /// <summary>`pci`, `phi`, `financial` or `pii` for a kind of personal data.</summary>
    public static string OfPersonal(string kind) => kind switch
    {
        _ when Has(kind, "payment-card", "credit-card", "cvv") => "pci",
        _ when Has(kind, "nhs", "medical", "health", "npi", "dea-", "mbi", "medicare", "patient", "diagnosis", "record-number", "medication", "blood", "allergy", "lab-result") => "phi",
        _ when Has(kind, "iban", "account", "routing", "bank", "swift", "crypto", "wallet", "salary", "balance", "credit-score") => "financial",
        _ => "pii",
    };

    /// <summary>The class of secrets.</summary>
    public const string Secrets = "credentials";

    /// <summary>Words by which a registry may name a class, any of them inside its own: `pii` covers `customer-pii`.</summary>
    public static IReadOnlyList<string> NamesOf(string name) => name switch
    {
        "pii" => ["pii", "personal", "customer", "employee", "gdpr"],
        "pci" => ["pci", "card", "payment"],
        "phi" => ["phi", "health", "medical", "patient", "hipaa"],
        "financial" => ["financ", "bank", "account", "payment", "loan", "credit"],
        _ => [name.ToLowerInvariant()],
    };

    private static bool Has(string kind, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts) if (kind.Contains(part, StringComparison.Ordinal)) return true;
        return false;
    }
}
