using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.MlflowSnapshot;

/// <summary>One version of a registered model.</summary>
/// <param name="Name">The registered model.</param>
/// <param name="Version">Its number.</param>
/// <param name="RunId">The run that made it; null where the registry does not say.</param>
/// <param name="Environment">Where its stage, aliases or tags say that it is in use; null where they say nothing.</param>
/// <param name="Changed">When it was last updated.</param>
/// <param name="File">The file that holds it.</param>
internal sealed record MlflowModelVersion(string Name, string Version, string? RunId, string? Environment, DateTimeOffset Changed, string File)
{
    private static readonly string[] Order = ["production", "staging", "development", "archived"];
    private static readonly string[] Tags = ["environment", "env", "stage", "deployment_environment"];

    /// <summary>Its address.</summary>
    public string Id => $"models:/{Name}/{Version}";

    /// <summary>Of two environments that answers state the one nearest to production; null where none states any.</summary>
    public static string? Nearest(string? one, string? other) => Order.FirstOrDefault(o => o == one || o == other);

    /// <summary>Reads a version; null where the element is none.</summary>
    public static MlflowModelVersion? Read(JsonElement item, IEnumerable<string> aliases, string file)
    {
        if (item.Text("name") is not { Length: > 0 } name || item.At("version").Written() is not { Length: > 0 } version) return null;
        if (item.Text("run_id") is null && item.Text("current_stage") is null && item.At("creation_timestamp").ValueKind == JsonValueKind.Undefined) return null;
        // Prompts lie in the same registry; prompt-stores reads them.
        if (MlflowTexts.Pairs(item.At("tags")).ContainsKey("mlflow.prompt.is_prompt")) return null;
        var called = aliases.Concat(item.Elements("aliases").Select(a => a.Written() ?? a.Text("alias")).OfType<string>());
        var changed = MlflowTexts.Time(item.At("last_updated_timestamp"));
        return new(
            name, version, item.Text("run_id") is { Length: > 0 } run ? run : null, EnvironmentOf(item.Text("current_stage"), [.. called], MlflowTexts.Pairs(item.At("tags"))),
            changed > DateTimeOffset.MinValue ? changed : MlflowTexts.Time(item.At("creation_timestamp")), file);
    }

    // Stages are the older way to say it, aliases and tags the newer.
    private static string? EnvironmentOf(string? stage, ImmutableArray<string> aliases, ImmutableSortedDictionary<string, string> tags)
    {
        var said = aliases.Concat(Tags.Select(t => tags.GetValueOrDefault(t)).OfType<string>()).Append(stage ?? "").Select(s => s.Trim().ToLowerInvariant()).ToList();
        return Order.FirstOrDefault(o => said.Exists(s => Meant(s) == o));
    }

    private static string Meant(string said) => said switch
    {
        "prod" or "live" or "champion" => "production",
        "stage" or "challenger" or "candidate" => "staging",
        "dev" => "development",
        _ => said,
    };
}
