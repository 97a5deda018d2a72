using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Governance;

/// <summary>Reads one system out of a report.</summary>
internal sealed class SystemReading(Report report, AssetRow system, IReadOnlyList<AssetRow> workloads, Thresholds thresholds)
{
    private const string Governing = "governance";
    private static readonly DateTimeOffset Open = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private readonly MapValue? said = system.Says(Plane.Approved, Governing).AsMap;

    public SystemRecord Read()
    {
        var attestations = GovernanceBook.Kinds.Select(Attested).ToImmutableArray();
        ImmutableArray<(string, ImmutableArray<string>)> people = [("builder", Texts("builders")), ("deployer", Texts("deployers")), ("consumer", Texts("consumers"))];
        var its = Its();
        var ids = its.Select(a => a.Id).ToHashSet();
        var objectives = Objectives(ids);
        var profile = said?["profile"].AsString ?? "";
        return new SystemRecord(
            system.Id.Key, system.Name, Facts(), people, attestations, [.. its.Where(a => a.Id != system.Id).Select(a => (a.Id.Kind.Name(), a.Name)).Order()], profile, objectives,
            profile.Length == 0 ? [] : [.. report.Rulebook.Conditions.Select(c => c.Rule.Control).Distinct().Except(objectives.SelectMany(o => o.Controls)).Order(StringComparer.Ordinal)],
            thresholds.Of(system)?.Name() ?? "none", report.Assessment.Findings.Count(f => ids.Contains(f.Asset.Id) && thresholds.IsBreach(f)), Gaps(people, attestations, profile, objectives));
    }

    private ImmutableArray<(string, string)> Facts() =>
    [
        .. new (string Key, string? Value)[]
        {
            ("owner", system.Fact("owner")), ("purpose", said?["purpose"].AsString), ("useCase", said?["useCase"].AsString), ("riskClass", system.Fact("risk")), ("criticality", system.Fact("criticality")),
        }.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => (f.Key, f.Value!)),
    ];

    private List<AssetRow> Its()
    {
        var near = workloads.SelectMany(w => report.Graph.Relations.Where(r => r.From == w.Id && r.To.Kind is AssetKind.Agent or AssetKind.Guardrail or AssetKind.Prompt or AssetKind.EvalSuite or AssetKind.Endpoint or AssetKind.FineTune or AssetKind.Model))
            .Select(r => report.Graph.Find(r.To)).OfType<AssetRow>();
        return [.. workloads.Concat(near).Append(system).DistinctBy(a => a.Id)];
    }

    private AttestationState Attested(string kind)
    {
        var found = (said?["attestations"].AsList?.Items ?? []).Select(i => i.AsMap!).Where(m => m["kind"].AsString == kind)
            .Select(m => (By: m["by"].AsString ?? "", Date: Time(m["date"]), Expires: Time(m["expires"]))).OrderBy(a => a.Date).ToList();
        if (found.Count == 0) return new(kind, "missing", "", null, null);
        var last = found.FindLast(a => a.Date <= report.Scope.AsOf) is { Date: not null } held ? held : found[^1];
        return new(kind, last.Date > report.Scope.AsOf ? "ahead" : last.Expires <= report.Scope.AsOf ? "expired" : "attested", last.By, last.Date, last.Expires == Open ? null : last.Expires);
    }

    private ImmutableArray<ObjectiveScore> Objectives(HashSet<AssetId> ids)
    {
        var (known, said) = (report.Rulebook.Conditions.Select(c => c.Rule.Control).ToHashSet(StringComparer.Ordinal), system.Says(Plane.Approved, "objectives").AsList?.Items ?? []);
        return [.. said.Select(i => i.AsMap!).Select(m =>
        {
            ImmutableArray<string> controls = [.. m["controls"].AsList!.Items.Select(c => c.AsString!).Where(known.Contains)];
            var findings = report.Assessment.Findings.Where(f => ids.Contains(f.Asset.Id) && controls.Contains(f.Rule.Control) && !f.IsWaived).ToList();
            var (fail, open) = (findings.Count(f => f.Verdict == Verdict.Fail), findings.Count(f => f.Verdict == Verdict.NotEvaluable));
            return new ObjectiveScore(m["objective"].AsString!, controls, fail, open, controls.IsEmpty ? "not-assessed" : fail > 0 ? "not-met" : open > 0 ? "not-known" : "met");
        }).OrderBy(o => o.Name, StringComparer.Ordinal)];
    }

    private ImmutableArray<string> Gaps(
        ImmutableArray<(string Role, ImmutableArray<string> Names)> people, ImmutableArray<AttestationState> attestations, string profile, ImmutableArray<ObjectiveScore> objectives) =>
    [
        .. system.Fact("owner") is null ? (string[])["nobody owns it"] : [], .. system.Fact("risk") is null ? (string[])["it has no risk class"] : [],
        .. said?["purpose"].AsString is { Length: > 0 } ? [] : (string[])["its purpose is not stated"],
        .. people.Where(p => p.Names.IsEmpty).Select(p => $"no {p.Role} is named"),
        .. attestations.Where(a => a.State != "attested").Select(a => $"{a.Kind} is {(a.State == "missing" ? "not attested" : a.State == "ahead" ? "attested ahead of time" : "no longer attested")}"),
        .. profile.Length == 0 ? (string[])["it has no posture profile"] : [], .. objectives.Where(o => o.State == "not-assessed").Select(o => $"no rule assesses the objective `{o.Name}`"),
    ];

    private ImmutableArray<string> Texts(string key) => [.. (said?[key].AsList?.Items ?? []).Select(i => i.AsString ?? "")];

    private static DateTimeOffset? Time(Value value) => (value.AsBoxed as Timestamp)?.AsInstant;
}
