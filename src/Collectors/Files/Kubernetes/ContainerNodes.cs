using System.Collections.Immutable;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Reads containers as manifests write them.</summary>
internal static class ContainerNodes
{
    private const int MostVariables = 500;

    private static readonly string[] Strong =
        ["SYS_ADMIN", "ALL", "SYS_PTRACE", "SYS_MODULE", "DAC_READ_SEARCH", "SYS_RAWIO", "BPF", "CAP_SYS_ADMIN"];

    /// <summary>A container.</summary>
    /// <param name="map">As written.</param>
    /// <param name="number">Its place among its neighbours.</param>
    /// <param name="runs">What the platform says serves here.</param>
    /// <param name="keysOf">The keys of a config map or secret by kind and name; null where it is not at hand.</param>
    public static Container Read(YamlMap map, int number, AiImage? runs, Func<string, string, IEnumerable<string>?> keysOf)
    {
        var variables = map.ListAt("env").Take(MostVariables).Where(e => e.TextAt("name") is not null)
            .Select(e => new EnvVariable(e.TextAt("name")!, e["value"] is YamlScalar { IsNull: false } v ? v.Raw : e["valueFrom"] is null ? "" : null, e.Line)).ToList();
        var hasMore = false;
        foreach (var source in map.ListAt("envFrom"))
        {
            var (kind, name) = source.TextAt("secretRef", "name") is { } secret ? ("Secret", secret) : ("ConfigMap", source.TextAt("configMapRef", "name") ?? "");
            if (keysOf(kind, name) is { } keys) variables.AddRange(keys.Take(MostVariables).Select(k => new EnvVariable(source.TextAt("prefix") + k, null, source.Line)));
            else hasMore = true;
        }

        var (accelerator, count) = Accelerator(map);
        return new Container(map.TextAt("name") ?? $"{number + 1}", map.Line, ImageName.Parse(PodTemplate.ImageOf(map)), Words(map, variables), [.. variables])
        {
            HasMoreVariables = hasMore,
            Accelerator = accelerator,
            Accelerators = count,
            Given = number == 0 || map.TextAt("name") is "kserve-container" or "main" ? runs : null,
            Ports = [.. map.ListAt("ports").Select(p => (p.TextAt("name") ?? "", p.NumberAt("containerPort"))).Where(p => p.Item2 > 0)],
            IsPrivileged = map.IsTrue("securityContext", "privileged"),
            Capabilities = [.. map.TextsAt("securityContext", "capabilities", "add").Where(c => Strong.Contains(c.ToUpperInvariant()))],
        };
    }

    // The platform replaces `$(NAME)` by the container's own variables before it starts anything.
    private static ImmutableArray<string> Words(YamlMap map, List<EnvVariable> variables)
    {
        var parts = map.TextsAt("command").Concat(map.TextsAt("args")).Select(part =>
        {
            if (!part.Contains("$(", StringComparison.Ordinal)) return part;
            foreach (var variable in variables.Where(v => v.Value is not null)) part = part.Replace($"$({variable.Name})", variable.Value, StringComparison.Ordinal);
            return part;
        });
        return CommandWords.Of(parts);
    }

    private static (string, long) Accelerator(YamlMap map)
    {
        foreach (var part in (string[])["limits", "requests"])
        {
            foreach (var (key, node) in map.EntriesAt("resources", part))
                if (IsAccelerator(key) && node.Text is not "0") return (key, Math.Max(map.NumberAt("resources", part, key), 0));
        }

        return ("", 0);
    }

    private static bool IsAccelerator(string key) =>
        key is "nvidia.com/gpu" or "amd.com/gpu" or "google.com/tpu" or "aws.amazon.com/neuron" or "aws.amazon.com/neuroncore" or "aws.amazon.com/neurondevice"
        || key.StartsWith("nvidia.com/mig-", StringComparison.Ordinal) || key.StartsWith("gpu.intel.com/", StringComparison.Ordinal) || key.StartsWith("habana.ai/", StringComparison.Ordinal);
}
