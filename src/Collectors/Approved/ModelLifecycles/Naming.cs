using System.Collections.Immutable;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.ModelLifecycles;

/// <summary>Tells a model that code asks for from one that it only names, and who is asked: by the uses of the project.</summary>
internal sealed class Naming
{
    // More models than one program is set to ask for in one file are a table of what there is.
    private const int MostInUse = 12;
    private const string Path = "path:";
    private readonly HashSet<string> projects;
    private readonly Dictionary<string, HashSet<string>> files = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Project, string Model), ImmutableHashSet<string>> asked = [];
    private readonly Dictionary<string, ImmutableHashSet<string>> hosts = new(StringComparer.Ordinal);
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly HashSet<(string Project, string Model)> told = [];

    /// <summary>Learns which projects ask whom for which models, and which folders are projects.</summary>
    public Naming(IReadOnlyCollection<Claim> claims)
    {
        projects = [.. claims.Where(c => c.Property == Claim.Reserved.Binding && c.Subject.Kind == AssetKind.Workload)
            .Select(c => Binding.From(c).Alias).Where(a => a.StartsWith(Path, StringComparison.Ordinal)).Select(a => a[Path.Length..].TrimEnd('/'))];
        foreach (var claim in claims.Where(c => c is { Plane: Plane.Declared, Subject.Kind: AssetKind.Workload, Origin.File: not null }))
        {
            if (claim is { Property: "uses", Value.AsMap: { } use }) Note(ProjectOf(claim.Origin.File!), use);
            if (claim.Property == "models" && claim.Value.AsMap?["base"].AsString is { } name) Note(claim, name);
        }
    }

    private void Note(string project, Cel.Types.MapValue use)
    {
        var told = Hosts.OfUse(use["provider"].AsString ?? "", use["library"].AsString ?? "");
        if (told is { } known) hosts[project] = (hosts.GetValueOrDefault(project) ?? []).Union(known.IsEmpty ? [Hosts.Unknown] : known);
        if (use["known"].AsString == "open") open.Add(project);
        foreach (var text in (use["models"].AsList?.Items ?? []).Select(m => m.AsString).OfType<string>())
        {
            var id = ModelId.Parse(text);
            var may = Hosts.Of(id, told);
            asked[(project, id.Base)] = (asked.GetValueOrDefault((project, id.Base)) ?? []).Union(may.IsEmpty ? [Hosts.Unknown] : may);
        }
    }

    private void Note(Claim claim, string name)
    {
        var file = claim.Origin.File!;
        if (!files.TryGetValue(file, out var named)) files[file] = named = new(StringComparer.Ordinal);
        named.Add(name);
        if (CodeFiles.IsParsed(file) && !asked.ContainsKey((ProjectOf(file), name))) return;
        told.Add((ProjectOf(file), name));
        if (claim.Subject.Key.StartsWith(Path, StringComparison.Ordinal)) told.Add((ProjectOf(claim.Subject.Key[Path.Length..]), name));
    }

    /// <summary>True where a file names a model that nothing is seen to ask for.</summary>
    /// <param name="claim">What names it.</param>
    /// <param name="model">The model.</param>
    /// <param name="why">Why it may still be asked for; empty where it is not.</param>
    public bool IsOnlyNamed(Claim claim, string model, out string why)
    {
        why = "";
        if (claim is not { Plane: Plane.Declared, Subject.Kind: AssetKind.Workload, Origin.File: { } file } || !files.TryGetValue(file, out var named)) return false;
        var project = ProjectOf(file);
        if (asked.ContainsKey((project, model))) return false;
        if (CodeFiles.IsParsed(file)) why = open.Contains(project) ? $"`{file}` names `{model}`, and some calls beside it take their model from elsewhere" : "";
        else if (named.Count > MostInUse) why = $"`{file}` names {named.Count} models, and nobody says that `{model}` is one that is asked";
        else return false;
        return true;
    }

    /// <summary>Who may be asked for a model: as the uses of the project say; null where they do not.</summary>
    public ImmutableArray<string>? HostsOf(Claim claim, ModelId id)
    {
        if (claim is not { Plane: Plane.Declared, Origin.File: { } file }) return null;
        var project = ProjectOf(file);
        if (!asked.TryGetValue((project, id.Base), out var may) && !hosts.TryGetValue(project, out may)) return null;
        return may.Contains(Hosts.Unknown) ? [] : [.. may.Order(StringComparer.Ordinal)];
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
