using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.MlflowSnapshot;

/// <summary>The model versions and runs of all answers; of several about one the newest, at the same moment the first by file.</summary>
internal sealed class MlflowRecords
{
    /// <summary>Model versions by `models:/name/version`.</summary>
    public SortedDictionary<string, MlflowModelVersion> Versions { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs by `runs:/id`.</summary>
    public SortedDictionary<string, MlflowRun> Runs { get; } = new(StringComparer.Ordinal);

    /// <summary>How many records there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds what a document holds: a record, an answer around one, or a list of either.</summary>
    public void Add(JsonElement document, string file)
    {
        if (document.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in document.EnumerateArray()) if (item.ValueKind == JsonValueKind.Object) Add(item, file);
            return;
        }

        if (document.ValueKind != JsonValueKind.Object) return;
        One(document, [], file);
        One(document.At("model_version"), [], file);
        One(document.At("run"), [], file);
        foreach (var item in document.Elements("model_versions").Concat(document.Elements("runs"))) One(item, [], file);
        foreach (var model in document.Elements("registered_models").Append(document.At("registered_model")))
        {
            var aliases = model.Elements("aliases").Select(a => (Alias: a.Text("alias") ?? "", Version: a.At("version").Written() ?? "")).ToList();
            foreach (var item in model.Elements("latest_versions"))
                One(item, aliases.Where(a => a.Version == item.At("version").Written()).Select(a => a.Alias), file);
        }
    }

    private void One(JsonElement item, IEnumerable<string> aliases, string file)
    {
        if (MlflowRun.Read(item, file) is { } run) Keep(Runs, run.Id, run, r => (r.Changed, r.File));
        if (MlflowModelVersion.Read(item, aliases, file) is not { } version) return;
        // Only one of the answers about a version may know its aliases.
        var environment = Versions.TryGetValue(version.Id, out var known) ? MlflowModelVersion.Nearest(known.Environment, version.Environment) : version.Environment;
        Keep(Versions, version.Id, version, v => (v.Changed, v.File));
        Versions[version.Id] = Versions[version.Id] with { Environment = environment };
    }

    private void Keep<T>(SortedDictionary<string, T> table, string id, T record, Func<T, (DateTimeOffset Time, string File)> age)
    {
        Count++;
        if (!table.TryGetValue(id, out var known))
        {
            table[id] = record;
            return;
        }

        var (mine, theirs) = (age(record), age(known));
        if (mine.Time > theirs.Time || (mine.Time == theirs.Time && string.CompareOrdinal(mine.File, theirs.File) < 0)) table[id] = record;
    }
}
