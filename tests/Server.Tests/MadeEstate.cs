using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Server.Tests;

/// <summary>An estate of any size: systems own workloads that call few models, run agents with tools, and read data; a few hubs that everybody uses.</summary>
internal static class MadeEstate
{
    private static readonly Origin Said = new("case", "estate.yaml", 1);

    /// <summary>A report on an estate of about that many assets.</summary>
    /// <param name="assets">How many.</param>
    /// <param name="sample">A finding like those it has.</param>
    /// <param name="isTurned">True to tell everything in the opposite order.</param>
    public static Report Of(int assets, Finding sample, bool isTurned = false)
    {
        List<Claim> claims = [.. Enumerable.Range(0, assets / 5).SelectMany(Team)];
        if (isTurned) claims.Reverse();
        var graph = AssetGraph.From(claims, Vocabulary.Of([]));
        var rows = graph.Rows.Where(r => r.Id.Kind is AssetKind.Workload or AssetKind.Agent).ToList();
        Finding[] findings = [.. rows.Where((_, i) => i % 7 == 0).Select((row, i) => sample with { Id = Finding.Fingerprint(sample.Rule.Id, row.Id), Asset = row, Waiver = null, Verdict = Verdict.Fail, Weight = sample.Weight with { Severity = (Severity)(i % 5) } })];
        return new Report(new Scope("made", new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), [], []), graph, Rulebook.Load([], Vocabulary.Of([]), default), new Assessment([.. findings], [], System.Collections.Immutable.ImmutableSortedDictionary<string, Tally>.Empty, [])) { Claims = claims };
    }

    private static IEnumerable<Claim> Team(int i)
    {
        var workload = new AssetId(AssetKind.Workload, $"team-{i}@production");
        var agent = new AssetId(AssetKind.Agent, $"agent-{i}");
        var tool = new AssetId(AssetKind.Tool, $"tool-{i}");
        var data = new AssetId(AssetKind.Dataset, $"data-{i}");
        var system = new AssetId(AssetKind.AiSystem, $"system-{i / 3}");
        var account = new AssetId(AssetKind.Account, $"{100000000000 + (i % 40)}");
        var identity = new AssetId(AssetKind.Identity, $"role-{i}");
        foreach (var id in (AssetId[])[workload, agent, tool, data, identity])
        {
            yield return Fact(id, "name", $"{id.Kind.Name()} {i}");
            yield return Fact(id, "account", account.Key);
            if (i % 9 != 0) yield return Fact(id, "owner", $"team-{i % 60}");
        }

        yield return Fact(account, "name", $"account {i % 40}");
        yield return Fact(system, "name", $"system {i / 3}");
        foreach (var (from, verb, to) in ((AssetId, string, AssetId)[])
        [
            (system, "owns", workload), (workload, "lives-in", account), (workload, "runs", agent), (agent, "calls", tool), (workload, "reads", data), (workload, "runs-as", identity),
            (workload, "uses", new AssetId(AssetKind.Guardrail, $"guard-{i % 4}")), (agent, "calls", new AssetId(AssetKind.McpServer, "mcp-for-all")), (agent, "delegates-to", new AssetId(AssetKind.Agent, $"agent-{i / 2}")),
        ]) yield return new Relation(from, verb, to).ToClaim(Plane.Deployed, Said, default);
    }

    private static Claim Fact(AssetId id, string word, string value) => new(id, word, Plane.Deployed, Value.Of(value), Said, default);
}
