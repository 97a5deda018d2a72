using System.Buffers;

namespace Plumbline.Guardrails.Pii;

/// <summary>Email addresses: a mailbox, an @, and a domain whose last label is a word.</summary>
internal static class EmailAddresses
{
    private static readonly SearchValues<char> UserEnds = SearchValues.Create("/?# \t\r\n\"<>,;");
    private const int LongestMailbox = 64;
    private const int LongestDomain = 253;
    private const int LongestLabel = 63;

    /// <summary>Adds what is found.</summary>
    public static void Find(ReadOnlySpan<char> text, List<PiiMatch> found)
    {
        var free = 0;
        for (var at = text.IndexOf('@'); at >= 0 && found.Count < PiiScanner.MostMatches;)
        {
            var start = Mailbox(text, at, free);
            var end = start < at ? Domain(text, at + 1) : -1;
            if (end > 0 && !IsLogin(text, start, end))
            {
                found.Add(new PiiMatch("email", start, end - start));
                free = end;
            }

            var next = text[(at + 1)..].IndexOf('@');
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    private static int Mailbox(ReadOnlySpan<char> text, int at, int free)
    {
        var start = at;
        while (start > free && at - start <= LongestMailbox && IsMailbox(text[start - 1])) start--;
        if (at - start > LongestMailbox) return at;
        while (start < at && !char.IsLetterOrDigit(text[start]) && text[start] != '_') start++;
        return start < at && text[at - 1] != '.' && text[start..at].IndexOf("..") < 0 ? start : at;
    }

    private static bool IsMailbox(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-' or '\'';

    private static int Domain(ReadOnlySpan<char> text, int from)
    {
        var end = -1;
        for (var label = from; label - from < LongestDomain;)
        {
            var at = label;
            while (at < text.Length && at - label <= LongestLabel && (char.IsLetterOrDigit(text[at]) || text[at] == '-')) at++;
            var name = text[label..at];
            if (name.Length is 0 or > LongestLabel) break;
            while (name.EndsWith("-")) name = name[..^1];
            if (label > from && IsLast(name)) end = label + name.Length;
            else if (label > from) end = -1;
            if (name.Length == 0 || label + name.Length != at || at + 1 >= text.Length || text[at] != '.' || !char.IsLetterOrDigit(text[at + 1])) break;
            label = at + 1;
        }

        return end;
    }

    private static bool IsLast(ReadOnlySpan<char> label)
    {
        if (label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase)) return label.Length > 5;
        if (label.Length is < 2 or > 24) return false;
        foreach (var c in label)
        {
            if (!char.IsLetter(c)) return false;
        }

        return true;
    }

    // `https://user:word@host.example/` and `git@host.example:team/code` name a machine, not a person.
    private static bool IsLogin(ReadOnlySpan<char> text, int start, int end)
    {
        if (end + 1 < text.Length && text[end] == ':' && char.IsLetter(text[end + 1]) && text[start..end].StartsWith("git@", StringComparison.OrdinalIgnoreCase)) return true;
        var before = text[Math.Max(0, start - 96)..start];
        var scheme = before.LastIndexOf("://");
        return scheme >= 0 && before[(scheme + 3)..].IndexOfAny(UserEnds) < 0;
    }
}
