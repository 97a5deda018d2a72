namespace Plumbline.Code.Deeds;

/// <summary>Addresses as texts.</summary>
public static class Hosts
{
    /// <summary>True for `https://…` and its kind.</summary>
    public static bool IsAddress(string text) => text.Contains("://", StringComparison.Ordinal) && text.IndexOf("://", StringComparison.Ordinal) <= 8;

    /// <summary>The host of an address; null where it is no address, empty where the host is not written.</summary>
    public static string? Of(string text)
    {
        var at = text.IndexOf("://", StringComparison.Ordinal);
        if (at < 0) return null;
        var rest = text[(at + 3)..];
        var end = rest.IndexOfAny(['/', '?', '#']);
        var host = end < 0 ? rest : rest[..end];
        if (host.LastIndexOf('@') is >= 0 and var user) host = host[(user + 1)..];
        if (host.StartsWith('[')) return host;
        if (host.LastIndexOf(':') is >= 0 and var port && !host[(port + 1)..].Contains(Value.Hole)) host = host[..port];
        return host;
    }

    /// <summary>True where a host is written to its end: nobody else says where the request goes.</summary>
    public static bool IsWritten(string host) => host.Length > 0 && !host.Contains(Value.Hole) && !host.Contains('…') && !host.Contains('{');

    /// <summary>True for this machine and names that only resolve inside of a network.</summary>
    public static bool IsNear(string host) => host is "localhost" or "0.0.0.0" or "::1" or "[::1]" or "host.docker.internal" || host.StartsWith("127.", StringComparison.Ordinal) || (host.Length > 0 && !host.Contains('.'));

    /// <summary>True for the address from which a cloud's machine takes its credentials.</summary>
    public static bool IsMetadata(string host) => host is "169.254.169.254" or "metadata.google.internal" or "169.254.170.2" or "100.100.100.200" or "fd00:ec2::254";
}
