using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Plumbline.Code.Deeds;
using Plumbline.Code.TreeSitter;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;
using Value = Plumbline.Cel.Types.Value;

namespace Plumbline.Collectors.Declared.ServerSources;

/// <summary>Follows what the source of MCP servers does: which tools they offer, what those do, and what no tool should. Nothing is started.</summary>
/// <param name="grammars">The folder of the grammars.</param>
public sealed class ServerSourcesCollector(string grammars) : ICollector
{
    internal const string Source = "server-sources";
    private const int LongestSubject = 100;
    private static readonly ImmutableArray<string> Words = ["workload.serverTools", "workload.serverSigns", "workload.toolCapabilities", "workload.toolSigns", "workload.toolExcess", "workload.serverListeners"];

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    IReadOnlyList<Property> ICollector.Words => ServerSourceWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var (languages, unread) = (new Grammars(grammars), new List<(EstateFile File, string Why)>());
        foreach (var folder in ServerFolder.Of(scope, unread).ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            if (folder.Files.Select(f => languages.Unavailable(CodeFiles.LanguageOf(f.Name)!.Value)).OfType<string>().FirstOrDefault() is { } why)
            {
                yield return NotFollowed(folder, $"the code of the MCP server in `{Shown(folder)}` was not followed: {why.Split(';')[0]}", "run `eng/grammars/fetch` and scan again");
                continue;
            }

            var (code, listeners) = folder.Read(languages, unread);
            foreach (var claim in Claims(code).Concat(ToolTexts.Of(code)).Concat(Listeners(code, listeners))) yield return claim;
            foreach (var inside in folder.Files.Select(f => f.Folder).Distinct().Order(StringComparer.Ordinal))
                yield return new Coverage(Source, Plane.Declared, new Reach(Asset: ProjectFolders.Inside(inside)), Words).ToClaim(new Origin(Source, inside.Length == 0 ? null : inside));
            if (!code.IsWhole) yield return NotFollowed(folder, $"the code of the MCP server in `{Shown(folder)}` is too large to be followed to its end", "scan the server's folder by itself, or leave generated code out of it");
        }

        foreach (var (file, why) in unread.DistinctBy(u => u.File.Path).OrderBy(u => u.File.Path, StringComparer.Ordinal))
            yield return new Gap(Source, Plane.Declared, GapKind.Unreadable, why, "make it readable UTF-8 text of at most 2 MiB that compiles, or leave it out of the scanned folder", new Reach(Asset: Id(file.Path)), Words).ToClaim(new Origin(Source, file.Path));
    }

    private static IEnumerable<Claim> Claims(CodeDeeds code)
    {
        var byTool = code.Deeds.Where(d => d.Tool.Length > 0).ToLookup(d => d.Tool, StringComparer.Ordinal);
        foreach (var tool in code.Tools.OrderBy(t => t.File, StringComparer.Ordinal).ThenBy(t => t.Line).ThenBy(t => t.Name, StringComparer.Ordinal))
        {
            yield return Said("serverTools", tool.File, tool.Line, ("name", Value.Of(Masks.Of(tool.Name, [], LongestSubject))), ("kind", Value.Of(tool.Kind)),
                ("does", List(byTool[tool.Name].Select(d => Kebab($"{d.Kind}")))),
                ("hosts", List(byTool[tool.Name].Where(d => d.Kind == DeedKind.SendsNetwork && Hosts.IsWritten(d.Subject) && d.Subject.Contains('.', StringComparison.Ordinal) && !d.Subject.Contains('@', StringComparison.Ordinal)).Select(d => d.Subject))));
        }

        foreach (var sign in Judgement.Of(code))
        {
            yield return Said("serverSigns", sign.File, sign.Line, ("kind", Value.Of(Kebab($"{sign.Kind}"))), ("danger", Value.Of(Kebab($"{sign.Weight}"))),
                ("subject", Value.Of(Masks.Of(sign.Subject, [], LongestSubject))), ("tool", Value.Of(Masks.Of(sign.Tool, [], LongestSubject))));
        }
    }

    private static IEnumerable<Claim> Listeners(CodeDeeds code, ImmutableArray<Listener> listeners)
    {
        var tools = List(code.Deeds.Where(IsPowerful).Select(d => $"{Masks.Of(d.Tool, [], LongestSubject)} ({d.Kind.Name()})"));
        return listeners.Select(l => Said("serverListeners", l.File, l.Line, ("host", Value.Of(l.Host)), ("asks", Value.Of(Masks.Of(l.Asks, [], LongestSubject))), ("tools", tools)));
    }

    // What a stranger can have run, written, deleted or opened by calling a tool.
    private static bool IsPowerful(Deed deed) => deed.Tool.Length > 0 && deed.Flows.Any(f => f.Source == SourceKind.Parameter && (deed.Kind, f.Sink) switch
    {
        (DeedKind.RunsCommand, SinkKind.Shell or SinkKind.Program) or (DeedKind.RunsCode, SinkKind.Code) or (DeedKind.Queries, SinkKind.Query) => (f.Checks & Checks.Listed) == 0,
        (DeedKind.ReadsFile or DeedKind.WritesFile or DeedKind.Deletes, SinkKind.Path) => f.Checks == Checks.None,
        _ => false,
    });

    private static Claim Said(string word, string file, int line, params IEnumerable<(string, Value)> fields) => new(
        Id(file), word, Plane.Declared, Value.Map([.. fields, ("at", Value.Of($"{file}:{line}"))]), new Origin(Source, file, line), DateTimeOffset.MinValue);

    private static Value List(IEnumerable<string> texts) => Value.List([.. texts.Distinct().Order(StringComparer.Ordinal).Select(Value.Of)]);

    private static Claim NotFollowed(ServerFolder folder, string why, string remedy) =>
        new Gap(Source, Plane.Declared, GapKind.Missing, why, remedy, new Reach(Asset: ProjectFolders.Inside(folder.Path)), Words).ToClaim(new Origin(Source, folder.Path.Length == 0 ? null : folder.Path));

    private static string Shown(ServerFolder folder) => folder.Path.Length == 0 ? "." : folder.Path;

    private static AssetId Id(string file) => new(AssetKind.Workload, $"path:{file}");

    private static string Kebab(string name) => string.Concat(name.Select((c, at) => char.IsUpper(c) ? (at == 0 ? "" : "-") + char.ToLower(c, CultureInfo.InvariantCulture) : $"{c}"));
}
