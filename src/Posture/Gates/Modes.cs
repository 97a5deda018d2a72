using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Gates;

/// <summary>How strict a gate is, control by control, and who lets a release pass it.</summary>
internal sealed class Modes
{
    /// <summary>Controls of which a release needs evidence: what cannot be known there refuses too.</summary>
    private static readonly ImmutableHashSet<string> Required =
    [
        "model-version-pinning", "prompt-cache-integrity", "eval-gate", "model-egress",
        "agent-action-policy", "training-data-lineage", "guardrail-drift", "audit-trail", Gate.Evidence,
    ];

    /// <summary>Controls that refuse where they fail; what nobody looked at there is a matter of the scan.</summary>
    private static readonly ImmutableHashSet<string> Failing = ["supply-chain", "tool-chain"];

    /// <summary>Every control that is at the gate unless a registry says otherwise.</summary>
    public static ImmutableHashSet<string> AtGate { get; } = Required.Union(Failing);

    private readonly List<GateSetting> settings;
    private readonly ImmutableArray<GateOverride> overrides;

    public Modes(IEnumerable<Claim> claims, string system, string environment, IEnumerable<AssetRow> workloads, DateTimeOffset moment)
    {
        settings = [.. claims.Where(c => c.Property == Claim.Reserved.Gate).Select(GateSetting.Read)
            .Where(s => (s.System is null || s.System == system) && (s.Environment is null || s.Environment == environment))];
        overrides =
        [
            .. workloads.SelectMany(w => Released.Items(w, Plane.Approved, "overrides")).Select(o => Override(o, moment)).Distinct()
                .OrderByDescending(o => o.Holds).ThenBy(o => o.Until).ThenBy(o => o.Control, StringComparer.Ordinal).ThenBy(o => o.Rule, StringComparer.Ordinal),
        ];
    }

    /// <summary>Every override of the gate.</summary>
    public ImmutableArray<GateOverride> Overrides => overrides;

    /// <summary>The keys that may bind evals; empty where any may.</summary>
    public ImmutableArray<string> EvalKeys => [.. settings.SelectMany(s => s.EvalKeys).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Days that the evidence of what runs may be old: of the entry that says most, of several alike the fewest.</summary>
    public int EvidenceWithin
    {
        get
        {
            var said = settings.Where(s => s.EvidenceWithin is not null && (s.Control is null or Gate.Evidence)).ToList();
            return said.Count == 0 ? Freshness.UsualDays : said.GroupBy(Nearness).MaxBy(g => g.Key)!.Min(s => s.EvidenceWithin!.Value);
        }
    }

    /// <summary>How strict the gate is about a control; null where it is none of its business.</summary>
    public GateMode? Of(string control)
    {
        var said = settings.Where(s => s.Control == control || (s.Control is null && AtGate.Contains(control))).ToList();
        if (said.Count == 0) return AtGate.Contains(control) ? GateMode.Enforce : null;
        var nearest = said.Max(Nearness);
        return said.Where(s => Nearness(s) == nearest).Max(s => s.Mode);
    }

    /// <summary>True where a verdict of a rule counts at the gate.</summary>
    public bool Counts(Rule rule, Verdict verdict) => rule is { Maturity: Maturity.Stable, Severity: >= Severity.Medium } && Of(rule.Control) is not null
        && (verdict == Verdict.Fail || (verdict == Verdict.NotEvaluable && (Required.Contains(rule.Control) || settings.Exists(s => s.Control == rule.Control))));

    /// <summary>What a reason does to the release.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="moment">The moment at which overrides must hold; null: that of the decision.</param>
    public GateReason Judge(GateReason reason, DateTimeOffset? moment = null)
    {
        if (reason.Rule == Gate.NotRegistered) return reason;
        var mode = Of(reason.Control) ?? GateMode.Enforce;
        if (mode != GateMode.Enforce) return reason with { Mode = mode, Effect = mode == GateMode.Warn ? ReasonEffect.Warns : ReasonEffect.Audited };
        var by = overrides.FirstOrDefault(o => (moment is { } at ? o.From <= at && at < o.Until : o.Holds) && (o.Control.Length == 0 || o.Control == reason.Control) && (o.Rule.Length == 0 || o.Rule == reason.Rule));
        return by is null ? reason : reason with { Effect = ReasonEffect.Overridden, Override = by };
    }

    private static int Nearness(GateSetting setting) => (setting.Control is null ? 0 : 4) + (setting.System is null ? 0 : 2) + (setting.Environment is null ? 0 : 1);

    private static GateOverride Override(MapValue said, DateTimeOffset moment)
    {
        var (from, until) = (((Timestamp)said["from"].AsBoxed!).AsInstant, ((Timestamp)said["until"].AsBoxed!).AsInstant);
        return new GateOverride(
            said["control"].AsString!, said["rule"].AsString!, said["owner"].AsString!, said["reason"].AsString!, from, until, from <= moment && moment < until);
    }
}
