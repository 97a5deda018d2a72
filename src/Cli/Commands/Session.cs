using System.Diagnostics;
using Plumbline.Collectors;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Scans;
using Plumbline.Reports;

namespace Plumbline.Cli.Commands;

/// <summary>One scan from the command line: roots, rules, progress, screen.</summary>
internal static class Session
{
    /// <summary>The folder of the rules that ship with the product.</summary>
    public static string ShippedRules { get; } = Environment.GetEnvironmentVariable("PLUMB_RULES") ?? Path.Combine(AppContext.BaseDirectory, "rules");

    /// <summary>What collectors may use beside the estate.</summary>
    private static Supplies Supplies { get; } = Environment.GetEnvironmentVariable("PLUMB_GRAMMARS") is { Length: > 0 } grammars ? new Supplies(grammars) : Supplies.Beside;

    /// <summary>The words that planes may use, those of every collector among them.</summary>
    public static Vocabulary Words => Vocabulary.Of(Plumbline.Collectors.Catalogue.Of(Supplies).SelectMany(c => c.Words));

    /// <summary>Columns of a page that no screen shows.</summary>
    public const int PageWidth = 120;

    /// <summary>Scans; null and a message on standard error where the input is wrong.</summary>
    /// <param name="roots">Folders or files.</param>
    /// <param name="asOf">The moment asked for.</param>
    /// <param name="rules">Folders of more rules.</param>
    /// <param name="cancellation">Stops the scan.</param>
    /// <param name="fresh">True to read every file anew.</param>
    /// <param name="store">The ledger that counts; null for the one that is set.</param>
    /// <param name="beside">Files that lie in none of the roots and belong to what is read.</param>
    /// <param name="controls">The controls whose rules are asked; null for all.</param>
    /// <param name="about">The assets that are asked about; null for all.</param>
    /// <param name="signers">The file that says whose signed commits count; null for the one that is set.</param>
    public static async Task<(Report Report, TimeSpan Elapsed)?> ScanAsync(
        IReadOnlyList<string> roots, DateTimeOffset? asOf, IReadOnlyList<string> rules, CancellationToken cancellation, bool fresh = false, string? store = null,
        IEnumerable<EstateFile>? beside = null, IReadOnlySet<string>? controls = null, About? about = null, string? signers = null)
    {
        var watch = Stopwatch.StartNew();
        foreach (var folder in rules)
        {
            if (Directory.Exists(folder)) continue;
            await FailAsync($"`{folder}` is no folder; --rules names a folder with rules").ConfigureAwait(false);
            return null;
        }

        var scope = Estate.Open(roots, asOf, TimeProvider.System, out var problem);
        if (scope is null)
        {
            await FailAsync(problem!).ConfigureAwait(false);
            return null;
        }

        scope = GateRun.With(RegistrySession.With(scope, store), store, asOf ?? TimeProvider.System.GetUtcNow()) with { Advisories = DbCommand.Store.File };
        if (beside is not null) scope = scope with { Files = [.. scope.Files.Concat(beside).OrderBy(f => f.Path, StringComparer.Ordinal)] };
        var texts = RuleFolders.Read([ShippedRules, .. rules]).ToList();
        if (texts.Count == 0)
        {
            await FailAsync(RuleFolders.Missing([ShippedRules, .. rules])).ConfigureAwait(false);
            return null;
        }

        if (controls is not null) texts.RemoveAll(t => !controls.Contains(t.Control));
        using var progress = new Progress(scope.Files.Length);
        if (SignersFile.Read(signers, roots, scope.Registry?.Governance, out problem) is var commits && problem is not null)
        {
            await FailAsync(problem).ConfigureAwait(false);
            return null;
        }

        var supplies = fresh ? Supplies : Supplies.Remembering(Path.Combine(LastScan.Home, "memory"));
        var report = await Scan.RunAsync(
            scope, Plumbline.Collectors.Catalogue.Of(supplies with { Commits = commits }), texts, Environment.ProcessorCount, progress.Reading, cancellation, about).ConfigureAwait(false);
        return (report, watch.Elapsed);
    }

    /// <summary>What the screen can show.</summary>
    public static Look Screen(TimeSpan? elapsed)
    {
        var terminal = !Console.IsOutputRedirected;
        var width = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) ? columns : terminal ? Console.WindowWidth : PageWidth;
        return new Look(Math.Clamp(width, 60, 160), terminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")), elapsed);
    }

    /// <summary>One sentence on standard error.</summary>
    public static Task FailAsync(string message) => Console.Error.WriteLineAsync($"plumb: {message}");
}
