using System.Text.RegularExpressions;
using Plumbline.Collectors.Files.Containers;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Files of settings that a server is told to read, and that no config map brings.</summary>
internal static partial class ConfigFiles
{
    /// <summary>The options and variables that name such files.</summary>
    public static IEnumerable<string> Unread(Container container, PodTemplate pod)
    {
        var folders = Folders(container, pod).ToList();
        return Named(container).Where(f => !folders.Exists(m => f.File == m || f.File.StartsWith(m.TrimEnd('/') + "/", StringComparison.Ordinal))).Select(f => f.By).Distinct();
    }

    private static IEnumerable<(string By, string File)> Named(Container container)
    {
        var words = container.Words;
        for (var i = 0; i < words.Length; i++)
        {
            var (option, inline) = CommandWords.Parted(words[i]);
            var value = inline ?? (i + 1 < words.Length ? words[i + 1] : "");
            if (option.Length <= 100 && Options().IsMatch(option) && IsFile(value)) yield return ($"argument `{option}`", value);
        }

        foreach (var variable in container.Variables)
            if (variable.Name.Length <= 100 && Variables().IsMatch(variable.Name) && variable.Value is { } value && IsFile(value)) yield return ($"variable `{variable.Name}`", value);
    }

    // What a config map brings is read with it, and a map that was not seen is asked for by its name.
    private static IEnumerable<string> Folders(Container container, PodTemplate pod)
    {
        var maps = pod.Spec.ListAt("volumes").Where(v => v.At("configMap") is not null || v.ListAt("projected", "sources").Any(s => s.At("configMap") is not null)).Select(v => v.TextAt("name")).ToHashSet();
        return container.Mounts.Where(m => maps.Contains(m.Volume)).Select(m => m.Folder);
    }

    private static bool IsFile(string value) => value.Length is > 1 and < 1000 && (value[0] is '/' or '.' or '$' || Endings().IsMatch(value));

    [GeneratedRegex(@"^--?(?:[a-z0-9]+[-_]){0,4}config(?:[-_](?:file|path|yaml|yml))*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Options();

    [GeneratedRegex(@"^(?:[A-Z0-9]+_)*CONFIG(?:_FILE|_PATH)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Variables();

    [GeneratedRegex(@"\.(?:ya?ml|json|toml|conf|cfg|ini|properties)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Endings();
}
