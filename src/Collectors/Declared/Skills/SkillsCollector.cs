using System.Runtime.CompilerServices;
using Plumbline.Cel.Types;
using Plumbline.Code.TreeSitter;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Skills;

/// <summary>Lists the skills of agents, folders with a SKILL.md, and what in them speaks against them.</summary>
/// <param name="grammars">The folder of the grammars.</param>
public sealed class SkillsCollector(string grammars) : ICollector
{
    internal const string Source = "skills";

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => SkillWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var homes = HomeFolders.Of(scope);
        var parsers = new Grammars(grammars);
        foreach (var skill in Folders(scope))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var claim in Claims(skill, homes)) yield return claim;
            foreach (var claim in Signs(skill, scope, parsers, cancellation)) yield return claim;
        }
    }

    private static IEnumerable<Claim> Claims(SkillFolder skill, HomeFolders homes)
    {
        var id = new AssetId(AssetKind.Skill, skill.Path);
        var origin = new Origin(Source, skill.Manifest.Path, 1);
        var read = skill.Read(homes, out var reason);
        if (read is var (manifest, name))
        {
            yield return new Claim(id, "name", Plane.Declared, Value.Of(name), origin, DateTimeOffset.MinValue);
            yield return new Claim(id, "manifest", Plane.Declared, manifest, origin, DateTimeOffset.MinValue);
            yield return new Coverage(Source, Plane.Declared, new Reach(Asset: id), ["skill.manifest"]).ToClaim(origin);
        }
        else yield return new Claim(id, "name", Plane.Declared, Value.Of(skill.Path[(skill.Path.LastIndexOf('/') + 1)..]), origin, DateTimeOffset.MinValue);

        if (reason is not null)
            yield return new Gap(
                Source, Plane.Declared, GapKind.Unreadable, reason, "make the skill's files readable UTF-8 text and keep data out of its folder", new Reach(Asset: id), ["skill.manifest"]).ToClaim(origin);
    }

    private static IEnumerable<Claim> Signs(SkillFolder skill, Scope scope, Grammars grammars, CancellationToken cancellation)
    {
        var id = new AssetId(AssetKind.Skill, skill.Path);
        var signs = new SkillSigns(skill, grammars);
        foreach (var sign in signs.Find(scope, cancellation)) yield return new Claim(id, "signs", Plane.Declared, sign.ToValue(), new Origin(Source, sign.File, sign.Line), DateTimeOffset.MinValue);
        var origin = new Origin(Source, skill.Manifest.Path, 1);
        yield return new Coverage(Source, Plane.Declared, new Reach(Asset: id), ["skill.signs"]).ToClaim(origin);
        foreach (var reason in signs.Unread.Distinct().Take(20))
            yield return new Gap(Source, Plane.Declared, GapKind.Missing, reason, "look at it by hand, or take it out of the skill", new Reach(Asset: id), ["skill.signs"]).ToClaim(origin);
    }

    private static IEnumerable<SkillFolder> Folders(Scope scope)
    {
        var manifests = scope.Files.Where(f => f.Name.Equals("SKILL.md", StringComparison.OrdinalIgnoreCase)).ToList();
        if (manifests.Count == 0) return [];
        var folders = manifests.GroupBy(m => Folder(m.Path)).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var files = folders.Keys.ToDictionary(k => k, _ => new List<EstateFile>(), StringComparer.Ordinal);
        foreach (var file in scope.Files)
        {
            if (Nearest(Folder(file.Path), folders) is { } own) files[own].Add(file);
        }

        return folders.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new SkillFolder(f.Key.Length == 0 ? "." : f.Key, f.Value, files[f.Key]));
    }

    private static string? Nearest(string folder, Dictionary<string, EstateFile> folders)
    {
        for (var at = folder; ; at = at[..at.LastIndexOf('/')])
        {
            if (folders.ContainsKey(at)) return at;
            if (!at.Contains('/', StringComparison.Ordinal)) return folders.ContainsKey("") ? "" : null;
        }
    }

    private static string Folder(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";
}
