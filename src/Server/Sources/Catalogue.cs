using System.Collections.Immutable;

namespace Plumbline.Server.Sources;

/// <summary>Every kind of source, one line each.</summary>
internal static class Catalogue
{
    /// <summary>All of them, by kind.</summary>
    public static ImmutableArray<ISourceReader> All(string home) =>
    [
        new FolderReader(),
        new InboxReader(home),
    ];
}
