using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Prompts;

/// <summary>A prompt with variables, each told apart from the text around it.</summary>
/// <param name="Syntax">How variables are written.</param>
/// <param name="Parts">Texts and variables, in their order.</param>
/// <param name="HasLogic">It has conditions or loops, so that what is sent need not follow it text by text.</param>
public sealed partial record TemplateText(TemplateSyntax Syntax, ImmutableArray<TemplatePart> Parts, bool HasLogic)
{
    private static readonly ImmutableArray<TemplateSyntax> Detected =
        [TemplateSyntax.Normal, TemplateSyntax.DoubleBraces, TemplateSyntax.DollarBraces, TemplateSyntax.Braces, TemplateSyntax.Dollars];

    private static readonly ImmutableArray<TemplateSyntax> Declared = [.. Detected, TemplateSyntax.Angles];

    /// <summary>Names of the variables, each once, in their order.</summary>
    public ImmutableArray<string> Variables { get; } = [.. Parts.Where(p => p.IsVariable).Select(p => p.Text).Distinct(StringComparer.Ordinal)];

    /// <summary>The text with every variable written as ⟦name⟧, whatever way it was written.</summary>
    public string Normal
    {
        get
        {
            var text = new StringBuilder();
            foreach (var part in Parts) _ = part.IsVariable ? text.Append('⟦').Append(part.Text).Append('⟧') : text.Append(part.Text);
            return text.ToString();
        }
    }

    /// <summary>Reads a prompt.</summary>
    /// <param name="text">The prompt.</param>
    /// <param name="names">The only names that are variables; null: whatever looks like one.</param>
    public static TemplateText Of(string text, IReadOnlySet<string>? names = null)
    {
        foreach (var syntax in names is null ? Detected : Declared)
        {
            var parts = Split(text, syntax, names);
            if (parts.Any(p => p.IsVariable)) return new TemplateText(syntax, parts, syntax == TemplateSyntax.DoubleBraces && Logic().IsMatch(text));
        }

        return new TemplateText(TemplateSyntax.None, [new TemplatePart(text, false)], Logic().IsMatch(text));
    }

    /// <summary>A variable's name without filters, conversions and formats: of `user.name | upper` `user.name`.</summary>
    public static string NameOf(string variable) => variable.IndexOfAny(['|', ':', '!', '[']) is >= 0 and var end ? variable[..end] : variable;

    private static ImmutableArray<TemplatePart> Split(string text, TemplateSyntax syntax, IReadOnlySet<string>? names)
    {
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var literal = new StringBuilder();
        var at = 0;
        foreach (Match match in Pattern(syntax).Matches(text))
        {
            var name = syntax == TemplateSyntax.Normal ? match.Groups["name"].Value : Spaces().Replace(match.Groups["name"].Value, "");
            if (match.Groups["name"].Success && !IsOne(name, names)) continue;
            literal.Append(text, at, match.Index - at);
            at = match.Index + match.Length;
            if (name.Length == 0) literal.Append(text[match.Index]);
            else
            {
                if (literal.Length > 0) parts.Add(new TemplatePart(literal.ToString(), false));
                literal.Clear();
                parts.Add(new TemplatePart(name, true));
            }
        }

        literal.Append(text, at, text.Length - at);
        if (literal.Length > 0) parts.Add(new TemplatePart(literal.ToString(), false));
        return parts.ToImmutable();
    }

    private static bool IsOne(string name, IReadOnlySet<string>? names) =>
        names is null || (NameOf(name) is var bare && (names.Contains(bare) || (bare.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && names.Contains(bare[..dot]))));

    private static Regex Pattern(TemplateSyntax syntax) => syntax switch
    {
        TemplateSyntax.Normal => Sign(),
        TemplateSyntax.DoubleBraces => Doubled(),
        TemplateSyntax.DollarBraces => DollarBraced(),
        TemplateSyntax.Braces => Braced(),
        TemplateSyntax.Dollars => Dollar(),
        _ => Angle(),
    };

    [GeneratedRegex(@"⟦(?<name>[^⟦⟧\r\n]{1,300})⟧")]
    private static partial Regex Sign();

    [GeneratedRegex(@"\{\{(?!\{)[ \t]{0,20}(?<name>[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}(?:[ \t]{0,20}\|[^{}⟦⟧\r\n]{0,150})?)[ \t]{0,20}\}\}")]
    private static partial Regex Doubled();

    [GeneratedRegex(@"\$\{[ \t]{0,20}(?<name>[A-Za-z_][A-Za-z0-9_.]{0,99})[ \t]{0,20}\}")]
    private static partial Regex DollarBraced();

    [GeneratedRegex(@"\{\{|\}\}|\{(?<name>[A-Za-z_][A-Za-z0-9_.]{0,99}(?:\[[A-Za-z0-9_]{1,50}\])?(?:![rsa])?(?::[^{}⟦⟧ \t\r\n]{0,50})?)\}")]
    private static partial Regex Braced();

    [GeneratedRegex(@"\$\$|\$(?<name>[A-Za-z_][A-Za-z0-9_]{0,99})")]
    private static partial Regex Dollar();

    [GeneratedRegex(@"<(?<name>[A-Za-z_][A-Za-z0-9_.-]{0,99})>")]
    private static partial Regex Angle();

    [GeneratedRegex(@"\{%[^%]{0,500}%\}|\{\{[ \t]{0,20}[#/^>&!]")]
    private static partial Regex Logic();

    [GeneratedRegex(@"[ \t]+")]
    private static partial Regex Spaces();
}
