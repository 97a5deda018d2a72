using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Every manifest and recorded answer of a scope, in sets, and what could not be read.</summary>
public sealed partial class KubernetesEstate
{
    private const int LargestOverlay = 1 << 20;
    private static readonly ConditionalWeakTable<Scope, KubernetesEstate> Known = [];

    private KubernetesEstate(Scope scope)
    {
        var registries = RegistryReferences.Of(scope);
        var charts = scope.Files.Where(f => f.Name == "Chart.yaml").Select(f => Folder(f.Path)).ToHashSet(StringComparer.Ordinal);
        var found = new List<(string Set, string File, KubernetesFiles.Contents Contents)>();
        var unread = new List<KubernetesUnread>();
        foreach (var file in scope.Files)
        {
            if (registries.IsApproved(file.Path)) continue;
            if (ChartOf(file.Path, charts) is { } chart)
            {
                Note(file, chart, unread);
                continue;
            }

            if (Overlay(file) is { } overlay) unread.Add(overlay);
            if (KubernetesFiles.Read(file) is not { } contents) continue;
            found.Add((SetOf(file.Path, contents), file.Path, contents));
            foreach (var (line, reason, isTemplate) in contents.Problems) unread.Add(new(file.Path, line, reason, contents.IsLive, isTemplate ? Folder(file.Path) : null));
        }

        Unread = unread;
        var spaces = Spaces(found.SelectMany(f => f.Contents.Objects));
        Sets =
        [
            .. found.GroupBy(f => (f.Set, f.Contents.IsLive)).OrderBy(g => g.Key.Set, StringComparer.Ordinal).ThenBy(g => g.Key.IsLive).Select(g => new KubernetesSet(
                g.Key.Set, g.Key.IsLive, [.. g.SelectMany(f => f.Contents.Objects).Select(o => Placed(o, spaces))], [.. g.SelectMany(f => f.Contents.Lists)],
                !g.Any(f => f.Contents.Problems.Count > 0) && !unread.Any(u => u.Chart is not null && Within(u.Chart, g.Key.Set)))),
        ];
    }

    /// <summary>The sets, by name.</summary>
    public IReadOnlyList<KubernetesSet> Sets { get; }

    /// <summary>What could not be read, in the order of files.</summary>
    public IReadOnlyList<KubernetesUnread> Unread { get; }

    /// <summary>The objects of a scope; read once for all who ask.</summary>
    public static KubernetesEstate Of(Scope scope) => Known.GetValue(scope, static s => new KubernetesEstate(s));

    // Templates of a chart are text until somebody renders them; one entry stands for all of a chart.
    private static void Note(EstateFile file, string chart, List<KubernetesUnread> unread)
    {
        if (!TemplateNames().IsMatch(file.Name) || unread.Any(u => u.Chart == chart)) return;
        unread.Add(new(file.Path, 0, "holds templates that nobody rendered", false, chart));
    }

    // What an overlay changes is known to whoever builds it: what its bases say may not be what runs.
    private static KubernetesUnread? Overlay(EstateFile file)
    {
        if (file.Name is not ("kustomization.yaml" or "kustomization.yml" or "Kustomization")) return null;
        var text = Encoding.UTF8.GetString(Content.ReadAll(file, out var reason, LargestOverlay));
        return reason is null && !Changes().IsMatch(text) ? null : new(file.Path, 0, reason ?? "changes what its resources say, and nobody built it", false, null) { Overlay = Folder(file.Path) };
    }

    private static string? ChartOf(string path, HashSet<string> charts)
    {
        for (var at = path.LastIndexOf("/templates/", StringComparison.Ordinal); at >= 0; at = at == 0 ? -1 : path.LastIndexOf("/templates/", at - 1, StringComparison.Ordinal))
            if (charts.Contains(path[..at])) return path[..at];
        return path.StartsWith("templates/", StringComparison.Ordinal) && charts.Contains("") ? "" : null;
    }

    // Manifests below one folder for deployments belong together; answers of one cluster lie in a folder, dumps in one for each namespace.
    private static string SetOf(string path, KubernetesFiles.Contents contents)
    {
        var folder = Folder(path);
        var parts = folder.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (contents.IsLive)
        {
            var isDump = parts.Length > 0 && contents.Objects.Count > 0 && contents.Objects.All(o => o.Namespace == parts[^1]);
            return Name(isDump ? string.Join('/', parts[..^1]) : folder);
        }

        var at = Array.FindIndex(parts, p => Deploying().IsMatch(p));
        return Name(at < 0 ? folder : string.Join('/', parts[..(at + 1)]));
    }

    // A kustomization gives a namespace to all that it lists and does not say its own.
    private static Dictionary<string, string> Spaces(IEnumerable<KubernetesObject> objects)
    {
        var spaces = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in objects.Where(o => o.IsOf("kustomize.config.k8s.io", "Kustomization")))
            if (one.Node.TextAt("namespace") is { Length: > 0 } space) spaces[Folder(one.File)] = space;
        return spaces;
    }

    private static KubernetesObject Placed(KubernetesObject one, Dictionary<string, string> spaces) =>
        !one.IsLive && spaces.TryGetValue(Folder(one.File), out var space) && one.Node.TextAt("metadata", "namespace") is null ? one with { Namespace = space } : one;

    private static bool Within(string folder, string set) => set == "." || Name(folder) == set || folder.StartsWith(set + "/", StringComparison.Ordinal);

    private static string Name(string folder) => folder.Length == 0 ? "." : folder;

    private static string Folder(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";

    [GeneratedRegex(@"^(?:patches|patchesStrategicMerge|patchesJson6902|images|replicas|components|replacements|helmCharts|transformers|namePrefix|nameSuffix|configMapGenerator)\s*:", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Changes();

    [GeneratedRegex(@"^(?:k8s|kubernetes|manifests?|kustomize|deploy|deployments?|gitops|clusters?|rendered|helm-rendered)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Deploying();

    [GeneratedRegex(@"\.(?:ya?ml|json|tpl)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex TemplateNames();
}

/// <summary>What could not be read.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Where; 0 for all of it.</param>
/// <param name="Reason">Why, behind the file's name.</param>
/// <param name="IsLive">True where a cluster answered it.</param>
/// <param name="Chart">The folder that `helm template` renders; null where it is no template.</param>
public sealed record KubernetesUnread(string File, int Line, string Reason, bool IsLive, string? Chart)
{
    /// <summary>The folder that `kubectl kustomize` builds; null where it is no overlay.</summary>
    public string? Overlay { get; init; }
}
