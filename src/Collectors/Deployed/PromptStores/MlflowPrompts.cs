using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.PromptForms;

namespace Plumbline.Collectors.Deployed.PromptStores;

/// <summary>MLflow's prompt registry: model versions that are prompts, as the REST API answers them, and what `PromptVersion` writes.</summary>
internal static class MlflowPrompts
{
    private const string IsPrompt = "mlflow.prompt.is_prompt";

    /// <summary>The versions that a document holds.</summary>
    public static IEnumerable<StoredPrompt> Read(JsonElement root, string file)
    {
        foreach (var key in (string[])["model_versions", "prompt_versions"]) foreach (var item in root.Elements(key)) foreach (var one in One(item, [], file)) yield return one;
        foreach (var one in One(root.At("model_version"), [], file).Concat(One(root.At("prompt_version"), [], file)).Concat(One(root, [], file))) yield return one;
        foreach (var model in root.Elements("registered_models").Concat(root.Elements("prompts")).Append(root.At("registered_model")).Append(root.At("prompt")))
        {
            if (model.ValueKind != JsonValueKind.Object) continue;
            var aliases = model.Elements("aliases").Select(a => (Alias: a.Text("alias") ?? "", Version: a.At("version").Written() ?? "")).ToImmutableArray();
            foreach (var item in model.Elements("latest_versions")) foreach (var one in One(item, aliases, file)) yield return one;
            if (!StoreText.Tags(model.At("tags")).ContainsKey(IsPrompt) || model.Text("name") is not { Length: > 0 } name) continue;
            foreach (var version in aliases.Select(a => a.Version).Distinct(StringComparer.Ordinal))
                yield return new StoredPrompt("mlflow", $"mlflow:{name}", name, version, "", file) { Labels = [.. Of(aliases, version)], Changed = StoreText.Time(model.At("last_updated_timestamp")), Fix = Fix(name, version) };
        }
    }

    private static IEnumerable<StoredPrompt> One(JsonElement item, ImmutableArray<(string Alias, string Version)> aliases, string file)
    {
        if (item.Text("name") is not { Length: > 0 } name || item.At("version").Written() is not { Length: > 0 } version) yield break;
        var tags = StoreText.Tags(item.At("tags"));
        var isTagged = tags.TryGetValue(IsPrompt, out var flag) && flag.Equals("true", StringComparison.OrdinalIgnoreCase);
        // Databricks and `PromptVersion` write the template beside the tags.
        var hasTemplate = item.At("template").ValueKind is JsonValueKind.String or JsonValueKind.Array && (item.At("creation_timestamp").ValueKind != JsonValueKind.Undefined || item.At("aliases").ValueKind != JsonValueKind.Undefined || item.At("commit_message").ValueKind != JsonValueKind.Undefined);
        if (!isTagged && !hasTemplate) yield break;
        var own = item.Elements("aliases").Select(a => a.Written() ?? a.Text("alias")).OfType<string>();
        yield return new StoredPrompt("mlflow", $"mlflow:{name}", name, version, "", file)
        {
            Form = tags.TryGetValue("mlflow.prompt.text", out var text) ? Form(text, tags.GetValueOrDefault("_mlflow_prompt_type")) : hasTemplate ? Form(item) : null,
            Secrets = StoredSecret.In(item.At("tags"), item.At("template"), item.At("description"), item.At("commit_message")),
            Labels = [.. own.Concat(Of(aliases, version)).Concat(item.Text("current_stage") is { Length: > 0 } stage and not "None" ? [stage] : []).Distinct(StringComparer.Ordinal)],
            Model = Model(tags.GetValueOrDefault("_mlflow_prompt_model_config")), By = item.Text("user_id") ?? tags.GetValueOrDefault("author") ?? "",
            Note = item.Text("description") ?? item.Text("commit_message") ?? "",
            Created = StoreText.Time(item.At("creation_timestamp")), Changed = StoreText.Time(item.At("last_updated_timestamp")), Fix = Fix(name, version),
        };
    }

    private static PromptForm? Form(JsonElement item) => item.At("template") is { ValueKind: JsonValueKind.String } text ? Form(text.GetString()!, null) : PromptReading.Of(item.At("template"));

    private static PromptForm? Form(string text, string? type)
    {
        if (type is not "chat" && !(type is null && text.TrimStart().StartsWith("[{", StringComparison.Ordinal))) return PromptForm.Of(text);
        using var inner = Json.Parse(Encoding.UTF8.GetBytes(text), out _);
        return inner is { RootElement.ValueKind: JsonValueKind.Array } && inner.RootElement.HasOnlyText() ? PromptReading.Of(inner.RootElement) : PromptForm.Of(text);
    }

    private static string Model(string? config)
    {
        if (config is null) return "";
        using var inner = Json.Parse(Encoding.UTF8.GetBytes(config), out _);
        return inner?.RootElement.HasOnlyText() == true ? inner.RootElement.Text("model_name") ?? "" : "";
    }

    private static IEnumerable<string> Of(ImmutableArray<(string Alias, string Version)> aliases, string version) => aliases.Where(a => a.Version == version && a.Alias.Length > 0).Select(a => a.Alias);

    private static string Fix(string name, string version) => $"save the answer of `GET /api/2.0/mlflow/model-versions/get?name={Uri.EscapeDataString(name)}&version={Uri.EscapeDataString(version)}`";
}
