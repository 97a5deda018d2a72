using Plumbline.Collectors.Files;

namespace Plumbline.Server.Sources;

/// <summary>A folder on this machine, also a working tree that somebody else keeps current.</summary>
internal sealed class FolderReader : ISourceReader
{
    public string Kind => "folder";

    public string? Problem(Source source) => source.Settings.Keys.FirstOrDefault() is { } unknown ? $"`{unknown}` is no setting of a folder; there are none"
        : !Path.IsPathFullyQualified(source.Address) ? $"`{source.Address}` is no whole path; write it from the root on"
        : Directory.Exists(source.Address) || File.Exists(source.Address) ? null : $"`{source.Address}` is not there; name a folder that the server can read";

    public string? Stamp(Source source) => TreeStamp.Of([source.Address]);

    public Task<SourceReading> ReadAsync(Source source, CancellationToken cancellation) => Problem(source) is { } problem
        ? throw new IOException(problem) : Task.FromResult(new SourceReading([source.Address], [], []));
}
