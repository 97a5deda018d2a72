using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Declared.AgentDefinitions.Formats;

/// <summary>Finds the system prompt in the text of a template, in the three ways that templates mark who speaks.</summary>
internal static partial class TemplateRoles
{
    /// <summary>`&lt;message role="system"&gt;…&lt;/message&gt;`; null where no such message stands in the text.</summary>
    /// <param name="text">The template.</param>
    /// <param name="line">The line of the file on which it begins.</param>
    public static (string Text, int Line)? Message(string text, int line) => Of(Messages().Match(text), text, line);

    /// <summary>`system:` on a line of its own, until the next role.</summary>
    public static (string Text, int Line)? Heading(string text, int line) => Of(Headings().Match(text), text, line);

    /// <summary>`{{role "system"}}`, until the next role.</summary>
    public static (string Text, int Line)? Call(string text, int line) => Of(Calls().Match(text), text, line);

    /// <summary>True where the text marks who speaks in one of the ways.</summary>
    public static bool Are(string text) => Anyone().IsMatch(text);

    private static (string, int)? Of(Match match, string text, int line)
    {
        var group = match.Groups[1];
        return match.Success && group.Value.Trim() is { Length: > 0 } said
            ? (said, line + text.AsSpan(0, group.Index + group.Length - group.Value.TrimStart().Length).Count('\n')) : null;
    }

    [GeneratedRegex("<message\\s+role=[\"']system[\"']\\s*>(.*?)</message>", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Messages();

    [GeneratedRegex(@"^(?:#[ \t]*)?(?:system|developer)[ \t]*:[ \t]*\r?\n(.*?)(?=^(?:#[ \t]*)?(?:user|assistant|system|developer|tool|function)[ \t]*:[ \t]*\r?$|\z)", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Headings();

    [GeneratedRegex("\\{\\{\\s*role\\s+\"system\"\\s*\\}\\}(.*?)(?=\\{\\{\\s*role\\s+\"|\\z)", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Calls();

    [GeneratedRegex("<message\\s+role=|^(?:#[ \\t]*)?(?:user|assistant|system)[ \\t]*:[ \\t]*\\r?$|\\{\\{\\s*role\\s+\"", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Anyone();
}
