using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Governance;

/// <summary>Use of one model by one workload, as traffic shows it.</summary>
/// <param name="Team">The owner; empty where nobody owns it.</param>
/// <param name="UseCase">What it is for: the use case, else the purpose of its system; empty where nobody says.</param>
/// <param name="System">Its system; empty where no registry knows it.</param>
/// <param name="Workload">The workload.</param>
/// <param name="Environment">Where it runs; empty where nobody says.</param>
/// <param name="Provider">Who provides the model; empty where its id does not tell.</param>
/// <param name="Model">The model itself.</param>
/// <param name="Calls">How many calls; the source that saw more counts, because several see the same ones.</param>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
public sealed record UsageRow(
    string Team, string UseCase, string System, string Workload, string Environment, string Provider, string Model, long Calls, DateTimeOffset First, DateTimeOffset Last)
{
    private static readonly string[] Sources = ["calls", "invocations"];

    /// <summary>The use that a report shows.</summary>
    internal static ImmutableArray<UsageRow> Of(Report report, ILookup<AssetId, AssetId> owned, IReadOnlyList<AssetRow> systems, Func<string, string> providerOf)
    {
        var homes = systems.SelectMany(s => owned[s.Id].Select(w => (w, s))).GroupBy(p => p.w).ToDictionary(g => g.Key, g => g.First().s);
        return [.. report.Graph.Pages(AssetKind.Workload).SelectMany(p => p).SelectMany(w => Rows(w, homes.GetValueOrDefault(w.Id), providerOf))
            .OrderBy(r => r.Team.Length == 0).ThenBy(r => r.Team, StringComparer.Ordinal).ThenBy(r => r.UseCase, StringComparer.Ordinal)
            .ThenBy(r => r.Workload, StringComparer.Ordinal).ThenBy(r => r.Environment, StringComparer.Ordinal).ThenBy(r => r.Model, StringComparer.Ordinal)];
    }

    private static IEnumerable<UsageRow> Rows(AssetRow workload, AssetRow? system, Func<string, string> providerOf)
    {
        var said = system?.Says(Plane.Approved, "governance").AsMap;
        var useCase = said?["useCase"].AsString is { Length: > 0 } stated ? stated : said?["purpose"].AsString ?? "";
        var seen = Sources.SelectMany(s => (workload.Says(Plane.Observed, s).AsList?.Items ?? []).Select(i => (Source: s, Call: i.AsMap)))
            .Where(c => c.Call?["base"].AsString is { Length: > 0 } && c.Call["count"].Kind == ValueKind.Int).ToList();
        foreach (var model in seen.GroupBy(c => c.Call!["base"].AsString!))
        {
            var calls = model.GroupBy(c => c.Source).Max(g => g.Sum(c => c.Call!["count"].AsInt));
            yield return new UsageRow(
                workload.Fact("owner") ?? system?.Fact("owner") ?? "", useCase, system?.Id.Key ?? "", workload.Name, workload.Fact("environment") ?? "", providerOf(model.Key), model.Key, calls,
                model.Min(c => Time(c.Call!["first"])), model.Max(c => Time(c.Call!["last"])));
        }
    }

    private static DateTimeOffset Time(Value value) => (value.AsBoxed as Timestamp)?.AsInstant ?? DateTimeOffset.MinValue;
}
