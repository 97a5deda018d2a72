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

    /// <summary>Told after sources were added, changed or taken away.</summary>
    public event Action? Changed;

    /// <summary>The kinds that can be added.</summary>
    public IEnumerable<string> Kinds => readers.Select(r => r.Kind).Where(k => k != InboxReader.Id);

    /// <summary>All of them: the given ones first.</summary>
    public ImmutableArray<Source> All =>
    [
        .. given, .. ledgers.Keep(c => c.List(Drawer)).Select(k => JsonSerializer.Deserialize(k.Body, SourceJson.Default.Source)!).Where(s => given.All(g => g.Id != s.Id)),
    ];

    /// <summary>The reader of a source.</summary>
    public ISourceReader ReaderOf(Source source) => readers.First(r => r.Kind == source.Kind);

    /// <summary>What is wrong with a source, or null.</summary>
    public string? Problem(Source source) =>
        readers.FirstOrDefault(r => r.Kind == source.Kind) is not { } reader ? $"`{source.Kind}` is no kind of source; choose {string.Join(", ", Kinds)}"
        : source.Every < Shortest ? $"every {source.Every.TotalSeconds:0} s is too often; choose {Shortest.TotalSeconds:0} s or more"
        : reader.Problem(source);

    /// <summary>Adds a source or changes one.</summary>
    /// <param name="source">The source; an empty id is filled in.</param>
    /// <param name="actor">Who does it.</param>
    /// <returns>The source as it is kept.</returns>
    public Source Put(Source source, string actor)
    {
        var all = All;
        if (source.Id.Length == 0) source = source with { Id = Free(source.Kind, all) };
        ledgers.Keep(c => c.Put(Drawer, source.Id, JsonSerializer.Serialize(source, SourceJson.Default.Source)));
        Note(source.Id, actor, JsonSerializer.SerializeToUtf8Bytes(source, SourceJson.Default.Source));
        return source;
    }

    /// <summary>Takes a source away; false where it is not there or was given at the start.</summary>
    public bool Remove(string id, string actor)
    {
        if (!ledgers.Keep(c => c.Remove(Drawer, id))) return false;
        Note(id, actor, Encoding.UTF8.GetBytes("""{"removed":true}"""));
        return true;
    }

    private void Note(string id, string actor, byte[] body)
    {
        ledgers.Append(_ => [new Entry(RecordKind.Source, "", id, actor, clock.GetUtcNow(), body)]);
        Changed?.Invoke();
    }

    private static string Free(string kind, ImmutableArray<Source> all)
    {
        for (var i = 1; ; i++)
        {
            var id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind}-{i}");
            if (all.All(s => s.Id != id)) return id;
        }
    }
}
