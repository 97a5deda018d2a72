using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Models that custom kinds name outside of containers.</summary>
internal static class ModelNodes
{
    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal)
        { "storageUri", "modelUri", "model_id", "model_source", "modelId", "modelID", "modelName", "modelURI", "model" };

    /// <summary>The models of an object whose kind is AI.</summary>
    public static IEnumerable<(string Model, int Line)> Of(KubernetesObject one)
    {
        var found = Named(one.Node["spec"] ?? one.Node).Concat(Named(one.Node["inference"])).Concat(Named(one.Node["tuning"]));
        if (one.Node.At("spec", "serveConfigV2") is YamlScalar { IsNull: false } serve)
        {
            foreach (var document in YamlText.Read(serve.Raw, out _)) found = found.Concat(Named(document).Select(m => (m.Item1, serve.Line)));
        }

        return found.DistinctBy(m => m.Item1);
    }

    private static IEnumerable<(string, int)> Named(YamlNode? node)
    {
        foreach (var (map, _) in node.Maps())
        {
            foreach (var (key, value) in map.Entries)
            {
                if (Keys.Contains(key) && value is YamlScalar { IsNull: false } scalar && IsModel(scalar.Raw)) yield return (ModelHints.Clean(scalar.Raw), scalar.Line);
                // `uri` is a model's only beside its name or in a list of adapters; `name` only in a preset.
                if (key is "uri" && value is YamlScalar { IsNull: false } uri && Addresses(uri.Raw)) yield return (ModelHints.Clean(uri.Raw), uri.Line);
                if (key is "preset" && value.TextAt("name") is { } preset && IsModel(preset)) yield return (preset, value.Line);
            }
        }
    }

    private static bool Addresses(string text) => text.Contains("://", StringComparison.Ordinal) && IsModel(text);

    private static bool IsModel(string text) => ModelHints.IsModel(text, isServer: true);
}
