using System.Net;
using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files;

/// <summary>An address of a service as settings name it, with what may be secret taken out.</summary>
/// <param name="Url">Scheme, host, port and path, without user, query, fragment and secret parts of the path.</param>
/// <param name="Host">The host in lower case; as written where it holds a variable.</param>
/// <param name="Network">`loopback`, `cluster` (a name without dots, `.svc`, `.local`, `.internal`), `private` (an address of a private range), `public`, `variable`.</param>
/// <param name="IsPlain">True where no TLS protects it: http, ws.</param>
public sealed partial record ServiceAddress(string Url, string Host, string Network, bool IsPlain)
{
    private const int Longest = 2048;

    /// <summary>Reads an address; null where the text is none.</summary>
    public static ServiceAddress? Parse(string? text)
    {
        if (text is null || text.Length > Longest) return null;
        var match = Parts().Match(text.Trim());
        if (!match.Success) return null;
        var scheme = match.Groups["scheme"].Value.ToLowerInvariant();
        var host = match.Groups["host"].Value;
        if (!SettingSecrets.IsReference(host)) host = host.ToLowerInvariant();
        var port = match.Groups["port"].Value;
        if ((scheme, port) is ("https", ":443") or ("http", ":80")) port = "";
        var path = string.Join('/', match.Groups["path"].Value.TrimEnd('/').Split('/').Select(Part));
        return new ServiceAddress($"{scheme}://{host}{port}{path}", host, NetworkOf(host), scheme is "http" or "ws");
    }

    // Some services put the key into the path.
    private static string Part(string part) =>
        part.Length >= 16 && !SettingSecrets.IsReference(part) && part.Count(char.IsAsciiDigit) >= 3 && part.Any(char.IsAsciiLetter) ? "*" : part;

    private static string NetworkOf(string host)
    {
        if (SettingSecrets.IsReference(host) || host.AsSpan().ContainsAny("${}<>")) return "variable";
        var bare = host.Trim('[', ']');
        if (bare is "localhost" or "host.docker.internal" or "0.0.0.0" or "::" || bare.EndsWith(".localhost", StringComparison.Ordinal)) return "loopback";
        if (IPAddress.TryParse(bare, out var ip)) return IPAddress.IsLoopback(ip) ? "loopback" : IsPrivate(ip) ? "private" : "public";
        return !bare.Contains('.', StringComparison.Ordinal) || Inner().IsMatch(bare) ? "cluster" : "public";
    }

    private static bool IsPrivate(IPAddress ip)
    {
        var b = ip.GetAddressBytes();
        return b.Length == 4
            ? b[0] == 10 || (b[0] == 172 && b[1] is >= 16 and < 32) || (b[0] == 192 && b[1] == 168) || (b[0] == 169 && b[1] == 254) || (b[0] == 100 && b[1] is >= 64 and < 128)
            : ip.IsIPv6LinkLocal || ip.IsIPv6UniqueLocal || ip.IsIPv6SiteLocal;
    }

    [GeneratedRegex(@"^(?<scheme>https?|wss?|grpcs?)://(?:[^/?#@\s]{0,500}@)?(?<host>\[[0-9a-fA-F:.]{2,60}\]|(?:\$\{[^}]{1,100}\}|[^/:?#\s@]){1,300})(?<port>:(?:\d{1,5}|\$\{[^}]{1,100}\}))?(?<path>/[^?#\s]*)?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex Parts();

    [GeneratedRegex(@"\.(?:svc|local|internal|lan|home|corp|test|intranet|cluster\.local)$|\.svc\.", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Inner();
}
