using System.Text;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>Leaves out lines of scripts that are comments, as a shell reads them: before lines are joined, and never inside of quotes. What stands behind a quote of several lines gets a line of its own.</summary>
internal static class ScriptComments
{
    /// <summary>The text without them; where none is there, the text itself.</summary>
    public static string Without(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal) && text.AsSpan().TrimStart() is not ['#' or '/', ..]) return text;
        var kept = new StringBuilder(text.Length);
        var (quote, isJoined) = ('\0', false);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var isComment = quote == '\0' && !isJoined && Is(line.TrimStart());
            var behind = isComment || quote == '\0' ? 0 : line.IndexOf(quote) + 1;
            if (behind > 0) kept.Append(line[..behind]).Append('\n');
            if (!isComment) kept.Append(line[behind..]);
            kept.Append('\n');
            (quote, isJoined) = isComment ? (quote, false) : After(line, quote);
        }

        return kept.ToString();
    }

    // `//usr/bin/x` is a program's path; `// x` is what other languages write before a comment.
    private static bool Is(ReadOnlySpan<char> line) => line is ['#', ..] or ['/', '/'] || (line is ['/', '/', var next, ..] && char.IsWhiteSpace(next));

    private static (char Quote, bool IsJoined) After(ReadOnlySpan<char> line, char quote)
    {
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '\\' && quote != '\'')
            {
                if (i == line.Length - 1) return (quote, true);
                i++;
            }
            else if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'') quote = c;
            else if (c == '#' && (i == 0 || char.IsWhiteSpace(line[i - 1]))) break;
        }

        return (quote, false);
    }
}
