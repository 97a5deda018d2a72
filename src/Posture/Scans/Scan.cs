using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Scans;

/// <summary>Chooses among the assets of an estate those that a question is about.</summary>
public delegate Func<AssetRow, bool> About(AssetGraph graph, IReadOnlyCollection<Claim> claims);

/// <summary>The story at rest: collect, complete, freeze, evaluate, report.</summary>
public static class Scan
{
    private static readonly string[] Approving = [".yaml", ".yml", ".json", ".eval"];

    /// <summary>Scans an estate.</summary>
    /// <param name="scope">What may be read.</param>
    /// <param name="collectors">Who reads it.</param>
    /// <param name="rules">The rules' folders.</param>
    /// <param name="cores">How many cores evaluation may use.</param>
    /// <param name="reading">Told the name of each collector as it starts.</param>
    /// <param name="cancellation">Stops the scan.</param>
    /// <param name="about">Which of the assets are asked about; null for all.</param>
    public static async Task<Report> RunAsync(
        Scope scope, IReadOnlyList<ICollector> collectors, IEnumerable<RuleText> rules, int cores, Action<string> reading, CancellationToken cancellation, About? about = null)
    {
        var vocabulary = Vocabulary.Of(collectors.SelectMany(c => c.Words));
        var rulebook = Task.Run(() => Rulebook.Load(rules, vocabulary, scope.AsOf), cancellation);
        var claims = await CollectAsync(scope, collectors, reading, cancellation).ConfigureAwait(false);
        var graph = AssetGraph.From(claims, vocabulary);
        var book = await rulebook.ConfigureAwait(false);
        return new Report(scope, graph, book, Assessment.Of(graph, book, scope.AsOf, cores, about?.Invoke(graph, claims))) { Claims = claims };
    }

    /// <summary>What collectors and completers say of an estate; one that breaks off is a gap among them.</summary>
    public static async Task<List<Claim>> CollectAsync(
        Scope scope, IReadOnlyList<ICollector> collectors, Action<string> reading, CancellationToken cancellation)
    {
        var said = await Task.WhenAll(collectors.Select(c => Task.Run(() => AskAsync(c, scope, reading, cancellation), cancellation))).ConfigureAwait(false);
        var unread = scope.Unread.SelectMany(u => Unread(u.Path, u.Reason));
        List<Claim> claims = [.. said.SelectMany(s => s), .. unread];
        return [.. claims, .. collectors.OfType<ICompleter>().SelectMany(c => Complete(c, scope, claims))];
    }

    // A path tells whose evidence it may have held: a log delivery, a control plane's answers, or code and, unless its name says otherwise, approvals.
    private static IEnumerable<Claim> Unread(string path, string reason)
    {
        var parts = path.Split('/');
        var account = parts.FirstOrDefault(p => p.Length == 12 && p.All(char.IsAsciiDigit));
        if (parts.Contains("AWSLogs")) return [Unread(Plane.Observed, new Reach(Account: account), path, reason)];
        if (account is not null) return [Unread(Plane.Deployed, new Reach(Account: account), path, reason)];
        var code = Unread(Plane.Declared, new Reach(new AssetId(AssetKind.Workload, "path:" + path)), path, reason);
        var name = parts[^1];
        return name.Contains('.', StringComparison.Ordinal) && !Approving.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase))
            ? [code] : [code, Unread(Plane.Approved, Reach.Everything, path, reason)];
    }

    private static Claim Unread(Plane plane, Reach reach, string path, string reason) => new Gap(
        Gap.Walk, plane, GapKind.Unreadable, $"`{path}`: {reason}",
        "Let the scanning user read it, or leave it out of the scan.", reach, []).ToClaim(new Origin(Gap.Walk, path));

    // The one place where anything may go wrong: a collector that breaks is a gap, and the rest is still assessed.
    private static async Task<List<Claim>> AskAsync(ICollector collector, Scope scope, Action<string> reading, CancellationToken cancellation)
    {
        reading(collector.Name);
        var claims = new List<Claim>();
        try
        {
            await foreach (var claim in collector.CollectAsync(scope, cancellation).ConfigureAwait(false)) claims.Add(claim);
        }
#pragma warning disable CA1031 // the collector's door
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            claims.Add(BrokenOff(collector, e));
        }

        return claims;
    }

    private static List<Claim> Complete(ICompleter completer, Scope scope, List<Claim> said)
    {
        var claims = new List<Claim>();
        try
        {
            claims.AddRange(completer.Complete(scope, said));
        }
#pragma warning disable CA1031 // the collector's door
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            claims.Add(BrokenOff(completer, e));
        }

        return claims;
    }

    private static Claim BrokenOff(ICollector collector, Exception e) => new Gap(
        collector.Name, collector.Plane, GapKind.Unreadable, $"`{collector.Name}` broke off: {e.GetType().Name}",
        "Report this with the input that caused it; what the collector read before still counts.", Reach.Everything, []).ToClaim(new Origin(collector.Name));
}
