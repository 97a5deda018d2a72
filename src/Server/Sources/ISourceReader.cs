using System.Collections.Immutable;
using Plumbline.Posture.Scans;

namespace Plumbline.Server.Sources;

/// <summary>The door to one kind of source.</summary>
public interface ISourceReader
{
    /// <summary>The word that names the kind.</summary>
    string Kind { get; }

    /// <summary>One sentence where such an address or setting cannot be meant; null where it can.</summary>
    string? Problem(Source source);

    /// <summary>A text that changes when there is something new to read, cheap to ask for; null where only reading tells.</summary>
    string? Stamp(Source source);

    /// <summary>Reads it. What cannot be read is part of the answer; an exception means that nothing could be.</summary>
    Task<SourceReading> ReadAsync(Source source, CancellationToken cancellation);

    /// <summary>Takes away what is kept of a source that is there no more.</summary>
    void Forget(Source source)
    {
    }
}

/// <summary>What a source gave.</summary>
/// <param name="Roots">Folders that hold its files, walked as a scan walks them.</param>
/// <param name="Documents">Documents that lie in no folder.</param>
/// <param name="Unseen">What it could not see: path and reason.</param>
public sealed record SourceReading(ImmutableArray<string> Roots, ImmutableArray<EstateFile> Documents, ImmutableArray<(string Path, string Reason)> Unseen)
{
    /// <summary>What people may want to know of the reading, by sentences.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
