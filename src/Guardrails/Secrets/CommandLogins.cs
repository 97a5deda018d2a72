namespace Plumbline.Guardrails.Secrets;

/// <summary>Passwords behind `-u` and `--user` of programs that fetch: `curl -u name:password`.</summary>
internal sealed class CommandLogins : Recogniser
{
    private const int Reach = 400;
    private const int Longest = 200;

    /// <summary>What it looks for.</summary>
    public static IEnumerable<(string Needle, bool AnyCase, Recogniser Meaning)> Needles()
    {
        var logins = new CommandLogins();
        return [(" -u ", false, logins), (" --user ", false, logins), (" --user=", false, logins)];
    }

    /// <inheritdoc/>
    public override void Look(ReadOnlySpan<byte> text, int start, int end, List<SecretMatch> found)
    {
        if (text[Math.Max(0, start - Reach)..start].LastIndexOf("curl"u8) < 0) return;
        while (end < text.Length && text[end] == ' ') end++;
        var quote = end < text.Length && text[end] is (byte)'"' or (byte)'\'' ? text[end++] : (byte)' ';
        var window = text.Slice(Math.Min(end, text.Length), Math.Min(Longest, text.Length - Math.Min(end, text.Length)));
        var length = quote == ' ' ? window.IndexOfAny(" \r\n\t\\"u8) : window.IndexOf(quote);
        var login = length < 0 ? window : window[..length];
        var colon = login.IndexOf((byte)':');
        if (colon < 0 || Values.IsReference(login)) return;
        var isTokenFirst = colon == login.Length - 1;
        var (from, to) = isTokenFirst ? (0, colon) : (colon + 1, login.Length);
        while (from < to && login[from] is (byte)'"' or (byte)'\'') from++;
        while (to > from && login[to - 1] is (byte)'"' or (byte)'\'') to--;
        var said = login[from..to];
        if (said.Length < 4 || Values.IsReference(said) || Placeholders.IsPlainWord(said)) return;
        var isStrong = (Values.HasDigitOrSymbol(said) || (said.Length >= 12 && !Values.IsWord(said))) && !Placeholders.IsStandIn(said);
        found.Add(new SecretMatch(Assignments.Password, end + from, said.Length, isStrong ? Certainty.Named : Certainty.Doubtful));
    }
}
