using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Reads containers as manifests write them.</summary>
internal static partial class ContainerNodes
{
    private const int MostVariables = 500;
    private const int LongestText = 1 << 16;
    private const int LongestValue = 2000;

    private static readonly string[] Strong =
        ["SYS_ADMIN", "ALL", "SYS_PTRACE", "SYS_MODULE", "DAC_READ_SEARCH", "SYS_RAWIO", "BPF", "CAP_SYS_ADMIN"];

    private static readonly string[][] Hooked =
        [["lifecycle", "postStart"], ["lifecycle", "preStop"], ["livenessProbe"], ["readinessProbe"], ["startupProbe"]];

    /// <summary>A container.</summary>
    /// <param name="map">As written.</param>
    /// <param name="number">Its place among its neighbours.</param>
    /// <param name="runs">What the platform says serves here.</param>
    /// <param name="dataOf">What a config map or secret holds, by kind and name; null where it is not at hand.</param>
    public static Container Read(YamlMap map, int number, AiImage? runs, Func<string, string, ConfigData?> dataOf)
    {
        var variables = new List<EnvVariable>();
        var hasMore = false;
        foreach (var source in map.ListAt("envFrom"))
        {
            var (kind, name) = source.TextAt("secretRef", "name") is { } secret ? ("Secret", secret) : ("ConfigMap", source.TextAt("configMapRef", "name") ?? "");
            if (dataOf(kind, name) is { } data)
                variables.AddRange(data.Entries.Take(MostVariables).Select(e => new EnvVariable(source.TextAt("prefix") + e.Key, e.Value, source.Line) { From = e.Value is null ? Shown(kind, name) : "" }));
            else hasMore = true;
        }

        // What a container says itself counts before what it takes over.
        foreach (var entry in map.ListAt("env").Take(MostVariables))
            if (entry.TextAt("name") is { } name) variables.Add(Variable(name, entry, variables, dataOf));

        var (accelerator, count) = Accelerator(map);
        ImmutableArray<string> texts = [.. map.TextsAt("command").Concat(map.TextsAt("args")).Select(part => Expand(part, variables, true))];
        return new Container(map.TextAt("name") ?? $"{number + 1}", map.Line, ImageName.Parse(PodTemplate.ImageOf(map)), CommandWords.Of(texts), [.. variables])
        {
            Texts = texts,
            Hooks = [.. Hooked.Select(h => map.At([.. h, "exec", "command"])?.Texts.Select(t => Expand(t, variables, true)).ToImmutableArray() ?? []).Where(h => h.Length > 0)],
            HasMoreVariables = hasMore,
            Mounts = [.. map.ListAt("volumeMounts").Select(m => (m.TextAt("name") ?? "", m.TextAt("mountPath") ?? "", m.TextAt("subPath") ?? m.TextAt("subPathExpr") ?? "")).Where(m => m.Item2.Length > 0)],
            HasCommand = map.TextsAt("command").Any(),
            WorkingFolder = map.TextAt("workingDir") ?? "",
            Unread = [.. map.ListAt("envFrom").Where(s => s.TextAt("configMapRef", "name") is null).Select(s => s.TextAt("secretRef", "name") is { } secret ? Shown("Secret", secret) : "a source nobody knows"),
                .. map.ListAt("env").Skip(MostVariables).Take(1).Select(_ => $"`env` behind entry {MostVariables}")],
            Accelerator = accelerator,
            Accelerators = count,
            Given = number == 0 || map.TextAt("name") is "kserve-container" or "main" ? runs : null,
            Ports = [.. map.ListAt("ports").Select(p => (p.TextAt("name") ?? "", p.NumberAt("containerPort"))).Where(p => p.Item2 > 0)],
            IsPrivileged = map.IsTrue("securityContext", "privileged"),
            Capabilities = [.. map.TextsAt("securityContext", "capabilities", "add").Where(c => Strong.Contains(c.ToUpperInvariant()))],
        };
    }

    /// <summary>Config maps and secrets that a container's variables are taken from.</summary>
    public static IEnumerable<(string Kind, string Name)> Sources(YamlMap map)
    {
        foreach (var source in map.ListAt("envFrom").Concat(map.ListAt("env").Select(e => e["valueFrom"]).OfType<YamlNode>()))
        {
            if ((source.TextAt("configMapRef", "name") ?? source.TextAt("configMapKeyRef", "name")) is { } config) yield return ("ConfigMap", config);
            if ((source.TextAt("secretRef", "name") ?? source.TextAt("secretKeyRef", "name")) is { } secret) yield return ("Secret", secret);
        }
    }

    /// <summary>A source as messages name it.</summary>
    public static string Shown(string kind, string name) => $"{(kind == "Secret" ? "secret" : "config map")} `{name}`";

    private static EnvVariable Variable(string name, YamlNode entry, List<EnvVariable> before, Func<string, string, ConfigData?> dataOf)
    {
        if (entry["value"] is YamlScalar { IsNull: false } written) return new(name, Expand(written.Raw, before, false), entry.Line);
        if (entry["valueFrom"] is not { } from) return new(name, "", entry.Line);
        foreach (var (kind, key) in ((string, string)[])[("ConfigMap", "configMapKeyRef"), ("Secret", "secretKeyRef")])
        {
            if (from.TextAt(key, "name") is not { } source) continue;
            return dataOf(kind, source)?.Entries.FirstOrDefault(e => e.Key == from.TextAt(key, "key")) is { Value: { } value }
                ? new(name, value, entry.Line) : new(name, null, entry.Line) { From = Shown(kind, source) };
        }

        var field = from.TextAt("fieldRef", "fieldPath") ?? from.TextAt("resourceFieldRef", "resource") ?? (from as YamlMap)?.Entries.Select(e => e.Key).FirstOrDefault() ?? "";
        return new(name, null, entry.Line) { From = $"`{(field.Length > 100 ? field[..100] + "…" : field)}`", IsField = true };
    }

    // The platform replaces `$(NAME)` by the container's own variables before it starts anything, a shell `$NAME` and `${NAME}`.
    private static string Expand(string text, List<EnvVariable> variables, bool byShell)
    {
        if (!text.Contains('$', StringComparison.Ordinal) || text.Length > LongestText) return text;
        return References().Replace(text, found =>
        {
            var name = found.Groups.Cast<Group>().Skip(1).First(g => g.Success);
            return (byShell || found.Value[1] == '(') && variables.FindLast(v => v.Name == name.Value)?.Value is { Length: < LongestValue } value ? value : found.Value;
        });
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

    [GeneratedRegex(@"\$(?:\(([A-Za-z_][A-Za-z0-9_.-]{0,100})\)|\{([A-Za-z_][A-Za-z0-9_]{0,100})\}|([A-Za-z_][A-Za-z0-9_]{0,100}))", RegexOptions.CultureInvariant)]
    private static partial Regex References();
}
