using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.SecretFiles;

/// <summary>Secrets in folders above the projects that take them: a `.env` of the root belongs to the first project below that works with AI.</summary>
internal static class Above
{
    private const string Path = "path:";

    // Words that only AI workloads have.
    private static readonly HashSet<string> OfModels = new(StringComparer.Ordinal) { "uses", "models", "prompts", "promptLines", "endpoints", "tools", "guardrails", "containers" };

    /// <summary>The claims of such secrets, once more, about a file of that project.</summary>
    public static IEnumerable<Claim> ToClaims(Scope scope, IReadOnlyCollection<Claim> claims)
    {
        var secrets = claims.Where(c => c.Property == "writtenSecrets" && c.Origin.Source == SecretFilesCollector.Source).ToList();
        if (secrets.Count == 0) yield break;
        var projects = ProjectFolders.Of(scope).Select(p => p.Folder).ToHashSet(StringComparer.Ordinal);
        var working = claims.Where(c => c.Plane == Plane.Declared && c.Subject.Kind == AssetKind.Workload && OfModels.Contains(c.Property) && c.Subject.Key.StartsWith(Path, StringComparison.Ordinal))
            .Select(c => c.Subject.Key[Path.Length..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var homes = working.Select(w => HomeOf(w, projects)).ToHashSet(StringComparer.Ordinal);
        foreach (var secret in secrets)
        {
            var file = secret.Subject.Key[Path.Length..];
            if (homes.Contains(HomeOf(file, projects))) continue;
            var folder = file.LastIndexOf('/') is > 0 and var slash ? file[..(slash + 1)] : "";
            if (working.Find(w => w.StartsWith(folder, StringComparison.Ordinal)) is { } below)
                yield return secret with { Subject = new AssetId(AssetKind.Workload, Path + below) };
        }
    }

    private static string HomeOf(string file, HashSet<string> projects)
    {
        for (var folder = Parent(file); folder.Length > 0; folder = Parent(folder)) if (projects.Contains(folder)) return folder;
        return projects.Contains(".") ? "." : Parent(file);
    }

    private static string Parent(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";
}
