using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;

namespace Plumbline.Posture.Gates;

/// <summary>How a system stands at the gate of an environment before anybody asks for a release, ready to judge many of them.</summary>
public sealed class GateStanding
{
    private const int MostReleases = 1000;
    private readonly Report report;
    private readonly Modes modes;
    private readonly ImmutableArray<ApprovedModels> approved;
    private readonly ConcurrentDictionary<string, ImmutableArray<GateReason>> evals = new(StringComparer.Ordinal);

    private GateStanding(Report report, GateRequest request, GateDecision decision)
    {
        this.report = report;
        Decision = decision;
        Workloads = [.. decision.Released.Select(r => r.Workload)];
        modes = new Modes(report.Claims, decision.System, decision.Environment, Workloads, request.Moment);
        approved = [.. Workloads.Select(ApprovedModels.Of)];
    }

    /// <summary>What the gate says of it without a release.</summary>
    public GateDecision Decision { get; }

    /// <summary>The system's workloads in the environment.</summary>
    public ImmutableArray<AssetRow> Workloads { get; }

    /// <summary>Asks the gate.</summary>
    public static GateStanding Of(Report report, GateRequest request) => new(report, request, Gate.Decide(report, request));

    /// <summary>The name that people use of an asset.</summary>
    public string NameOf(AssetId id) => report.Graph.Find(id)?.Name ?? id.Key;

    /// <summary>True where a model is approved for one of its workloads, and no list that is in force lacks it.</summary>
    public bool Approves(string model, DateTimeOffset evidence) => approved.Any(a => a.Has(model) && (!a.IsListed || a.Lists(model, evidence)));

    /// <summary>What the gate says, as overrides stand at a moment.</summary>
    public ImmutableArray<GateReason> At(DateTimeOffset moment) =>
        [.. Decision.Reasons.Select(r => IsFixed(r) ? r : Judge(r with { Mode = GateMode.Enforce, Effect = ReasonEffect.Refuses, Override = null }, moment))];

    /// <summary>What stands against a release that asks for models, beside what the gate says anyway.</summary>
    /// <param name="asked">The models: claims of the declared plane, with where they are asked for.</param>
    /// <param name="workload">The workload that is released, by name; null where that is not known: then each of them must be approved so.</param>
    /// <param name="hasEvals">True where evals must have run on them.</param>
    /// <param name="evidence">The moment that lists of models are read at.</param>
    /// <param name="moment">The moment at which overrides must hold.</param>
    public ImmutableArray<GateReason> Asked(IReadOnlyList<Claim> asked, string? workload, bool hasEvals, DateTimeOffset evidence, DateTimeOffset moment)
    {
        if (asked.Count == 0) return [];
        var models = ModelCheck.Models(asked).ToList();
        return
        [
            .. approved.Where(a => workload is null || a.Workload.Name == workload).SelectMany(a => ModelCheck.Asked(a, asked).Concat(ModelCheck.Unlisted(a, models, evidence))
                .Concat(hasEvals ? Evals(a, models) : [])).Select(r => Judge(r, moment)),
        ];
    }

    /// <summary>What a reason does at a moment, by the modes and overrides of this gate.</summary>
    public GateReason Judge(GateReason reason, DateTimeOffset moment) => modes.Judge(reason, moment);

    // The same models are asked for again and again; evals of models that nobody approved say nothing more.
    private ImmutableArray<GateReason> Evals(ApprovedModels its, List<string> models)
    {
        var released = Decision.Released.First(r => r.Workload == its.Workload);
        if (models.TrueForAll(m => released.Models.Values.Contains(m)) || !models.TrueForAll(its.Has)) return [];
        var key = $"{its.Workload.Id}\n{string.Join('\n', models)}";
        if (evals.TryGetValue(key, out var known)) return known;
        ImmutableArray<GateReason> found = [.. new EvalCheck(Released.Of(its.Workload, report.Graph, models), Decision.System, report.Graph, modes.EvalKeys).Reasons()];
        if (evals.Count < MostReleases) evals[key] = found;
        return found;
    }

    private static bool IsFixed(GateReason reason) => reason.Rule is Gate.NotRegistered or "unreadable" or "rule-does-not-load";
}
