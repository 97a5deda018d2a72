using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Scans;

/// <summary>One account as posture tools see it beside what its AI assets look like.</summary>
/// <param name="Account">The account's number; a subscription or project id elsewhere.</param>
/// <param name="Name">The name people use; null where nobody says it.</param>
/// <param name="Environment">Production or what the registry calls it; null where nobody says it.</param>
/// <param name="Imports">What each posture tool counted; empty where nothing was imported, which is not the same as nothing found.</param>
/// <param name="Linked">Failed checks on assets that an AI workload is or rests on; null where nothing was imported.</param>
/// <param name="NotLinked">Failed checks on everything else; null where nothing was imported.</param>
/// <param name="Ai">Findings about its AI assets; null where it has none.</param>
public sealed record AccountView(
    string Account, string? Name, string? Environment, ImmutableArray<ImportCount> Imports, int? Linked, int? NotLinked, AiCount? Ai)
{
    /// <summary>Every account that an asset lives in or an import speaks of, by number.</summary>
    public static ImmutableArray<AccountView> Of(AssetGraph graph, Assessment assessment)
    {
        var rows = graph.Rows.Where(r => r.Fact("account") is not null).ToLookup(r => r.Fact("account")!);
        var imports = graph.Imports.ToLookup(c => c.Subject.Key);
        var linked = LinkedChecks(graph);
        var findings = assessment.Findings.Where(f => f.Asset.Fact("account") is not null).ToLookup(f => f.Asset.Fact("account")!);
        return [.. rows.Select(r => r.Key).Concat(imports.Select(i => i.Key)).Distinct().Order(StringComparer.Ordinal).Select(account =>
        {
            ImmutableArray<ImportCount> counts = [.. imports[account].Select(ImportCount.From).OrderBy(c => c.Tool, StringComparer.Ordinal)];
            int? behind = counts.IsEmpty ? null : imports[account].Sum(i => linked.Count(l => l.Source == (account, i.Value.AsMap!["tool"].AsString)));
            var place = rows[account].FirstOrDefault(r => r.Id.Kind == AssetKind.Account);
            return new AccountView(
                account, place?.Fact("name"), place?.Fact("environment"), counts, behind, behind is null ? null : counts.Sum(c => c.Failed) - behind,
                rows[account].Any() ? AiCount.Of(findings[account]) : null);
        })];
    }

    // A check on a bucket counts where something AI depends on the bucket; on anything else that has a row, as it is.
    private static HashSet<((string Account, string? Tool) Source, string Check, string Resource)> LinkedChecks(AssetGraph graph)
    {
        var found = new HashSet<((string, string?), string, string)>();
        foreach (var row in graph.Rows)
        {
            var slot = row.Layout.Slot(Plane.Deployed, "posture");
            if (slot < 0 || !IsAi(row)) continue;
            foreach (var claim in row.ClaimsOf(slot))
            {
                var map = claim.Value.AsMap!;
                if (map["status"].AsString == "fail") found.Add(((map["account"].AsString!, map["tool"].AsString), map["check"].AsString!, map["resource"].AsString!));
            }
        }

        return found;
    }

    private static bool IsAi(AssetRow row) => row.Id.Kind is not (AssetKind.Bucket or AssetKind.DataStore or AssetKind.Corpus or AssetKind.Dataset)
        || row.Says(Plane.Deployed, "affects").AsList is { Items.IsEmpty: false };
}

/// <summary>What one posture tool counted in one account.</summary>
public sealed record ImportCount(
    string Tool, int Critical, int High, int Medium, int Low, int Informational, int Failed, int Passed, int Muted, int Manual, DateTimeOffset? Time)
{
    internal static ImportCount From(Claim claim)
    {
        var map = claim.Value.AsMap!;
        int Count(string key) => (int)map[key].AsInt;
        return new ImportCount(
            map["tool"].AsString!, Count("critical"), Count("high"), Count("medium"), Count("low"), Count("informational"),
            Count("failed"), Count("passed"), Count("muted"), Count("manual"), claim.Time == DateTimeOffset.MinValue ? null : claim.Time);
    }
}

/// <summary>Findings about the AI assets of one account, by severity, and how many checks could not be evaluated.</summary>
public sealed record AiCount(int Critical, int High, int Medium, int Low, int Info, int NotEvaluable)
{
    internal static AiCount Of(IEnumerable<Finding> findings)
    {
        var all = findings.ToList();
        var fails = all.Where(f => f.Verdict == Verdict.Fail).ToLookup(f => f.Weight.Severity);
        int Count(Severity severity) => fails[severity].Count();
        return new AiCount(
            Count(Severity.Critical), Count(Severity.High), Count(Severity.Medium), Count(Severity.Low), Count(Severity.Info),
            all.Count(f => f.Verdict == Verdict.NotEvaluable));
    }
}
