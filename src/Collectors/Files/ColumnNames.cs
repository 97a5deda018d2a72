using System.Text;
using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files;

/// <summary>What a column's name says of what stands in it, and what its values must then look like.</summary>
internal static partial class ColumnNames
{
    private static readonly (Regex Name, string Kind, Regex Form)[] Known =
    [
        (Social(), "us-ssn", Identifier()), (Birth(), "date-of-birth", Day()), (PersonName(), "person-name", Letters()), (Mail(), "email", Mailbox()), (Phone(), "phone", Dialled()),
        (Street(), "street-address", Address()), (Papers(), "identity-document", Identifier()), (Special(), "special-category", Letters()),
        (Patient(), "patient-id", Identifier()), (Diagnosis(), "diagnosis", Illness()), (Medication(), "medication", Letters()), (Laboratory(), "lab-result", Anything()),
        (Card(), "payment-card", Digits()), (Verification(), "cvv", ThreeDigits()), (Account(), "account-number", Identifier()), (Pay(), "salary", Amount()), (Score(), "credit-score", Amount()),
    ];

    /// <summary>The kind of personal data that the name speaks of; null for any other name.</summary>
    public static (string Kind, Regex Form)? Of(string column)
    {
        var words = Words(column);
        foreach (var (name, kind, form) in Known) if (name.IsMatch(words)) return (kind, form);
        return null;
    }

    /// <summary>The last part of a column's path as words: `customer.dateOfBirth` is `date of birth`.</summary>
    public static string Words(string column)
    {
        var last = column.TrimEnd('[', ']');
        last = last[(last.LastIndexOf('.') + 1)..];
        var words = new StringBuilder();
        for (var i = 0; i < Math.Min(last.Length, 100); i++)
        {
            var c = last[i];
            if (char.IsUpper(c) && i > 0 && char.IsLower(last[i - 1])) words.Append(' ');
            words.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
        }

        return words.ToString();
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"\b(?:ssn|social security(?: (?:number|no))?|sin number|national insurance|nino|sozialversicherungsnummer|num[eé]ro de s[eé]curit[eé] sociale)\b", Options)]
    private static partial Regex Social();

    [GeneratedRegex(@"\b(?:dob|date of birth|birth ?date|birth ?day|born(?: on)?|geburtsdatum|date de naissance|fecha de nacimiento)\b", Options)]
    private static partial Regex Birth();

    [GeneratedRegex(@"\b(?:(?:first|last|middle|given|family|full|maiden|customer|client|patient|employee|member|applicant|cardholder|account ?holder|borrower|person|contact)s? ?names?|surname|forename|vorname|nachname|pr[eé]nom)\b", Options)]
    private static partial Regex PersonName();

    [GeneratedRegex(@"\b(?:e ?mail(?: (?:address|addr))?|courriel)\b", Options)]
    private static partial Regex Mail();

    [GeneratedRegex(@"\b(?:(?:tele)?phone(?: (?:number|no|num))?|mobile(?: (?:number|no|phone))?|cell(?: ?phone)|fax(?: number)?|telefon(?:nummer)?|handynummer)\b", Options)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\b(?:(?:street|home|mailing|billing|shipping|postal|residential) ?(?:address|addr)|address line ?\d?|street|addr(?:ess)? ?1|anschrift|stra(?:ss|ß)e)\b", Options)]
    private static partial Regex Street();

    [GeneratedRegex(@"\b(?:passport(?: ?(?:number|no|num|id))?|national id(?:entity)?(?: (?:number|no))?|driver s? ?licen[cs]e(?: (?:number|no))?|licen[cs]e plate|tax ?(?:payer)? ?(?:id|number|identification)|tin|nric|aadhaa?r|curp|cpf|cnp|personalausweis|steuer ?id)\b", Options)]
    private static partial Regex Papers();

    [GeneratedRegex(@"\b(?:ethnicity|race|religion|religious belief|sexual orientation|political (?:view|opinion|party)|trade union|disability|immigration status|criminal record)\b", Options)]
    private static partial Regex Special();

    [GeneratedRegex(@"\b(?:mrn|medical record(?: (?:number|no|id))?|patient ?(?:id|number|no|identifier)|health ?(?:plan|card|insurance) ?(?:id|number|no)?|insurance member id|nhs (?:number|no)|medicare(?: (?:number|id))?|beneficiary id)\b", Options)]
    private static partial Regex Patient();

    [GeneratedRegex(@"\b(?:diagnos[ie]s|diagnosis codes?|primary diagnosis|icd ?(?:9|10)?(?: codes?| cm)?|condition codes?|medical conditions?|symptoms?|medical history|clinical notes?|befund|diagnose)\b", Options)]
    private static partial Regex Diagnosis();

    [GeneratedRegex(@"\b(?:medications?|prescriptions?|drug names?|dosage|allerg(?:y|ies)|treatments?|procedure codes?|cpt codes?)\b", Options)]
    private static partial Regex Medication();

    [GeneratedRegex(@"\b(?:lab ?(?:results?|values?|tests?)|hba1c|blood (?:type|pressure|group|glucose)|cholesterol|systolic|diastolic|bmi|hemoglobin)\b", Options)]
    private static partial Regex Laboratory();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+$", Options)]
    private static partial Regex Mailbox();

    [GeneratedRegex(@"^[+(]?\d(?:[ ()./-]?\d|[ ()./-]{2}\d){5,16}$", Options)]
    private static partial Regex Dialled();

    [GeneratedRegex(@"^[\d*xX•][\d*xX• -]{10,21}[\d*xX•]$", Options)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\b(?:(?:credit|debit|payment|bank)? ?card ?(?:number|no|num)|ccn|cc (?:number|num|no)|primary account number|pan|kreditkarte(?:nnummer)?)\b", Options)]
    private static partial Regex Card();

    [GeneratedRegex(@"\b(?:cvv2?|cvc2?|card verification(?: (?:value|code))?|security code)\b", Options)]
    private static partial Regex Verification();

    [GeneratedRegex(@"\b(?:(?:bank )?(?:account|acct) ?(?:number|no|num|nr)|iban|routing (?:number|no)|sort code|swift(?: code)?|bic|kontonummer)\b", Options)]
    private static partial Regex Account();

    [GeneratedRegex(@"\b(?:(?:annual |monthly |base |gross |net )?(?:salary|wages?|compensation)|(?:annual|monthly|household) income|net worth|account balance|gehalt)\b", Options)]
    private static partial Regex Pay();

    [GeneratedRegex(@"\b(?:credit (?:score|rating)|fico(?: score)?|schufa)\b", Options)]
    private static partial Regex Score();

    [GeneratedRegex(@"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}|\b\d{8}\b|[A-Za-z]{3,9} \d{1,2},? \d{4}", Options)]
    private static partial Regex Day();

    [GeneratedRegex(@"^(?=.*\p{L})[\p{L}\p{M}' .,&()/+-]{2,80}$", Options)]
    private static partial Regex Letters();

    [GeneratedRegex(@"^(?=.*\d)(?=.*\p{L})[\p{L}\p{M}\d' .,#/-]{5,120}$", Options)]
    private static partial Regex Address();

    [GeneratedRegex(@"^(?=(?:.*\d){3})[A-Za-z0-9 ./-]{4,34}$", Options)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^[A-TV-Z]\d[0-9AB](?:\.?[0-9A-TV-Z]{1,4})?$|^(?=.*\p{L}{4})[\p{L}\p{M}\d' .,;:()/+%-]{4,}$", Options | RegexOptions.Singleline)]
    private static partial Regex Illness();

    [GeneratedRegex(@"^\W{0,3}\d[\d.,' ]{1,15}\W{0,4}\p{L}{0,3}$", Options)]
    private static partial Regex Amount();

    [GeneratedRegex(@"^\d{3,4}$", Options)]
    private static partial Regex ThreeDigits();

    [GeneratedRegex(@"\S", Options)]
    private static partial Regex Anything();
}
