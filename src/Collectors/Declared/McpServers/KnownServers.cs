using System.Collections.Immutable;

namespace Plumbline.Collectors.Declared.McpServers;

/// <summary>A well-known server, and what tools of it are known to be able to do. There may be more.</summary>
/// <param name="Ecosystem">`npm`, `pypi`, `oci`; `url` for a server that answers at an address.</param>
/// <param name="Name">The package, image or address.</param>
/// <param name="Capabilities">Kind of capability and tool.</param>
internal sealed record KnownServer(string Ecosystem, string Name, ImmutableArray<(string Kind, string Tool)> Capabilities);

/// <summary>The well-known servers of `wellknown.txt`.</summary>
internal static class KnownServers
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<KnownServer> All { get; } = [.. Load()];

    private static readonly Dictionary<(string, string), KnownServer> Table = All.ToDictionary(k => (k.Ecosystem, k.Name));

    /// <summary>The server by its package, or by the address that it answers at; null for one that is not known.</summary>
    public static KnownServer? Of(string ecosystem, string package, string url) =>
        Table.GetValueOrDefault((ecosystem, package)) ?? Table.GetValueOrDefault(("url", url));

    private static IEnumerable<KnownServer> Load()
    {
        using var stream = typeof(KnownServers).Assembly.GetManifestResourceStream("mcp.wellknown")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Split(' ') is [{ Length: > 1 } ecosystem, var name, .. var told] && ecosystem[0] != '#')
                yield return new KnownServer(ecosystem, name, [.. told.Select(t => t.Split(':')).Select(p => (p[0], p[1]))]);
    }
}
