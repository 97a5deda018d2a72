using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Findings;

/// <summary>How much a finding weighs, and every term of the sum.</summary>
/// <param name="Severity">What the sum comes to.</param>
/// <param name="Score">The sum: the rule's own severity (<see cref="Step"/> a step) and the terms.</param>
/// <param name="Terms">What context adds or takes away.</param>
public sealed record Weight(Severity Severity, int Score, ImmutableArray<(string Reason, int Points)> Terms)
{
    /// <summary>Points between two severities: ordinary context ranks within a severity, and only much of it together lifts a finding.</summary>
    public const int Step = 6;

    /// <summary>Weighs a rule's break on an asset. A notice (low, info) stays one whatever the context.</summary>
    /// <param name="rule">The broken rule.</param>
    /// <param name="asset">The asset.</param>
    /// <param name="users">The workloads that use the asset; itself where it is one.</param>
    public static Weight Of(Rule rule, AssetRow asset, IReadOnlyList<AssetRow> users) => Of(rule, Context(IsOfIdentity(rule), asset, users));

    /// <summary>Weighs a rule's break in a context that <see cref="Context"/> told.</summary>
    internal static Weight Of(Rule rule, ImmutableArray<(string Reason, int Points)> terms)
    {
        var score = ((int)rule.Severity * Step) + terms.Sum(t => t.Points);
        var severity = (Severity)Math.Clamp(score / Step, (int)Severity.Info, (int)Severity.Critical);
        if (rule.Severity <= Severity.Low && severity > rule.Severity) severity = rule.Severity;
        return new Weight(severity, score, terms);
    }

    /// <summary>True for a rule that asks who may do something: there an agent weighs more than code.</summary>
    internal static bool IsOfIdentity(Rule rule) => rule.Disciplines.Contains("identity");

    /// <summary>What context adds or takes away: for a rule of identity, or for any other.</summary>
    internal static ImmutableArray<(string Reason, int Points)> Context(bool isOfIdentity, AssetRow asset, IReadOnlyList<AssetRow> users)
    {
        var terms = ImmutableArray.CreateBuilder<(string, int)>();
        AssetRow[] all = [asset, .. users];
        Environment(asset.Fact("environment") ?? all.Select(r => r.Fact("environment")).FirstOrDefault(e => e is not null), terms);
        if (all.Any(r => r.Is("regulated"))) terms.Add(("regulated", 1));
        if (Data(all) is { } data) terms.Add((data, 1));
        if (all.Any(r => r.Fact("criticality") == "high")) terms.Add(("high criticality", 1));
        if (all.Any(r => r.Fact("autonomy") == "agent")) terms.Add(isOfIdentity ? ("an agent holds it, not code", Step) : ("acts as an agent", 1));
        Use(users, terms);
        return terms.DrainToImmutable();
    }

    /// <summary>`production +1 · regulated +1`.</summary>
    public override string ToString() => string.Join(" · ", Terms.Select(t => $"{t.Reason} {(t.Points < 0 ? "−" : "+")}{Math.Abs(t.Points)}"));

    private static void Environment(string? environment, ImmutableArray<(string, int)>.Builder terms)
    {
        if (environment is "production") terms.Add(("production", 1));
        else if (environment is "development" or "test" or "sandbox") terms.Add((environment, -2));
    }

    private static string? Data(AssetRow[] rows) =>
        rows.Select(r => r[r.Layout.Fact("data")].AsList).FirstOrDefault(l => l is { Items.IsEmpty: false })?.Items[0].ToString();

    private static void Use(IReadOnlyList<AssetRow> users, ImmutableArray<(string, int)>.Builder terms)
    {
        var slots = users.Where(u => u.Id.Kind == AssetKind.Workload)
            .SelectMany(u => (Value[])[u.Says(Plane.Observed, "calls"), u.Says(Plane.Observed, "invocations")]).ToList();
        if (slots.Any(s => s.AsList is { Items.IsEmpty: false })) terms.Add(("observed in use", 1));
        else if (slots.Count > 0 && slots.All(s => s.AsList is { IsPartial: false })) terms.Add(("never seen in use", -1));
    }
}
