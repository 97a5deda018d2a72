using System.Buffers;

namespace Plumbline.Guardrails.Secrets;

/// <summary>Passwords in addresses: `scheme://user:password@host`.</summary>
internal sealed class UrlLogins : Recogniser
{
    /// <summary>A password in any other address.</summary>
    public const string Web = "url-password";

    /// <summary>A password in the address of a data store or queue.</summary>
    public const string Database = "connection-password";

    private const int Longest = 300;

    private static readonly SearchValues<byte> Ends = SearchValues.Create("/ \t\r\n\"'`<>\\|"u8);

    private static readonly string[] Stores = ["postgres", "mysql", "mariadb", "mongodb", "redis", "amqp", "mssql", "sqlserver", "oracle", "clickhouse", "snowflake", "cockroach", "kafka", "nats", "bolt", "neo4j", "cassandra", "db2", "ldap"];

    /// <summary>What it looks for.</summary>
    public static IEnumerable<(string Needle, bool AnyCase, Recogniser Meaning)> Needles() => [("://", false, new UrlLogins())];

    /// <inheritdoc/>
    public override void Look(ReadOnlySpan<byte> text, int start, int end, List<SecretMatch> found)
    {
        var window = text.Slice(end, Math.Min(Longest, text.Length - end));
        var length = window.IndexOfAny(Ends);
        var authority = length < 0 ? window : window[..length];
        var at = authority.LastIndexOf((byte)'@');
        var colon = at < 0 ? -1 : authority[..at].IndexOf((byte)':');
        if (colon < 0 || at + 1 >= authority.Length || !IsHost(authority[at + 1])) return;
        var isTokenFirst = authority[(colon + 1)..at].SequenceEqual("x-oauth-basic"u8);
        var user = isTokenFirst ? authority[(colon + 1)..at] : authority[..colon];
        var password = isTokenFirst ? authority[..colon] : authority[(colon + 1)..at];
        var place = isTokenFirst ? end : end + colon + 1;
        if (Values.IsReference(password) || Values.IsReference(user) || user.SequenceEqual(password) || !IsScheme(text, start, out var kind)) return;
        if (Certain(user, password, authority[(at + 1)..]) is { } certainty) found.Add(new SecretMatch(kind, place, password.Length, certainty));
    }

    private static bool IsHost(byte b) => Alphabets.IsAlphanumeric(b) || b is (byte)'[' or >= 128;

    private static bool IsScheme(ReadOnlySpan<byte> text, int end, out string kind)
    {
        var start = end;
        while (start > 0 && end - start < 32 && (Alphabets.IsAlphanumeric(text[start - 1]) || text[start - 1] is (byte)'+')) start--;
        var scheme = System.Text.Encoding.ASCII.GetString(text[start..end]);
        kind = Array.Exists(Stores, s => scheme.StartsWith(s, StringComparison.OrdinalIgnoreCase)) ? Database : Web;
        return end - start >= 2;
    }

    private static Certainty? Certain(ReadOnlySpan<byte> user, ReadOnlySpan<byte> password, ReadOnlySpan<byte> host)
    {
        if (password.Length < 3 || Placeholders.Distinct(password) < 3 || (Placeholders.IsStandIn(password) && (password.Length < 16 || Placeholders.IsOpen(password)))) return Placeholders.IsPlainWord(password) ? Certainty.Doubtful : null;
        var isExample = host.StartsWith("example."u8) || host.IndexOf(".example"u8) >= 0 || host.StartsWith("host"u8) && (host.Length == 4 || host[4] == ':');
        return isExample && !Values.HasDigitOrSymbol(password) ? Certainty.Doubtful
            : Placeholders.IsPlainWord(password) || (password.Length < 6 && !Values.HasDigitOrSymbol(password)) || user.SequenceEqual("user"u8) && password.StartsWith("pass"u8) && password.Length < 6 ? Certainty.Doubtful : Certainty.Named;
    }
}
