using System.Collections.Immutable;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Config maps that pods read as files.</summary>
internal static class MountedConfigs
{
    /// <summary>Their names, in volumes of their own and in projected ones.</summary>
    public static IEnumerable<(string Name, int Line)> Of(PodTemplate pod) => Sources(pod).Select(s => (s.Name, s.Source.Line));

    /// <summary>Those that are not the cluster's own certificates.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="dataOf">What a config map holds; null where nobody knows.</param>
    public static IEnumerable<string> Told(PodTemplate pod, Func<string, ConfigData?> dataOf) => Of(pod).Select(c => c.Name).Where(n => !ClusterCertificates.Are(n, dataOf(n)));

    /// <summary>The entries that a pod's containers read, as files where they are mounted or as variables, as far as they are at hand.</summary>
    public static IEnumerable<MountedEntry> Entries(PodTemplate pod, Func<string, ConfigData?> dataOf)
    {
        foreach (var (volume, name, source) in Sources(pod))
        {
            if (dataOf(name) is not { } data || ClusterCertificates.Are(name, data)) continue;
            foreach (var (entry, place) in Placed(data, source))
            {
                var mounts = pod.Containers.SelectMany(c => c.Mounts.Where(m => m.Volume == volume).Select(m => (Container: c, Mount: m))).ToList();
                if (mounts.Count == 0) yield return new(entry, null, "", place);
                foreach (var (container, mount) in mounts)
                    if (Path(mount, place) is { } path) yield return new(entry, container, mount.Folder, path);
            }
        }

        foreach (var entry in pod.Spec.Maps().SelectMany(m => m.Map.ListAt("envFrom").Concat(m.Map.ListAt("env"))).SelectMany(s => Variables(s, dataOf)).Distinct()) yield return new(entry, null, "", entry.Key);
    }

    /// <summary>The models that they name, as far as they are at hand.</summary>
    public static IEnumerable<(string Model, int Line)> Models(PodTemplate pod, Func<string, ConfigData?> dataOf) =>
        Of(pod).SelectMany(c => dataOf(c.Name)?.Models.Select(m => (m, c.Line)) ?? []).DistinctBy(m => m.m);

    /// <summary>The volume that lies over a folder of a container; null where none does.</summary>
    public static string? Over(Container container, string folder) =>
        container.Mounts.Where(m => folder == m.Folder || folder.StartsWith(m.Folder.TrimEnd('/') + "/", StringComparison.Ordinal)).OrderByDescending(m => m.Folder.Length).Select(m => m.Volume).FirstOrDefault();

    private static IEnumerable<(string Volume, string Name, YamlNode Source)> Sources(PodTemplate pod) =>
        pod.Spec.ListAt("volumes").SelectMany(v => v.ListAt("projected", "sources").Append(v).Select(s => (v.TextAt("name") ?? "", s.TextAt("configMap", "name") ?? "", s))).Where(s => s.Item2.Length > 0);

    // Where a source lists keys, only these are there, under the names that it gives them.
    private static IEnumerable<(ConfigEntry Entry, string Place)> Placed(ConfigData data, YamlNode source)
    {
        if (source.At("configMap", "items") is not YamlList items) return data.Entries.Select(e => (e, e.Key));
        return from item in items.Nodes from entry in data.Entries where entry.Key == item.TextAt("key") select (entry, item.TextAt("path") ?? entry.Key);
    }

    // Of a part of the volume that is a file, the mount's own path is the file's.
    private static string? Path((string Volume, string Folder, string Part) mount, string place)
    {
        var (folder, part) = (mount.Folder.TrimEnd('/'), mount.Part.Trim('/'));
        if (part.Length == 0) return $"{folder}/{place}";
        if (part == place || part.Contains('$', StringComparison.Ordinal)) return folder;
        return place.StartsWith(part + "/", StringComparison.Ordinal) ? folder + place[part.Length..] : null;
    }

    private static IEnumerable<ConfigEntry> Variables(YamlNode source, Func<string, ConfigData?> dataOf)
    {
        if (source.TextAt("configMapRef", "name") is { } whole) return dataOf(whole)?.Entries ?? [];
        return source.TextAt("valueFrom", "configMapKeyRef", "name") is { } one ? dataOf(one)?.Entries.Where(e => e.Key == source.TextAt("valueFrom", "configMapKeyRef", "key")) ?? [] : [];
    }
}

/// <summary>An entry of a config map as a pod gets it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Container">The container that mounts it; null where it is a variable, or nobody mounts its volume.</param>
/// <param name="Folder">Where the container mounts the volume.</param>
/// <param name="Path">The file's path there; where nobody mounts it, its name.</param>
internal sealed record MountedEntry(ConfigEntry Entry, Container? Container, string Folder, string Path)
{
    private static readonly HashSet<string> Runners = new(StringComparer.Ordinal)
        { "sh", "bash", "ash", "dash", "zsh", "ksh", "busybox", "source", ".", "eval", "xargs", "find", "env", "python", "python3", "perl", "ruby", "node", "lua", "php" };

    /// <summary>The file's name, which says what it is taken for.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>True where it is a text for people, and nobody runs it.</summary>
    /// <param name="pod">The pod's containers.</param>
    public bool IsProse(ImmutableArray<Container> pod) => ConfigData.IsProse(Name) && !pod.Any(Runs);

    /// <summary>True where a container's command names it, or its variables do.</summary>
    public bool IsNamedBy(Container container) =>
        Texts(container).Concat(container.Variables.Select(v => v.Value).OfType<string>()).Any(t => t.Contains(Container is null ? Name : Path, StringComparison.Ordinal))
        || (Container == container && Texts(container).Any(t => t.TrimEnd('/') == Folder.TrimEnd('/')));

    // A shell runs what its command names, and what it finds where its command goes.
    private bool Runs(Container container)
    {
        var texts = Texts(container).ToList();
        if (texts.Exists(t => t.Contains(Name, StringComparison.Ordinal) || t.Contains(Entry.Key, StringComparison.Ordinal))) return true;
        var isThere = Folder.Length > 1 && (texts.Exists(t => t.Contains(Folder.TrimEnd('/'), StringComparison.Ordinal)) || container.WorkingFolder.StartsWith(Folder.TrimEnd('/'), StringComparison.Ordinal));
        return isThere && texts.Exists(t => Runners.Contains(t[(t.LastIndexOf('/') + 1)..]));
    }

    private static IEnumerable<string> Texts(Container container) => container.Words.Concat(container.Hooks.SelectMany(h => CommandWords.Of(h)));
}
