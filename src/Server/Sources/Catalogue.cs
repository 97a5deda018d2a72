using System.Collections.Immutable;

namespace Plumbline.Server.Sources;

/// <summary>Every kind of source, one line each.</summary>
internal static class Catalogue
{
    /// <summary>All of them, by kind.</summary>
    /// <param name="home">The server's own folder.</param>
    /// <param name="clock">The machine's clock.</param>
    public static ImmutableArray<ISourceReader> All(string home, TimeProvider clock) =>
    [
        new FolderReader(),
        new GitSourceReader(home, new Keeping.Outgoing()),
        new AwsSourceReader(clock),
        new InboxReader(home),
    ];
}
