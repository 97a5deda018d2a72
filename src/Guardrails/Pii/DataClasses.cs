using System.Buffers;
using System.Collections.Frozen;

namespace Plumbline.Guardrails.Pii;

/// <summary>Which classes of data kinds belong to: what policies and laws speak of.</summary>
public static class DataClasses
{
    /// <summary>Data about a person.</summary>
    public const string Personal = "pii";

    /// <summary>Card data in the sense of PCI DSS.</summary>
    public const string Card = "pci";

    /// <summary>Data about a person's health, or of those who treat them.</summary>
    public const string Health = "phi";

    /// <summary>Accounts and tax numbers.</summary>
    public const string Financial = "financial";

    /// <summary>What opens a door: every kind of secret.</summary>
    public const string Credentials = "credentials";

    private static readonly FrozenSet<string> HealthKinds = Set("uk-nhs us-mbi us-npi us-dea md-record-number md-diagnosis-code de-health-insurance de-lanr de-bsnr au-medicare ca-health-number ph-philhealth");
    private static readonly FrozenSet<string> FinancialKinds = Set("iban us-bank-account us-routing-number uk-sort-code crypto-address us-itin de-tax-id de-tax-number de-vat-id it-vat au-tfn au-abn nz-ird in-pan in-gstin ph-tin pl-nip pt-nif br-cpf mx-rfc");
    private static readonly FrozenSet<string> Businesses = Set("de-vat-id it-vat au-abn au-acn in-gstin kr-brn sg-uen se-organisationsnummer de-commercial-register pl-nip us-routing-number uk-sort-code us-npi us-dea de-lanr de-bsnr");

    private static readonly SearchValues<string> HealthWords = SearchValues.Create(
        [
            "diagnos", "patient", "prescri", "medication", "treatment", "symptom", "chronic", "allerg", "surgery", "oncolog", "diabet", "hypertens", "cancer", "pregnan", "hiv", "therapy", "clinical", "hospital", "dosage", "lab result",
            "blood pressure", "krankheit", "befund", "diagnose", "médical", "maladie", "paciente", "enfermedad",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>The classes of one kind, sorted; none where it tells about nobody.</summary>
    public static IReadOnlyList<string> Of(string kind)
    {
        var classes = new SortedSet<string>(StringComparer.Ordinal);
        if (kind == "payment-card") classes.UnionWith([Card, Financial]);
        if (HealthKinds.Contains(kind)) classes.Add(Health);
        if (FinancialKinds.Contains(kind)) classes.Add(Financial);
        if (!Businesses.Contains(kind) && kind != "md-diagnosis-code" && !PiiKinds.IsPlain(kind)) classes.Add(Personal);
        return [.. classes];
    }

    /// <summary>The classes of a text, sorted: those of what was found in it, and health where words of medicine stand beside something that names a person.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">What was found in it.</param>
    public static IReadOnlyList<string> Of(ReadOnlySpan<char> text, IReadOnlyList<PiiMatch> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var classes = found.SelectMany(m => Of(m.Kind)).ToHashSet(StringComparer.Ordinal);
        if (classes.Contains(Personal) && !classes.Contains(Health) && text.IndexOfAny(HealthWords) >= 0) classes.Add(Health);
        return [.. classes.Order(StringComparer.Ordinal)];
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
