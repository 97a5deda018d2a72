using Plumbline.Collectors.Files;

namespace Plumbline.Server.Sources;

/// <summary>What was sent to this server: each delivery is a file below one folder, in the form its sender wrote it.</summary>
/// <param name="home">The server's own folder.</param>
internal sealed class InboxReader(string home) : ISourceReader
{
    public const string Id = "inbox";

    public string Kind => Id;

    public string Folder => Path.Combine(home, "inbox");

    public string? Problem(Source source) => source.Id == Id ? null : "there is one inbox, and it is always there; send records to `POST /api/v1/records`";

    public string? Stamp(Source source) => TreeStamp.Of([Folder]);

    public Task<SourceReading> ReadAsync(Source source, CancellationToken cancellation) =>
        Task.FromResult(new SourceReading(Directory.Exists(Folder) ? [Folder] : [], [], []));
}
