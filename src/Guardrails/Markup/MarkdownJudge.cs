using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Markup;

/// <summary>Finds what Markdown does not show: comments, titles, definitions that nobody refers to, hidden HTML, text in no colour.</summary>
public static partial class MarkdownJudge
{
    private const int Most = 500;

    /// <summary>What a text hides.</summary>
    public static Concealed Find(string text)
    {
        var prose = Fences().Replace(text, m => Blank(m.Value));
        prose = Spans().Replace(prose, m => Blank(m.Value));
        var html = prose.Contains('<', StringComparison.Ordinal) ? HtmlJudge.Find(prose, false) : new Concealed([], [], true);
        var hidden = new List<HiddenPart>(html.Hidden);
        foreach (Match match in Definitions().Matches(prose))
        {
            if (hidden.Count >= Most) break;
            var (label, title) = (match.Groups["label"].Value, match.Groups["title"].Value);
            var isComment = label is "//" or "comment" or "_" or "#" or "" || match.Groups["to"].Value is "#" or "<>";
            if (title.Length > 3) hidden.Add(new HiddenPart(match.Index, match.Length, isComment ? "stands in a comment" : "stands in the title of a link", title, false));
        }

        foreach (Match match in Links().Matches(prose))
        {
            if (hidden.Count >= Most) break;
            if (match.Groups["title"].Value is { Length: > 12 } title) hidden.Add(new HiddenPart(match.Index, match.Length, "stands in the title of a link", title, false));
            if (match.Value[0] == '!' && match.Groups["text"].Value is { Length: > 24 } shown) hidden.Add(new HiddenPart(match.Index, match.Length, "stands in the description of a picture", shown, false));
        }

        foreach (Match match in Colours().Matches(prose)) if (hidden.Count < Most) hidden.Add(new HiddenPart(match.Index, match.Length, "is written in the colour of the page", match.Groups["text"].Value, true));
        return new Concealed([.. hidden.OrderBy(h => h.Start)], [], html.IsWhole && hidden.Count < Most);
    }

    // Code is shown as it is: places stay, letters go.
    private static string Blank(string text) => string.Create(text.Length, text, static (chars, source) =>
    {
        for (var i = 0; i < chars.Length; i++) chars[i] = source[i] == '\n' ? '\n' : ' ';
    });

    [GeneratedRegex(@"^[ \t>]*(?<f>```|~~~)[^\n]*\n[\s\S]*?(?:^[ \t>]*\k<f>[ \t]*$|\z)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Fences();

    [GeneratedRegex(@"`[^`\n]{1,2000}`", RegexOptions.CultureInvariant)]
    private static partial Regex Spans();

    [GeneratedRegex(@"^[ \t]{0,3}\[(?<label>[^\]\n]{0,200})\]:[ \t]*(?<to>\S{1,500})(?:[ \t]+[""'(](?<title>[^\n]{0,4000}?)[""')])?[ \t\r]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Definitions();

    [GeneratedRegex(@"!?\[(?<text>[^\]\n]{0,2000})\]\((?<to>[^)\s]{0,2000})(?:[ \t]+[""'](?<title>[^""\n]{0,4000})[""'])?\)", RegexOptions.CultureInvariant)]
    private static partial Regex Links();

    [GeneratedRegex(@"\\(?:color|textcolor)\{(?:white|#fff(?:fff)?)\}\s*\{(?<text>[^}\n]{4,4000})\}|\\phantom\{(?<text>[^}\n]{4,4000})\}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Colours();
}
