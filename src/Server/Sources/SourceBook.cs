using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Plumbline.Server.Keeping;
using Plumbline.Store.Records;

namespace Plumbline.Server.Sources;

/// <summary>The sources of this server: those it was started with, and those that people added.</summary>
/// <param name="ledgers">Where they are kept.</param>
/// <param name="readers">The kinds there are.</param>
/// <param name="given">Those of the command line and the settings.</param>
/// <param name="clock">Dates what is written.</param>
public sealed class SourceBook(LedgerPool ledgers, ImmutableArray<ISourceReader> readers, ImmutableArray<Source> given, TimeProvider clock)
{
    private const string Drawer = "sources";

    /// <summary>The shortest time between two readings.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    /// <summary>The kinds that can be added.</summary>
    public IEnumerable<string> Kinds => readers.Select(r => r.Kind).Where(k => k != InboxReader.Id);

    /// <summary>All of them: the given ones first.</summary>
    public ImmutableArray<Source> All =>
    [
        .. given, .. ledgers.Keep(c => c.List(Drawer)).Select(k => Read(k.Body)).Where(s => given.All(g => g.Id != s.Id)),
    ];

    /// <summary>The reader of a source.</summary>
    public ISourceReader ReaderOf(Source source) => readers.First(r => r.Kind == source.Kind);

    /// <summary>What is wrong with a source, or null.</summary>
    public string? Problem(Source source) =>
        readers.FirstOrDefault(r => r.Kind == source.Kind) is not { } reader ? $"`{source.Kind}` is no kind of source; choose {string.Join(", ", Kinds)}"
        : source.Every < Shortest ? $"every {source.Every.TotalSeconds:0} s is too often; choose {Shortest.TotalSeconds:0} s or more"
        : reader.Problem(source);

    /// <summary>Adds a source.</summary>
    /// <param name="source">The source; its id is filled in.</param>
    /// <param name="actor">Who does it.</param>
    /// <returns>The source as it is kept.</returns>
    public Source Add(Source source, string actor)
    {
        source = source with { Id = FreeId.Keep(ledgers, Drawer, source.Kind, id => given.Any(g => g.Id == id), id => Text(source with { Id = id })) };
        Note(source.Id, actor, Encoding.UTF8.GetBytes(Text(source)));
        return source;
    }

    /// <summary>Changes a source; false where it is not any more as it was looked at.</summary>
    public bool Change(Source known, Source source, string actor)
    {
        if (!FreeId.Change(ledgers, Drawer, known.Id, k => Text(Read(k.Body)) == Text(known), Text(source))) return false;
        Note(source.Id, actor, Encoding.UTF8.GetBytes(Text(source)));
        return true;
    }

    /// <summary>Takes a source away; false where it is not there or was given at the start.</summary>
    public bool Remove(string id, string actor)
    {
        if (ledgers.Keep(c => c.Get(Drawer, id)) is not { } kept || !ledgers.Keep(c => c.Remove(Drawer, id))) return false;
        if (Read(kept.Body) is var gone && readers.FirstOrDefault(r => r.Kind == gone.Kind) is { } reader) reader.Forget(gone);
        Note(id, actor, Encoding.UTF8.GetBytes("""{"removed":true}"""));
        return true;
    }

    private void Note(string id, string actor, byte[] body) => ledgers.Append(_ => [new Entry(RecordKind.Source, "", id, actor, clock.GetUtcNow(), body)]);

    private static string Text(Source source) => JsonSerializer.Serialize(source, SourceJson.Default.Source);

    private static Source Read(string body) => JsonSerializer.Deserialize(body, SourceJson.Default.Source)!;
}
