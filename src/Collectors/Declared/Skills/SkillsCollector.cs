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
        else yield return new Claim(id, "name", Plane.Declared, Value.Of(skill.Title), origin, DateTimeOffset.MinValue);

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
        var manifests = scope.Files.Where(f => f.Name.Equals("SKILL.md", StringComparison.OrdinalIgnoreCase)).GroupBy(m => m.Folder).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var (own, loose) = Divided(manifests, scope.Files);
        var renamed = RenamedSkills.Of(loose);
        var (more, rest) = renamed.Count == 0 ? ([], loose) : Divided(renamed, loose);
        return own.Concat(more).OrderBy(s => s.Path, StringComparer.Ordinal).Concat(PackedSkills.Of(rest));
    }

    private static (List<SkillFolder> Skills, List<EstateFile> Loose) Divided(Dictionary<string, EstateFile> manifests, IReadOnlyList<EstateFile> all)
    {
        var files = manifests.Keys.ToDictionary(k => k, _ => new List<EstateFile>(), StringComparer.Ordinal);
        var loose = new List<EstateFile>();
        foreach (var file in all) (Nearest(file.Folder, manifests) is { } own ? files[own] : loose).Add(file);
        return ([.. manifests.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => new SkillFolder(m.Key.Length == 0 ? "." : m.Key, m.Value, files[m.Key]))], loose);
    }

    private static string? Nearest(string folder, Dictionary<string, EstateFile> folders)
    {
        for (var at = folder; ; at = at[..at.LastIndexOf('/')])
        {
            if (folders.ContainsKey(at)) return at;
            if (!at.Contains('/', StringComparison.Ordinal)) return folders.ContainsKey("") ? "" : null;
        }
    }
}
