namespace Plumbline.Guardrails.Pii;

/// <summary>A mail address: a local part, and a domain with a top level of letters.</summary>
internal static class Email
{
    private const int LongestLocal = 64;
    private const int LongestDomain = 253;

    public static PiiMatch Around(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        while (start > 0 && at - start < LongestLocal && IsLocal(text[start - 1])) start--;
        while (start < at && text[start] == '.') start++;
        var end = at + 1;
        while (end < text.Length && end - at <= LongestDomain && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '.')) end++;
        while (end > at + 1 && text[end - 1] is '.' or '-') end--;
        var domain = text[(at + 1)..end];
        var dot = domain.LastIndexOf('.');
        if (start == at || text[at - 1] == '.' || dot < 1 || domain.Length - dot < 3 || domain.IndexOf("..") >= 0) return default;
        foreach (var c in domain[(dot + 1)..]) if (!char.IsAsciiLetter(c)) return default;
        return new PiiMatch("email", start, end - start);
    }

    private static bool IsLocal(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-' or '\'';
}
