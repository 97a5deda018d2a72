namespace Plumbline.Collectors.Declared.Packages.Versions;

/// <summary>Versions of Maven, ordered as its version order specification says.</summary>
internal sealed class MavenScheme : VersionScheme
{
    private static readonly string[] Order = ["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"];

    public override bool IsVersion(string text) => text.Length is > 0 and <= 256 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+');

    public override int? Compare(string a, string b)
    {
        if (!IsVersion(a) || !IsVersion(b)) return null;
        var (x, y) = (Tokens(a), Tokens(b));
        for (var i = 0; i < Math.Max(x.Count, y.Count); i++)
        {
            var left = i < x.Count ? x[i] : Padding(y[i]);
            var right = i < y.Count ? y[i] : Padding(x[i]);
            if (Compare(left, right) is not 0 and var order) return order;
        }

        return 0;
    }

    public override string? Exact(string requirement)
    {
        var text = requirement.Trim();
        if (text.StartsWith('[') && text.EndsWith(']') && !text.Contains(',', StringComparison.Ordinal)) text = text[1..^1].Trim();
        return IsVersion(text) && !text.EndsWith('+') && text is not ("LATEST" or "RELEASE") && !text.StartsWith("latest.", StringComparison.Ordinal) ? text : null;
    }

    public override bool? Satisfies(string version, string requirement)
    {
        var text = requirement.Trim();
        if (text.Length > Longest || !IsVersion(version)) return null;
        if (Exact(text) is { } exact) return Compare(version, exact) == 0;
        if (!text.StartsWith('[') && !text.StartsWith('(')) return null;
        var any = false;
        foreach (var interval in Split(text))
        {
            if (InInterval(version, interval) is not { } holds) return null;
            any |= holds;
        }

        return any;
    }

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not (']' or ')')) continue;
            yield return text[start..(at + 1)].TrimStart(',', ' ');
            start = at + 1;
        }

        if (start < text.Length) yield return text[start..];
    }

    /// <summary>A part of a version with the separator before it; numbers as digits, words in lower case.</summary>
    private readonly record struct Token(char Before, string Text)
    {
        public bool IsNumber => Text.Length > 0 && char.IsAsciiDigit(Text[0]);

        public bool IsNull => IsNumber ? Text.AsSpan().TrimStart('0').IsEmpty : Text.Length == 0;
    }

    private static Token Padding(Token other) => other.IsNumber ? new Token(other.Before, "0") : new Token(other.Before, "");

    private static int Compare(Token a, Token b)
    {
        if (a.IsNumber && b.IsNumber && a.Before == b.Before) return CompareDigits(a.Text, b.Text);
        if (a.IsNumber || b.IsNumber || a.Before != b.Before)
        {
            var rank = Rank(a).CompareTo(Rank(b));
            if (rank != 0) return rank;
            if (a.IsNumber && b.IsNumber) return CompareDigits(a.Text, b.Text);
        }

        var (x, y) = (Array.IndexOf(Order, a.Text), Array.IndexOf(Order, b.Text));
        return x >= 0 && y >= 0 ? x.CompareTo(y) : x >= 0 ? -1 : y >= 0 ? 1 : string.CompareOrdinal(a.Text, b.Text);
    }

    // A word comes before a number behind a hyphen, and that before one behind a dot.
    private static int Rank(Token token) => !token.IsNumber ? 0 : token.Before == '-' ? 1 : 2;

    private static List<Token> Tokens(string text)
    {
        var tokens = new List<Token>();
        var before = '.';
        for (var at = 0; at <= text.Length;)
        {
            var start = at;
            var isDigit = at < text.Length && char.IsAsciiDigit(text[at]);
            while (at < text.Length && text[at] is not ('.' or '-' or '_' or '+') && char.IsAsciiDigit(text[at]) == isDigit) at++;
            var word = text[start..at].ToLowerInvariant();
            var isTransition = at < text.Length && char.IsAsciiLetterOrDigit(text[at]);
            tokens.Add(new Token(before, word.Length == 0 ? "0" : Word(word, isTransition && !isDigit)));
            before = isTransition || at >= text.Length || text[at] is '-' or '_' or '+' ? '-' : '.';
            if (!isTransition) at++;
        }

        return Trim(tokens);
    }

    private static string Word(string word, bool isBeforeNumber) => word switch
    {
        "a" when isBeforeNumber => "alpha",
        "b" when isBeforeNumber => "beta",
        "m" when isBeforeNumber => "milestone",
        "cr" => "rc",
        "ga" or "final" or "release" => "",
        _ => word,
    };

    // Parts that say nothing are dropped at the end and before every hyphen.
    private static List<Token> Trim(List<Token> tokens)
    {
        var kept = new List<Token>();
        foreach (var (index, token) in tokens.Index())
        {
            if (index > 0 && token.Before == '-') Drop(kept);
            kept.Add(token);
        }

        Drop(kept);
        return kept;
    }

    private static void Drop(List<Token> kept)
    {
        while (kept.Count > 0 && kept[^1].IsNull) kept.RemoveAt(kept.Count - 1);
    }
}
