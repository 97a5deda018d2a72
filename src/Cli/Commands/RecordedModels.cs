using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Registries;
using Plumbline.Store;
using Plumbline.Store.Recordings;

namespace Plumbline.Cli.Commands;

/// <summary>A tuned model as the model registries and platforms of recorded scans show it: MLflow, SageMaker, Bedrock, Vertex, Azure.</summary>
/// <param name="Id">Its id there: an ARN, `models:/NAME/VERSION`.</param>
/// <param name="Environment">Where it is released to; empty where nothing says so.</param>
/// <param name="Approval">What the model registry says of its release: approved, rejected, pending; empty where it says nothing.</param>
/// <param name="MadeBy">The runs that made it.</param>
/// <param name="Data">The data it was trained on.</param>
/// <param name="Origin">Where that can be read again.</param>
internal sealed record RecordedModel(string Id, string Environment, string Approval, ImmutableArray<string> MadeBy, ImmutableArray<string> Data, Origin Origin)
{
    /// <summary>For people, in a line.</summary>
    public string Line => string.Join("  ", new[]
    {
        Id, Environment.Length > 0 ? Environment : "no environment said", Approval, MadeBy.IsEmpty ? "" : $"made by {string.Join(", ", MadeBy)}",
        Data.IsEmpty ? "" : $"trained on {string.Join(", ", Data)}", $"({Origin.Source} {Origin})",
    }.Where(t => t.Length > 0));

    /// <summary>The same as JSON.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (name, value) in new[] { ("id", Id), ("environment", Environment), ("approval", Approval), ("source", Origin.Source), ("place", Origin.ToString()) }) json.WriteString(name, value);
        foreach (var (name, values) in new[] { ("madeBy", MadeBy), ("trainedOn", Data) })
        {
            json.WriteStartArray(name);
            foreach (var value in values) json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}

/// <summary>The tuned models of recorded scans, beside the entries that approve them.</summary>
internal static class RecordedModels
{
    /// <summary>All of them as of a moment, by id.</summary>
    public static ImmutableArray<RecordedModel> Of(string? store, DateTimeOffset moment)
    {
        using var rows = Stores.Open(LedgerSession.Address(store));
        return [.. AsOf.Claims(rows, null, moment).Where(c => c is { Plane: Plane.Deployed, Subject.Kind: AssetKind.FineTune }).GroupBy(c => c.Subject.Key).OrderBy(g => g.Key, StringComparer.Ordinal).Select(One)];
    }

    /// <summary>Those that an entry of `fine-tunes` names by their ids.</summary>
    public static ImmutableArray<RecordedModel> NamedBy(ImmutableArray<RecordedModel> all, EntryVersion version)
    {
        var names = Names(version).ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(m => names.Contains(m.Id))];
    }

    /// <summary>Those that no entry of a registry names.</summary>
    public static IEnumerable<RecordedModel> NamedByNone(ImmutableArray<RecordedModel> all, RegistryBook book)
    {
        var names = book.Versions.Where(v => v.Name.Section == "fine-tunes").SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        return all.Where(m => !names.Contains(m.Id));
    }

    private static IEnumerable<string> Names(EntryVersion version) => !version.Content.TryGetProperty("id", out var id) ? [] : id.ValueKind switch
    {
        JsonValueKind.String => [id.GetString()!],
        JsonValueKind.Array => id.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!),
        _ => [],
    };

    private static RecordedModel One(IGrouping<string, Claim> model)
    {
        string Last(string word) => model.Where(c => c.Property == word).OrderBy(c => c.Time).ThenBy(c => c.Origin).LastOrDefault()?.Value.AsString ?? "";
        IEnumerable<string> Each(string word, Func<Claim, string?> text) => model.Where(c => c.Property == word).Select(text).OfType<string>().Where(t => t.Length > 0).Distinct().Order(StringComparer.Ordinal);
        return new RecordedModel(
            model.Key, Last("environment"), Last("approval"), [.. Each("madeBy", c => c.Value.AsString)], [.. Each("trainingData", c => c.Value.AsMap?["dataset"].AsString)], model.Min(c => c.Origin)!);
    }
}
