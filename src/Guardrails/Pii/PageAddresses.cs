using System.Buffers;

namespace Plumbline.Guardrails.Pii;

/// <summary>Addresses of pages: with a scheme, with `www.`, or a bare host under a domain that everybody knows. They name nobody.</summary>
internal static class PageAddresses
{
    /// <summary>The kind's name.</summary>
    public const string Kind = "url";

    private const int Longest = 2083;
    private const int LongestScheme = 6;
    private const int LongestLabel = 63;
    private const int LongestHost = 253;
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n\"'`<>\\^{}|\u00a0");
    private static readonly string[] Schemes = ["http", "https", "ftp", "ftps", "sftp", "ws", "wss"];

    // Domains under which a word with a dot is a host, not a file; two letters are a country's, and count where the caller expects an address.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = new HashSet<string>(
        "com org net edu gov mil int info biz name pro aero coop museum mobi jobs travel tel asia cat post xyz online site shop store tech app dev cloud blog news media agency company global world life live today email digital network solutions systems services bank finance health care".Split(' '), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds what is found.</summary>
    public static void Find(ReadOnlySpan<char> text, PiiProfile profile, List<Candidate> found)
    {
        for (var (at, free) = (0, 0); at < text.Length && found.Count < PiiScanner.MostMatches;)
        {
            var dot = text[at..].IndexOf('.');
            if (dot < 0) return;
            at += dot;
            var start = Host(text, at, free);
            var behind = Label(text, at + 1);
            if (start < at && Read(text, start, free, profile) is { End: > 0 } read)
            {
                found.Add(new Candidate(new PiiMatch(Kind, read.Start, read.End - read.Start), Proof.Expected));
                free = behind = read.End;
            }

            at = Math.Max(at + 1, behind);
        }
    }

    private static (int Start, int End) Read(ReadOnlySpan<char> text, int host, int free, PiiProfile profile)
    {
        var (from, stop) = Domain(text, host);
        var last = text[from..stop];
        var start = Scheme(text, host, free);
        var isAddress = last.Length > 0 && !last.ContainsAnyExceptInRange('0', '9') && last.Length <= 3;
        var isName = last.Length >= 2 && IsLetters(last);
        if (start < host) return isName || isAddress ? (start, Rest(text, stop, start)) : default;
        if (!isName || (host > 0 && text[host - 1] is '@' or '/' or '\\' or '=' or '-' or '_')) return default;
        if (stop < text.Length && text[stop] is '@' or '(' or '_') return default;
        var isKnown = Known.Contains(last) || (profile.IsExpected && last.Length == 2);
        var isWide = text[host..].StartsWith("www.", StringComparison.OrdinalIgnoreCase);
        return isKnown && (!isWide || text[(host + 4)..stop].Contains('.')) ? (start, Rest(text, stop, start)) : isWide && text[host..stop].Count('.') > 1 ? (start, Rest(text, stop, start)) : default;
    }

    private static int Host(ReadOnlySpan<char> text, int dot, int free)
    {
        var start = dot;
        while (start > free && dot - start < LongestLabel && IsPart(text[start - 1])) start--;
        return start;
    }

    private static (int Last, int End) Domain(ReadOnlySpan<char> text, int start)
    {
        var (at, last) = (start, start);
        while (at < text.Length && at - start <= LongestHost)
        {
            var end = Label(text, at);
            if (end == at) return (last, at - 1);
            last = at;
            if (end + 1 >= text.Length || text[end] != '.' || !char.IsLetterOrDigit(text[end + 1])) return (last, end);
            at = end + 1;
        }

        return (start, start);
    }

    private static int Label(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < LongestLabel && IsPart(text[end])) end++;
        return end;
    }

    // Where the scheme before a host starts, over a login; the host itself where none stands there.
    private static int Scheme(ReadOnlySpan<char> text, int host, int free)
    {
        var before = text[Math.Max(free, host - 100)..host];
        var sign = before.LastIndexOf("://");
        if (sign < 0 || (sign + 3 < before.Length && (before[^1] != '@' || before[(sign + 3)..].ContainsAny(Ends) || before[(sign + 3)..].Contains('/')))) return host;
        var end = host - before.Length + sign;
        var start = end;
        while (start > free && end - start < LongestScheme && char.IsAsciiLetter(text[start - 1])) start--;
        foreach (var scheme in Schemes)
        {
            if (text[start..end].Equals(scheme, StringComparison.OrdinalIgnoreCase)) return start;
        }

        return host;
    }

    private static int Rest(ReadOnlySpan<char> text, int end, int start)
    {
        if (end < text.Length && text[end] == ':')
        {
            var port = end + 1;
            while (port < text.Length && port - end < 7 && char.IsAsciiDigit(text[port])) port++;
            if (port > end + 1) end = port;
        }

        if (end >= text.Length || text[end] is not ('/' or '?' or '#')) return end;
        var window = text[end..Math.Min(text.Length, start + Longest)];
        var length = window.IndexOfAny(Ends);
        var rest = length < 0 ? window : window[..length];
        while (rest.Length > 0 && (rest[^1] is '.' or ',' or ';' or ':' or '!' or '?' or '*' or '_' || (rest[^1] == ')' && rest.Count(')') > rest.Count('(')) || (rest[^1] == ']' && rest.Count(']') > rest.Count('[')))) rest = rest[..^1];
        return end + rest.Length;
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c == '-';

    private static bool IsLetters(ReadOnlySpan<char> label)
    {
        if (label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase)) return true;
        foreach (var c in label)
        {
            if (!char.IsLetter(c)) return false;
        }

        return true;
    }
}
