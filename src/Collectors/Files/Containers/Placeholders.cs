using System.Text.RegularExpressions;
using Plumbline.Guardrails.Secrets;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>Tells values from what stands for a value until somebody fills it in.</summary>
public static partial class Placeholders
{
    /// <summary>True where part of a text is filled in elsewhere: `{{ .Values.x }}`, `${X}`, `$(X)`, `$X`, `&lt;your-image&gt;`.</summary>
    public static bool In(string text) => Marks().IsMatch(text);

    /// <summary>The text with what is filled in left out.</summary>
    public static string Without(string text) => Marks().Replace(text, "");

    /// <summary>True where a text that stands in a secret's place can be a secret: not empty, not filled in, no example.</summary>
    public static bool IsSecret(string text)
    {
        var value = text.Trim();
        return value.Length >= 12 && !In(value) && !StandIns.Has(value) && !Examples().IsMatch(value) && value.Distinct().Count() >= 8 && !value.Contains(' ', StringComparison.Ordinal)
            && !value.Contains("://", StringComparison.Ordinal) && !value.StartsWith('/');
    }

    [GeneratedRegex(@"\{\{[^}]{0,400}\}\}|\$\{[^}]{0,400}\}|\$\([^)]{0,400}\)|\$[A-Za-z_][A-Za-z0-9_]{0,100}|<[^<>]{1,200}>|(?<![A-Za-z0-9""'])\{[A-Za-z_][A-Za-z0-9_.-]{0,100}\}|\{\{", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();

    [GeneratedRegex(
        @"your[-_ ]|change[-_ ]?(?:me|it|this)|replace[-_ ]?|example|placeholder|dummy|fake|sample|insert[-_ ]|x{4,}|\*{3,}|\.{3}|…|todo|not[-_ ]?(?:needed|used|required|set)|no[-_ ]?key|redacted|secretkeyref|vault:|ref\+|ENC\[|arn:aws",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Examples();
}
