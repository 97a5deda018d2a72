using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Guardrails.Pii;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelReferences;

/// <summary>Personal data that stands in the texts of prompts: few-shot examples copied from real records, ticket texts, names of customers.</summary>
internal static partial class PromptData
{
    private const int Longest = 1 << 20;

    // What prompts say of machines, firms and days is no datum of a person.
    private static readonly FrozenSet<string> Harmless = ((string[])["ip-address", "mac-address", "url", "date", "date-of-birth", "phone-number", "phone", "crypto-address", "person", "person-name"]).ToFrozenSet(StringComparer.Ordinal);

    // Numbers that makers of payment systems publish for tests.
    private static readonly FrozenSet<string> TestCards = ((string[])
        ["4111111111111111", "4242424242424242", "4012888888881881", "4000056655665556", "5555555555554444", "5105105105105100", "2223003122003222", "378282246310005", "371449635398431", "6011111111111117", "6011000990139424", "30569309025904", "3530111333300000"]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly CelType Shape = CelType.Object("prompt-data",
        ("name", CelType.String),         // the prompt, as the file or variable calls it
        ("kind", CelType.String),         // payment-card, us-ssn, email, …
        ("class", CelType.String), ("count", CelType.Int), ("file", CelType.String), ("place", CelType.String));   // of the first: file:line

    /// <summary>The word.</summary>
    public static IReadOnlyList<Property> Words { get; } =
        [new(AssetKind.Workload, "promptData", Shape, true, "personal data in the texts of its prompts, by kind", IsIncidental: true, IsOptional: true)];

    /// <summary>What a prompt holds, kind by kind; never a value.</summary>
    public static IEnumerable<Claim> In(EstateFile file, string name, string text, int line)
    {
        if (text.Length > Longest) yield break;
        var found = PiiScanner.Find(text.AsSpan(), PiiProfile.AtRest).Where(m => !Harmless.Contains(m.Kind) && IsOfPerson(m, text)).ToList();
        foreach (var kind in found.GroupBy(m => m.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            // One address may be the desk that answers; people are several.
            var values = kind.Select(m => text.Substring(m.Start, m.Length)).Distinct(StringComparer.OrdinalIgnoreCase).Count();
            if (kind.Key == "email" && values < 2) continue;
            var at = line + text.AsSpan(0, kind.Min(m => m.Start)).Count('\n');
            yield return References.Say(file, "promptData", Value.Map(
                ("name", Value.Of(name)), ("kind", Value.Of(kind.Key)), ("class", Value.Of(RecordClasses.OfPersonal(kind.Key))), ("count", Value.Of((long)values)),
                ("file", Value.Of(file.Path)), ("place", Value.Of($"{file.Path}:{at}"))), at);
        }
    }

    private static bool IsOfPerson(PiiMatch match, string text)
    {
        var value = text.AsSpan(match.Start, match.Length);
        return match.Kind switch
        {
            "email" => Personal().IsMatch(value) && !Invented().IsMatch(value),
            "payment-card" => !TestCards.Contains(string.Concat(value.ToString().Where(char.IsAsciiDigit))),
            "us-ssn" => !value.StartsWith("123-45-6789", StringComparison.Ordinal) && !value.StartsWith("078-05-1120", StringComparison.Ordinal),
            _ => true,
        };
    }

    // first.last@ or f.last@; `support@` is nobody.
    [GeneratedRegex(@"^[a-z]{1,30}[._][a-z]{2,30}\d{0,4}@", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Personal();

    [GeneratedRegex(@"@(?:[\w-]+\.)*(?:example|test|invalid|localhost|acme|company|yourcompany|your-company|domain|contoso|fabrikam|foo|bar|sample|email|mail)(?:\.[a-z.]{2,12})?$|^(?:john|jane|max|erika|first|your|user|test|foo)[._](?:doe|smith|mustermann|last|name|lastname|user|bar)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Invented();
}
