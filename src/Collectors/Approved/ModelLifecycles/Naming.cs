using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.ModelLifecycles;

/// <summary>Tells a model that is asked for from one that is only named, or told elsewhere.</summary>
internal sealed class Naming
{
    // More models than one program asks for in one file are a table of what there is.
    private const int MostInUse = 12;
    private const string Path = "path:";
    private readonly HashSet<string> projects;
    private readonly Dictionary<string, HashSet<string>> files = new(StringComparer.Ordinal);
    private readonly HashSet<(string File, string Model)> used = [];
    private readonly HashSet<(string Project, string Model)> told = [];

    /// <summary>Learns which files name which models, and which folders are projects.</summary>
    public Naming(IReadOnlyCollection<Claim> claims)
    {
        projects = [.. claims.Where(c => c.Property == Claim.Reserved.Binding && c.Subject.Kind == AssetKind.Workload)
            .Select(c => Binding.From(c).Alias).Where(a => a.StartsWith(Path, StringComparison.Ordinal)).Select(a => a[Path.Length..].TrimEnd('/'))];
        foreach (var claim in claims.Where(c => c is { Plane: Plane.Declared, Subject.Kind: AssetKind.Workload, Origin.File: not null }))
        {
            var file = claim.Origin.File!;
            if (claim.Property == "uses") foreach (var model in claim.Value.AsMap?["models"].AsList?.Items ?? []) used.Add((file, model.AsString ?? ""));
            if (claim.Property != "models" || claim.Value.AsMap is not { } map || map["base"].AsString is not { } name) continue;
            if (!files.TryGetValue(file, out var named)) files[file] = named = new(StringComparer.Ordinal);
            named.Add(name);
            told.Add((ProjectOf(file), name));
            if (claim.Subject.Key.StartsWith(Path, StringComparison.Ordinal)) told.Add((ProjectOf(claim.Subject.Key[Path.Length..]), name));
        }
    }

    /// <summary>True where the file is a table of models, and nothing in it uses this one.</summary>
    public bool IsList(Claim claim, string id, out string why)
    {
        why = "";
        if (claim is not { Plane: Plane.Declared, Subject.Kind: AssetKind.Workload, Origin.File: { } file } || !files.TryGetValue(file, out var named)) return false;
        if (named.Count <= MostInUse || used.Contains((file, id))) return false;
        why = $"`{file}` names {named.Count} models, and nobody says that `{id}` is one that is asked";
        return true;
    }

    /// <summary>True where an agent in code asks a model that its project's workload is told to ask.</summary>
    public bool IsToldOfWorkload(Claim claim, string model) =>
        claim is { Plane: Plane.Declared, Subject.Kind: AssetKind.Agent, Origin.File: { } file } && told.Contains((ProjectOf(file), model));

    private string ProjectOf(string file)
    {
        for (var folder = FolderOf(file); ; folder = FolderOf(folder))
        {
            if (projects.Contains(folder.Length == 0 ? "." : folder)) return folder;
            if (folder.Length == 0) return FolderOf(file);
        }
    }

    private static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";
}
