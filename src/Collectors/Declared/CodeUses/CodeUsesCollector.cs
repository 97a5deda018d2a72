using System.Runtime.CompilerServices;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>Parses source files and says what they do with AI: which libraries, models, agents, tools, stores, place by place.</summary>
/// <param name="grammars">The folder of the grammars; C# needs none.</param>
public sealed class CodeUsesCollector(string grammars) : ICollector
{
    internal const string Source = "code-uses";

    /// <summary>The libraries that are known, by name: as what they are imported, and what they are used for.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<string> Packages, IReadOnlyList<string> Uses)> Libraries => SdkCatalogue.All
        .GroupBy(s => s.Name).OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => (g.Key, (IReadOnlyList<string>)[.. g.SelectMany(s => s.Prefixes).Distinct().Order(StringComparer.Ordinal)], (IReadOnlyList<string>)[.. g.SelectMany(s => s.Entries).Select(e => e.Use).Where(u => u != Use.None).Distinct().Order().Select(u => u.ToString().ToLowerInvariant())]));

    /// <summary>Languages that are told apart and not parsed.</summary>
    public static IEnumerable<string> NotParsed => OtherLanguages.All;

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => UseWords.Words;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var binding in ProjectFolders.Bindings(scope, Source)) yield return binding;
        foreach (var gap in OtherLanguages.Gaps(scope)) yield return gap;
        var sources = new Sources(scope, new Grammars(grammars), cancellation);
        var reader = new UseReader(sources, new SettingFiles(scope));
        var claims = new UseClaims(reader, sources);
        foreach (var file in sources.Flagged)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var claim in claims.Of(file, reader.In(file))) yield return claim;
        }

        foreach (var (path, why) in sources.Unread) yield return Unreadable(path, why);
        foreach (var path in sources.Broken) yield return Broken(path);
        foreach (var (language, files, why) in sources.Missing) yield return Missing(language, files, why);
        foreach (var folder in Folders(sources)) yield return new Coverage(
            Source, Plane.Declared, new Reach(Asset: ProjectFolders.Inside(folder)), ["workload.uses", "workload.mentions"]).ToClaim(new Origin(Source, folder.Length == 0 ? null : folder));
    }

    private static IEnumerable<string> Folders(Sources sources)
    {
        var missing = sources.Missing.Select(m => m.Language).ToHashSet();
        return sources.All.Values.Where(f => !missing.Contains(f.Language)).Select(f => f.File.Folder).Distinct().Order(StringComparer.Ordinal);
    }

    private static Claim Unreadable(string path, string why) => new Gap(
        Source, Plane.Declared, GapKind.Unreadable, why, "make it readable UTF-8 text of at most 2 MiB, or leave it out of the scanned folder",
        new Reach(Asset: new AssetId(AssetKind.Workload, $"path:{path}")), []).ToClaim(new Origin(Source, path));

    private static Claim Broken(string path) => new Gap(
        Source, Plane.Declared, GapKind.Missing, $"a part of `{path}` did not parse, so what it does with AI there is not known", "see that it compiles, or leave it out of the scanned folder",
        new Reach(Asset: new AssetId(AssetKind.Workload, $"path:{path}")), ["workload.uses"]).ToClaim(new Origin(Source, path));

    private static Claim Missing(Language language, int files, string why) => new Gap(
        Source, Plane.Declared, GapKind.Missing, $"{files} {language} file{(files == 1 ? "" : "s")} with AI libraries {(files == 1 ? "was" : "were")} not parsed: {why.Split(';')[0]}",
        "run `eng/grammars/fetch` and scan again", Reach.Everything, ["workload.uses", "workload.mentions"]).ToClaim(new Origin(Source));
}
