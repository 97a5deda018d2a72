using static Plumbline.Guardrails.Pii.Checks;

namespace Plumbline.Guardrails.Pii;

/// <summary>Numbers of patients, of those who treat them, and codes of what they have.</summary>
internal static class MedicalForms
{
    private const string Letters = "ACDEFGHJKMNPQRTUVWXY";

    /// <summary>The forms.</summary>
    public static readonly Form[] Rows =
    [
        new("us-mbi", "dladladlldd|dlad-lad-lldd", Beneficiary),
        new("us-npi", "d10|d4~d3~d3", n => n[0] is '1' or '2' && (LuhnSum(n) + 24) % 10 == 0 && Varies(n), "npi,national provider,provider,provider id"),
        new("us-dea", "lld7|ld8", Dea, "dea,medical,certificate,medical license,prescriber,license,licence"),
        new("md-record-number", "d5|d6|d7|d8|d9|d10|ld6|ld7|ld8|lld6|lld7", Varies, "mrn,medical record,record number,patient id,patient no,patient number,chart"),
        new("md-diagnosis-code", "ldd.d|ldd.d2|ldd.d3|ldd.dl|lda.d|lda.d2|lda.d3|ldd.a4|ldd", Any, "icd,icd10,icd 10,diagnosis,diagnoses,dx,diagnosed"),
    ];

    // Centers for Medicare & Medicaid Services: letters without S, L, O, I, B, Z; each place has its sort.
    private static bool Beneficiary(ReadOnlySpan<char> n) =>
        n[0] != '0' && Among(n[1..2], Letters) && Among(n[2..3], Letters + "0123456789") && Among(n[4..5], Letters) && Among(n[5..6], Letters + "0123456789") && Among(n[7..9], Letters);

    private static bool Dea(ReadOnlySpan<char> n)
    {
        var d = n[2..];
        return Among(n[..1], "ABCDEFGHJKLMPRSTUX") && (char.IsAsciiLetter(n[1]) || n[1] == '9')
            && (Digit(d[0]) + Digit(d[2]) + Digit(d[4]) + (2 * (Digit(d[1]) + Digit(d[3]) + Digit(d[5])))) % 10 == Digit(d[6]);
    }
}
