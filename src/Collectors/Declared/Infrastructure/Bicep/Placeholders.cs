using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>Texts of parameter files that a deployment tool fills in before it deploys: `${VAR}`, `${VAR=default}`, `$(VAR)`, `#{VAR}#`.</summary>
internal static partial class Placeholders
{
    /// <summary>The same value; a text that holds such a place is unknown, however deep, and carries no line of the file it stands in.</summary>
    public static Term Opened(Term term) => term switch
    {
        TextTerm { Text: var text } when Place().Match(text) is { Success: true } match => Term.Open(match.Groups[1].Value.Trim() is { Length: > 0 } name ? $"environment variable {name}" : "a value that is filled in"),
        ListTerm list => new ListTerm([.. list.Items.Select(Opened)], 0),
        MapTerm map => new MapTerm([.. map.Entries.Select(e => Place().IsMatch(e.Key) ? new(MapTerm.Rest, Term.Open("a key that is filled in")) : new KeyValuePair<string, Term>(e.Key, Opened(e.Value)))], 0),
        _ => term with { Line = 0 },
    };

    [GeneratedRegex(@"(?:\$\{|\$\(|#\{)([\w.\- ]{0,100})", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Place();
}
