namespace Plumbline.Reports.Diagnosis;

/// <summary>Eight things that other tools do not see, each with the rules that ask about it here.</summary>
internal static class BlindSpots
{
    /// <summary>What each is asked about by; every rule named here ships.</summary>
    internal static readonly (string Id, string Text, string[] Rules)[] All =
    [
        ("shadow-ai", "Is AI seen that nobody registered?", ["shadow-workload", "unregistered-agent", "unmonitored-model-server", "prompts-sent-to-third-party"]),
        ("exposed-endpoints", "Are endpoints of models seen that strangers can reach?", ["endpoint-open-to-internet", "endpoint-without-authentication", "model-server-open-to-outside", "vector-store-open-to-internet"]),
        ("training-pipelines", "Are training pipelines seen that are open to change from outside?", ["training-bucket-writable-by-everybody", "training-data-changed-after-approval", "training-run-reached-the-network", "training-data-from-unreviewed-contributors"]),
        ("prompt-injection", "Is it seen where injected text can steer a model?", ["no-prompt-attack-filter", "toxic-flow-destructive", "toxic-flow-leak", "agent-toxic-flow-leak", "tool-description-poisoned", "skill-injected-instructions"]),
        ("data-leakage", "Is it seen where AI gives away data?", ["pii-filter-weakened", "pii-through-unapproved-interface", "personal-data-in-prompt", "regulated-data-sent-to-third-party", "agent-can-exfiltrate"]),
        ("overprivileged-paths", "Are rights seen that go beyond what a workload needs?", ["role-broader-than-approved", "granted-actions-broader-than-approved", "role-can-escalate", "agent-can-escalate", "wildcard-model-access"]),
        ("runtime-behaviour", "Is it seen what AI does at runtime?", ["called-model-not-the-approved-version", "policy-tool-used-against", "agent-unauthorised-write", "outside-permitted-region", "first-use-of-role-and-destination"]),
        ("posture-link", "Is behaviour of AI connected with the posture of what it runs on?", ["cspm-finding-on-workload", "cspm-finding-on-bucket", "cspm-finding-on-endpoint", "cspm-finding-on-agent", "public-bucket-holds-ai-data"]),
    ];

    public static QuestionGroup Of(Evidence estate) => new("blind-spots", "Eight blind spots and the rules that look there", "Yes where rules look and have evidence; the rules are named.", [.. All.Select(s => One(estate, s))]);

    private static Question One(Evidence estate, (string Id, string Text, string[] Rules) spot)
    {
        var rules = estate.Loaded(spot.Rules);
        var tally = estate.Tally(rules);
        var (response, because) = rules.IsEmpty ? (Response.No, "no rule that looks there is loaded")
            : tally.Pass + tally.Fail > 0 ? (Response.Yes, $"{Evidence.Count(rules.Length, "rule")}: {tally.Fail} out of line, {tally.Pass} in line, {tally.NotEvaluable} not evaluable")
            : (Response.Unknown, tally.NotEvaluable > 0 ? $"{Evidence.Count(rules.Length, "rule")} look, and none has evidence: {Evidence.Count(tally.NotEvaluable, "check")} not evaluable" : $"{Evidence.Count(rules.Length, "rule")} look, and nothing of that kind was read");
        return new Question(spot.Id, spot.Text, response, Response.Yes, because, response switch { Response.Yes => "", Response.No => "Load the rules that ship with the product.", _ => "Supply what the rules ask for; their pages say what." }) { Findings = estate.Failing(rules), Rules = rules };
    }
}
