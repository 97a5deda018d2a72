using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Drifts;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Records;

namespace Plumbline.Store.Recordings;

/// <summary>Puts the history of an asset together from the ledger: what was said of it scan by scan, its findings, and what people wrote about it.</summary>
public static class RecordedHistory
{
    private static readonly RecordKind[] Words =
        [RecordKind.Entry, RecordKind.Approval, RecordKind.Retirement, RecordKind.Promotion, RecordKind.Waiver, RecordKind.Decision, RecordKind.Override, RecordKind.EvalBinding];

    /// <summary>The history of an asset.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="estate">The estate.</param>
    /// <param name="until">The moment.</param>
    /// <param name="ever">Every asset there ever was.</param>
    /// <param name="asset">The asset.</param>
    public static AssetHistory Of(IRecordStore store, string estate, DateTimeOffset until, EverAssets ever, AssetRow asset)
    {
        var (timeline, acts, ids) = (new AssetTimeline(), Acts(store, estate, until), ever.IdsOf(asset.Id).ToList());
        AssetWalk.Each(store, [.. acts.Where(a => a.Kind == RecordKind.Scan.Name())], until, ids, scan => timeline.Add(scan.Moment, scan.Actor, scan.Claims));
        var events = timeline.Events.Select((e, i) => (Event: e, Order: (long)i)).Concat(Told(acts, [.. ids.Select(i => i.ToString())], Subjects(ever.Graph, asset)));
        return new AssetHistory(asset.Id, asset.Name, timeline, [.. events.OrderBy(e => e.Event.Moment).ThenBy(e => e.Event.Kind).ThenBy(e => e.Order).Select(e => e.Event)]);
    }

    // What a registry's entries and gates are called that speak of the asset.
    private static HashSet<string> Subjects(AssetGraph ever, AssetRow asset)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { asset.Name, asset.Id.Key };
        var subjects = new HashSet<string>(StringComparer.Ordinal) { asset.Id.ToString() };
        foreach (var name in names) if (Section(asset.Id.Kind) is { } section) subjects.Add($"{section}/{name}");
        foreach (var system in ever.Relations.Where(r => r.Verb == "owns" && r.To == asset.Id).Select(r => r.From.Key).Concat(asset.Id.Kind == AssetKind.AiSystem ? [asset.Id.Key] : []))
        {
            subjects.Add($"systems/{system}");
            subjects.Add(asset.Fact("environment") is { } environment ? $"gate/{system}/{environment}" : $"gate/{system}");
        }

        return subjects;
    }

    private static string? Section(AssetKind kind) => kind switch
    {
        AssetKind.Model => "models",
        AssetKind.Prompt => "prompts",
        AssetKind.EvalSuite => "evals",
        AssetKind.Agent => "agents",
        AssetKind.McpServer => "mcp-servers",
        AssetKind.Guardrail => "guardrails",
        AssetKind.Dataset => "datasets",
        AssetKind.FineTune => "fine-tunes",
        AssetKind.Account => "accounts",
        _ => null,
    };

    // Scans, findings and words up to a moment, oldest first: the records that are not claims.
    private static List<Record> Acts(IRecordStore store, string estate, DateTimeOffset until)
    {
        var (acts, name, latest) = (new List<Record>(), Encoding.UTF8.GetBytes(estate), Encoding.UTF8.GetBytes(Instant.Write(until)));
        store.ReadActs(long.MaxValue, null, (in RecordView record) =>
        {
            if (record.Moment.SequenceCompareTo(latest) > 0 || !IsTold(record)) return true;
            if (record.Estate.SequenceEqual(name) || (record.Estate.IsEmpty && !record.Is(RecordKind.Scan))) acts.Add(record.Keep());
            return true;
        });
        acts.Reverse();
        return acts;
    }

    private static bool IsTold(in RecordView record)
    {
        foreach (var kind in Words) if (record.Is(kind)) return true;
        return record.Is(RecordKind.Scan) || record.Is(RecordKind.Finding);
    }

    private static IEnumerable<(AssetEvent Event, long Order)> Told(IEnumerable<Record> acts, HashSet<string> ids, HashSet<string> subjects)
    {
        foreach (var act in acts.Where(a => a.Kind != RecordKind.Scan.Name()))
            if ((act.Kind == RecordKind.Finding.Name() ? Finding(act, ids) : Word(act, subjects)) is { } told) yield return (told, act.Number);
    }

    private static AssetEvent? Finding(Record record, HashSet<string> ids)
    {
        var body = Body(record);
        return body.GetValueOrDefault("asset") is not { } about || !ids.Contains(about) ? null
            : new AssetEvent(record.Moment, AssetEventKind.Finding, null, $"{body.GetValueOrDefault("control")}/{body.GetValueOrDefault("rule")}", [], [], [], Place(record), record.Actor)
            {
                Text = $"{body.GetValueOrDefault("state")} ({body.GetValueOrDefault("severity")}): {body.GetValueOrDefault("message")}",
            };
    }

    private static AssetEvent? Word(Record record, HashSet<string> subjects)
    {
        var bare = record.Subject.LastIndexOf('@') is > 0 and var at && !subjects.Contains(record.Subject) ? record.Subject[..at] : record.Subject;
        var isAbout = subjects.Contains(bare) || subjects.Any(s => s.StartsWith("gate/", StringComparison.Ordinal) && bare.StartsWith(s + "/", StringComparison.Ordinal));
        if (!isAbout) return null;
        var said = Body(record).Where(b => b.Value.Length is > 0 and <= 120 && b.Key is not ("section" or "name" or "body" or "entry")).Select(b => $"{b.Key} {b.Value}");
        return new AssetEvent(record.Moment, AssetEventKind.Word, null, record.Kind, [], [], [], Place(record), record.Actor) { Text = $"{record.Subject}{string.Concat(said.Select(s => "; " + s))}" };
    }

    private static Origin Place(Record record) => new("ledger", null, 0, $"record {record.Number}", record.Subject);

    // Bodies are read as far as they are plain: texts, numbers, flags.
    private static SortedDictionary<string, string> Body(Record record)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(record.Body);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return fields;
            foreach (var property in json.RootElement.EnumerateObject())
                if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) fields[property.Name] = property.Value.ToString();
        }
        catch (JsonException)
        {
        }

        return fields;
    }
}
