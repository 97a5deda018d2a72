using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Declared.AgentDefinitions.Formats;

/// <summary>Finds the system prompt in the text of a template, in the three ways that templates mark who speaks.</summary>
internal static partial class TemplateRoles
{
    /// <summary>`&lt;message role="system"&gt;…&lt;/message&gt;`; null where no such message stands in the text.</summary>
    /// <param name="text">The template.</param>
    /// <param name="line">The line of the file on which it begins.</param>
    public static (string Text, int Line)? Message(string text, int line) =>
        MessageOpens().Match(text) is { Success: true } open && text.IndexOf("</message>", End(open), StringComparison.Ordinal) is >= 0 and var close ? Of(text, End(open), close, line) : null;

    /// <summary>`system:` on a line of its own, until the next role.</summary>
    public static (string Text, int Line)? Heading(string text, int line) => Until(SystemHeading(), AnyHeading(), text, line);

    /// <summary>`{{role "system"}}`, until the next role.</summary>
    public static (string Text, int Line)? Call(string text, int line) => Until(SystemCall(), AnyCall(), text, line);

    /// <summary>True where the text marks who speaks in one of the ways.</summary>
    public static bool Are(string text) => Anyone().IsMatch(text);

    // The mark and what ends it are looked for one after the other, so that no text takes longer than its length.
    private static (string, int)? Until(Regex mark, Regex next, string text, int line)
    {
        if (mark.Match(text) is not { Success: true } open) return null;
        var end = next.Match(text, End(open));
        return Of(text, End(open), end.Success ? end.Index : text.Length, line);
    }

    private static int End(Match match) => match.Index + match.Length;

    private static (string, int)? Of(string text, int from, int to, int line)
    {
        var said = text[from..to];
        return said.Trim() is { Length: > 0 } prompt ? (prompt, line + text.AsSpan(0, from + said.Length - said.TrimStart().Length).Count('\n')) : null;
    }

    [GeneratedRegex("<message\\s+role=[\"']system[\"']\\s*>", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex MessageOpens();

    [GeneratedRegex(@"^(?:#[ \t]*)?(?:system|developer)[ \t]*:[ \t]*\r?\n", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex SystemHeading();

    [GeneratedRegex(@"^(?:#[ \t]*)?(?:user|assistant|system|developer|tool|function)[ \t]*:[ \t]*\r?$", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex AnyHeading();

    [GeneratedRegex("\\{\\{\\s*role\\s+\"system\"\\s*\\}\\}", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex SystemCall();

    [GeneratedRegex("\\{\\{\\s*role\\s+\"", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex AnyCall();

    [GeneratedRegex("<message\\s+role=|^(?:#[ \\t]*)?(?:user|assistant|system)[ \\t]*:[ \\t]*\\r?$|\\{\\{\\s*role\\s+\"", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex Anyone();
}
