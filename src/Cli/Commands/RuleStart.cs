namespace Plumbline.Cli.Commands;

/// <summary>The files a new rule starts from: they load, and prove themselves.</summary>
internal static class RuleStart
{
    public static IEnumerable<(string File, string Text)> Files(string control, string id) =>
    [
        ("rule.yaml", $$"""
            id: {{id}}
            title: Production calls a model over the internet
            control: {{control}}
            severity: medium
            maturity: experimental
            asset: workload
            where: asset.environment == "production"
            expect: observed.calls.all(c, c.interface != "")
            message: "{asset.name} reached {observed.calls.filter(c, c.interface == '').map(c, c.model)} over the internet"
            why: Say in two sentences why this matters.
            fix: Say what to do, step by step.
            consequence: leakage
            disciplines: [identity]
            incidents:
              - { title: A public incident that motivates the rule, date: 2024-01-01, url: "https://example.com" }
            maps: { owasp-llm: [LLM02] }

            """),
        ("cases/fires-over-the-internet.yaml", """
            asset: { name: app, environment: production }
            observed:
              calls:
                - { model: m-1, interface: "" }

            """),
        ("cases/quiet-through-an-endpoint.yaml", """
            asset: { name: app, environment: production }
            observed:
              calls:
                - { model: m-1, interface: vpce-1 }

            """),
        ("cases/quiet-in-development.yaml", """
            verdict: not-applicable
            asset: { name: app, environment: development }
            observed:
              calls:
                - { model: m-1, interface: "" }

            """),
    ];
}
