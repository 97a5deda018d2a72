using System.Collections.Immutable;
using Plumbline.Posture.Assets;

namespace Plumbline.Reports.Diagnosis;

/// <summary>The measure that buyers put to a product, put to this one as it runs here: what has no evidence has no score.</summary>
internal static class Scorecard
{
    public static QuestionGroup Of(Evidence estate, Surroundings around) => new(
        "scorecard", "This product as it runs here", estate.Sources.IsEmpty ? "Static only: no runtime source is connected, so nothing here says what AI does." : $"Runtime sources connected: {string.Join(", ", estate.Sources)}.",
        [
            By(estate, "component-inventory", "Does it keep an inventory of models, agents, pipelines and data with owner and state?", "ai-inventory", "governance"),
            By(estate, "component-supply-chain", "Does it assess the supply chain: base models, training data, packages, tools?", "supply-chain", "training-data-lineage"),
            By(estate, "component-permission", "Does it assess rights and exposure?", "identity-permission", "exposure", "sensitive-data", "model-egress"),
            By(estate, "component-drift", "Does it notice behaviour and configuration that move away from what was approved?", "behavior", "guardrail-drift", "model-version-pinning", "prompt-cache-integrity"),
            By(estate, "component-runtime-policy", "Does it hold runtime against policy?", "agent-action-policy", "tool-chain", "audit-trail"),
            By(estate, "component-governance", "Does it hold approvals, evals and ownership against what runs?", "governance", "eval-gate", "model-lifecycle"),
            Pillar("pillar-see", "Does it see on four planes?", Enum.GetValues<Plane>().Where(p => estate.Report.Graph.ClaimCounts[(int)p] == 0).Select(p => p.Name()).ToList() is { Count: > 0 } silent ? $"nothing was read on: {string.Join(", ", silent)}" : null, "approved, declared, deployed and observed all speak"),
            Pillar("pillar-judge", "Does every discipline rest on evidence?", estate.Report.Disciplines.Where(d => !d.IsAssessed).Select(d => d.Name).ToList() is { Count: > 0 } none ? $"not assessed: {string.Join(", ", none)}" : null, "artifact, identity and behaviour are assessed"),
            Pillar("pillar-watch", "Does it go on watching, and not only look once?", around.IsWatching ? null : "this was one look; `plumb serve` watches", "sources are read as they change"),
            Pillar("pillar-stop", "Can it stop a release, and does it see what passed one?", estate.Tally(estate.OfControls("eval-gate")) is { Pass: 0, Fail: 0 } ? "no release could be held against an eval" : null, "releases are held against evals (`plumb gate`)"),
            .. estate.Report.Disciplines.Select(d => Runtime(estate, d.Name)),
        ]);

    private static Question By(Evidence estate, string id, string text, params string[] controls)
    {
        var tally = estate.Tally(estate.OfControls(controls));
        var (told, all) = (tally.Pass + tally.Fail, tally.Pass + tally.Fail + tally.NotEvaluable);
        var because = all == 0 ? "nothing of that kind was read" : $"{told} of {Evidence.Count(all, "check")} that apply rest on evidence";
        return new Question(id, text, all == 0 ? Response.Unknown : told == 0 ? Response.No : told * 2 >= all ? Response.Yes : Response.Unknown, Response.Yes, because, told * 2 >= all && all > 0 ? "" : "Supply what the checks lack; the findings that are not evaluable say what.");
    }

    private static Question Pillar(string id, string text, string? lacking, string held) =>
        new(id, text, lacking is null ? Response.Yes : Response.No, Response.Yes, lacking ?? held, lacking is null ? "" : "Connect the sources that are missing (docs/estate.md).");

    // Configuration alone tells what could happen; the test asks whether telemetry decides any verdict.
    private static Question Runtime(Evidence estate, string discipline)
    {
        const int Observed = 1 << (int)Plane.Observed;
        ImmutableArray<string> rules = [.. estate.Report.Rulebook.Conditions.Where(c => c.Rule.Disciplines.Contains(discipline) && (c.Planes & Observed) != 0).Select(c => c.Rule.Id)];
        var tally = estate.Tally(rules);
        var told = tally.Pass + tally.Fail;
        var response = estate.Sources.IsEmpty ? Response.No : told > 0 ? Response.Yes : Response.Unknown;
        return new Question(
            $"runtime-{discipline}", $"Does telemetry decide verdicts of {discipline} posture?", response, Response.Yes,
            estate.Sources.IsEmpty ? "static only: no telemetry was read" : $"{told} verdicts of {Evidence.Count(rules.Length, "rule")} rest on telemetry, {tally.NotEvaluable} lack it",
            response == Response.Yes ? "" : "Let the audit trail, invocation logs and traces be read (docs/estate.md).") { Discipline = discipline };
    }
}
