using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using static Plumbline.Reports.Diagnosis.Evidence;

namespace Plumbline.Reports.Diagnosis;

/// <summary>Seven signs that AI is exposed. Yes is the bad answer; no needs rules that looked and found nothing.</summary>
internal static class Signs
{
    public static QuestionGroup Of(Evidence estate) => new("signs", "Seven warning signs", "Here no is the answer to hope for, and it counts only where somebody looked.",
    [
        By(estate, "open-inference", "Can an inference API be reached from outside without authentication or without a limit on its rate?",
            ["endpoint-without-authentication", "endpoint-without-rate-limit", "inference-without-rate-limit", "model-server-open-to-outside", "ai-server-on-every-address", "endpoint-open-to-internet", "open-server-without-authentication"]),
        By(estate, "unpredictable-output", "Do applications answer unpredictably: models that no eval saw, evals that turned red, answers that nothing grounds?",
            ["model-version-not-evaluated", "eval-turned-red", "yellow-eval-shipped", "no-eval-suite", "no-grounding-check", "alias-re-resolved", "unpinned-model-called"]),
        By(estate, "training-data-unknown", "Is there a model whose training data nobody documented?",
            ["fine-tune-without-documented-dataset", "dataset-preprocessing-undocumented", "lineage-link-broken", "trained-on-other-data-than-documented", "base-model-unknown"]),
        By(estate, "teams-on-their-own", "Do teams put AI into use on their own, past the registry or past one another?",
            ["shadow-workload", "unregistered-agent", "no-owner", "released-by-another-team", "deploy-without-green-eval"]),
        By(estate, "broad-roles", "Does an AI workload or agent hold broad rights?",
            ["agent-role-may-do-anything", "role-broader-than-approved", "granted-actions-broader-than-approved", "wildcard-model-access", "role-can-escalate", "agent-can-escalate", "ai-workload-is-cluster-admin", "notebook-role-may-do-anything"]),
        Unlinked(estate),
        NoAlerts(estate),
    ]);

    private static Question By(Evidence estate, string id, string text, string[] ids)
    {
        var rules = estate.Loaded(ids);
        var (tally, failing) = (estate.Tally(rules), estate.Failing(rules));
        var (response, because) = rules.IsEmpty ? (Response.Unknown, "no rule that asks about it is loaded")
            : tally.Fail > 0 ? (Response.Yes, $"{Count(tally.Fail, "finding")} by {Count(rules.Count(r => estate.Tally([r]).Fail > 0), "rule")}")
            : tally.NotEvaluable > 0 ? (Response.Unknown, $"{Count(tally.NotEvaluable, "check")} could not be evaluated, {tally.Pass} hold")
            : tally.Pass > 0 ? (Response.No, $"{Count(tally.Pass, "check")} hold, on complete evidence") : (Response.Unknown, "there was nothing to ask");
        return new Question(id, text, response, Response.No, because, response == Response.No ? "" : tally.Fail > 0 ? "Work through its findings, the heaviest first." : "Supply what the checks lack; the findings that are not evaluable say what.") { Findings = failing, Rules = rules };
    }

    private static Question Unlinked(Evidence estate)
    {
        var imported = estate.Report.Accounts.Where(a => !a.Imports.IsEmpty).ToList();
        var (failed, linked) = (imported.Sum(a => a.Imports.Sum(i => i.Failed)), imported.Sum(a => a.Linked ?? 0));
        var (response, because) = imported.Count == 0 ? (Response.Unknown, "no posture tool's results were imported")
            : (Response.No, $"of {Count(failed, "failed check")} that were imported, {linked} are on what AI is or rests on, and are shown there");
        return new Question("posture-unlinked", "Do posture tools report open buckets or weak settings that nobody connects with a model?", response, Response.No, because, response == Response.No ? "" : "Import what the posture tool reports: checks are then tied to models, data and agents (docs/estate.md).");
    }

    private static Question NoAlerts(Evidence estate)
    {
        var rules = estate.Loaded(["threat-detected", "ai-threat-detected", "guardrail-intervened", "personal-data-in-prompt", "secret-in-prompt"]);
        var tally = estate.Tally(rules);
        var looked = estate.Workloads.Concat(estate.Agents).DistinctBy(r => r.Id).Where(r => IsSeen(r, Plane.Observed, "interventions", "invocations")).ToImmutableArray();
        var (response, because) = estate.Workloads.IsEmpty ? (Response.Unknown, "no workload is known")
            : looked.IsEmpty ? (Response.Yes, "no source of guardrail interventions or prompts was read for any workload")
            : looked.Length < estate.Workloads.Length ? (Response.Yes, $"misuse would show for {looked.Length} of {Count(estate.Workloads.Length, "workload")} only") : (Response.No, $"prompts or interventions are read for all {Count(looked.Length, "workload")}; {Count(tally.Fail, "finding")} now");
        return new Question("no-misuse-alerts", "Would misuse go without an alert: injected prompts, abused answers, leaking data?", response, Response.No, because, response == Response.No ? "" : "Switch on invocation logging and guardrail traces, and let them be read (docs/estate.md).")
        {
            Findings = estate.Failing(rules), Rules = rules, Assets = [.. estate.Workloads.Except(looked).Select(w => w.Id)],
        };
    }
}
