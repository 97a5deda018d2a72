using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Prompts;

/// <summary>Numbers that a word beside them calls the number of one person, customer, account or case.</summary>
/// <remarks>Personal data whose own form proves it (e-mail, IBAN, cards, phones) is found elsewhere.</remarks>
internal static partial class Numbers
{
    /// <summary>Where they stand in a line.</summary>
    public static ImmutableArray<(int Start, int Length)> Find(string line)
    {
        var found = ImmutableArray.CreateBuilder<(int, int)>();
        foreach (Match match in Named().Matches(line))
        {
            var number = match.Groups["number"];
            if (number.ValueSpan.IndexOfAnyInRange('0', '9') >= 0 && IsId(number.Value, match.Groups["sign"].Success)) found.Add((number.Index, number.Length));
        }

        return found.ToImmutable();
    }

    // A year or an amount beside such a word is no id: five digits, or letters and three.
    private static bool IsId(string text, bool isSigned)
    {
        var digits = text.Count(char.IsAsciiDigit);
        return digits >= 5 || (digits >= 3 && text.Any(char.IsAsciiLetter)) || (isSigned && digits >= 4 && !Year().IsMatch(text));
    }

    [GeneratedRegex(
        @"\b(?:customer|client|account|employee|staff|user|member|case|contract|loan|personnel|cardholder|passport|tax|kunden?|konto|mitarbeiter(?:in)?|personal|benutzer|nutzer|vertrags?|darlehens|ausweis|steuer|compte|employ\u00e9e?|matricule|utilisateur|contrat|dossier|cliente|cuenta|conto|klant|rekening)"
        + @"[ _-]?(?<sign>numbers?|no\.?|nr\.?|ids?|identifiers?|#|nummern?|num\u00e9ro|n\u00b0|n\u00ba|identifiant|identifikation|n\u00famero|numero)?(?:\s+(?:is|ist|est|of|der|des|du|de))?\s{0,2}[:=#]?\s{0,2}[""'`]?(?<number>(?:[A-Za-z]{1,6}[-_]?)?\d[\dA-Za-z-]{2,35}|[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12})(?![\w%])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?:19|20)\d\d$")]
    private static partial Regex Year();
}
