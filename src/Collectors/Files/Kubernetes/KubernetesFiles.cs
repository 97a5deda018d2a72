using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Finds manifests and recorded answers among the files of an estate, by content.</summary>
internal static partial class KubernetesFiles
{
    private const int LargestManifest = 8 << 20;
    private const int MostChunks = 5000;
    private static readonly string[] Left = ["vendor", "third_party", ".terraform", "site-packages"];

    /// <summary>What one file holds.</summary>
    /// <param name="Objects">The objects that could be read.</param>
    /// <param name="Problems">What could not: where, why, and whether it is a template that nobody rendered.</param>
    /// <param name="Lists">Kinds of which the file is a whole answer: `NetworkPolicyList`, or the kind in an answer's name.</param>
    internal sealed record Contents(List<KubernetesObject> Objects, List<(int Line, string Reason, bool IsTemplate)> Problems, List<string> Lists)
    {
        public bool IsLive { get; set; }
    }

    /// <summary>Reads a file; null where it is none of ours.</summary>
    public static Contents? Read(EstateFile file)
    {
        if (file.Length == 0 || file.Path.Split('/').Any(Left.Contains)) return null;
        var isYaml = Yaml().IsMatch(file.Name);
        var head = Encoding.UTF8.GetString(Utf8Content.Head(file));
        var isJson = head.AsSpan().TrimStart() is ['{', ..];
        if (!head.Contains("apiVersion", StringComparison.Ordinal) && !(isYaml && file.Length > 4000 && !isJson)) return null;
        if (!isYaml && !isJson && !Yamlish().IsMatch(head)) return null;

        var bytes = Content.ReadAll(file, out var reason, isJson ? Content.Largest : LargestManifest);
        if (!Mentions(bytes, "apiVersion"u8) || !Mentions(bytes, "kind"u8)) return null;
        var contents = new Contents([], [], []);
        if (!Utf8.IsValid(bytes)) reason ??= "is not UTF-8 text";
        if (reason is null && isJson)
        {
            if (JsonNodes.Read(bytes, out reason) is { } node) Take(file, node, contents);
        }
        else if (reason is null) ReadYaml(file, Encoding.UTF8.GetString(bytes), contents);
        contents.IsLive |= reason is not null && Lives().IsMatch(head);
        if (reason is not null && Telling().IsMatch(head)) contents.Problems.Add((0, reason.Replace($"`{file.Path}` ", "", StringComparison.Ordinal), false));
        return contents.Objects.Count + contents.Problems.Count + contents.Lists.Count > 0 ? contents : null;
    }

    // One broken document must not hide its neighbours: they are read one by one where the file cannot be read whole.
    private static void ReadYaml(EstateFile file, string text, Contents contents)
    {
        var documents = YamlText.Read(text, out var error);
        if (error is null)
        {
            foreach (var document in documents) Take(file, document, contents);
            return;
        }

        var line = 0;
        foreach (var chunk in Separators().Split(text).Take(MostChunks))
        {
            // Line ends before the document keep the numbers of its lines.
            var found = YamlText.Read(new string('\n', line) + chunk, out var why);
            if (why is null) foreach (var document in found) Take(file, document, contents);
            else if (Telling().IsMatch(chunk)) 
            {
                var isTemplate = chunk.Contains("{{", StringComparison.Ordinal);
                contents.Problems.Add((line + 1, isTemplate ? "holds templates that nobody rendered" : why, isTemplate));
            }

            line += chunk.AsSpan().Count('\n') + 1;
        }
    }

    private static void Take(EstateFile file, YamlNode document, Contents contents, bool isLive = false, int depth = 0)
    {
        if (document is not YamlMap map || depth > 3) return;
        var api = map.TextAt("apiVersion") ?? "";
        var kind = map.TextAt("kind") ?? "";
        if (!Versions().IsMatch(api) || !Kinds().IsMatch(kind)) return;
        isLive |= IsLive(map);
        contents.IsLive |= isLive;
        if (kind.EndsWith("List", StringComparison.Ordinal) && map["items"] is { } items)
        {
            contents.Lists.Add(kind == "List" ? file.Name : kind);
            foreach (var item in items.Items) Take(file, kind == "List" ? item : Named(item, api, kind), contents, isLive, depth + 1);
            return;
        }

        var slash = api.LastIndexOf('/');
        contents.Objects.Add(new KubernetesObject(
            file.Path, map, slash < 0 ? "" : api[..slash], kind, map.TextAt("metadata", "namespace") is { Length: > 0 } space ? space : "default",
            map.TextAt("metadata", "name") ?? map.TextAt("metadata", "generateName") ?? "", isLive));
    }

    // The API answers lists whose elements do not repeat what they are.
    private static YamlNode Named(YamlNode item, string api, string kind) => item is YamlMap map && map["kind"] is null
        ? map with { Entries = [("apiVersion", new YamlScalar(map.Line, api, true)), ("kind", new YamlScalar(map.Line, kind[..^4], true)), .. map.Entries] }
        : item;

    // Only a cluster gives an object its id and version; an empty answer has an empty version.
    private static bool IsLive(YamlMap map) =>
        map.TextAt("metadata", "uid") is { Length: > 0 } || map.At("metadata", "resourceVersion") is not null || map.At("metadata", "managedFields") is not null;

    private static bool Mentions(byte[] bytes, ReadOnlySpan<byte> word) => bytes.AsSpan().IndexOf(word) >= 0;

    [GeneratedRegex(@"\.ya?ml(?:\.gz)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Yaml();

    [GeneratedRegex(@"^(?:---[^\n]*\n)?(?:#[^\n]*\n)*apiVersion:\s", RegexOptions.CultureInvariant)]
    private static partial Regex Yamlish();

    [GeneratedRegex(@"(?m)^\s{0,2}(?:apiVersion|kind)\s*:|""apiVersion""\s*:\s*""(?:[a-z0-9.-]+/)?v\d", RegexOptions.CultureInvariant)]
    private static partial Regex Telling();

    [GeneratedRegex(@"\b(?:resourceVersion|managedFields)\b""?\s*:", RegexOptions.CultureInvariant)]
    private static partial Regex Lives();

    [GeneratedRegex(@"(?m)^---[^\n]*\n", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(?:[a-z0-9][a-z0-9.-]*/)?v\d+(?:(?:alpha|beta)\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Versions();

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]{1,80}$", RegexOptions.CultureInvariant)]
    private static partial Regex Kinds();
}
