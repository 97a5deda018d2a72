using System.Globalization;
using System.Text;

namespace Plumbline.Firm;

/// <summary>What the firm approved: systems with their owners, agents, datasets, models. Nothing of the sandbox.</summary>
internal static class Registries
{
    private const int Part = 200;
    private const int Datasets = 4;

    public static void Write(string folder, List<Agent> agents)
    {
        Files.Put(folder, "plumbline.yaml", "plumbline: estate/v1\nname: firm\nas-of: 2026-11-21T09:00:00Z\n");
        Files.Put(folder, "registry/accounts.yaml", "plumbline: registry/v1\n\naccounts:\n" + string.Concat(agents.DistinctBy(a => a.Account).Select(Account)));
        Files.Put(folder, "registry/models.yaml", Models(agents));
        foreach (var (part, at) in agents.Where(a => a.IsOwned).Chunk(Part).Select((p, i) => (p, i)))
        {
            var number = at.ToString("d4", CultureInfo.InvariantCulture);
            Files.Put(folder, $"registry/systems-{number}.yaml", "plumbline: registry/v1\n\nsystems:\n" + string.Concat(part.Select(System)));
            Files.Put(folder, $"registry/agents-{number}.yaml", "plumbline: registry/v1\n\nagents:\n" + string.Concat(part.Select(Entry)));
            Files.Put(folder, $"registry/datasets-{number}.yaml", "plumbline: registry/v1\n\ndatasets:\n" + string.Concat(part.Select(Data)));
        }
    }

    /// <summary>Datasets that no agent of the fleet has: what a data office keeps.</summary>
    public static void Shelf(string folder, int count)
    {
        foreach (var part in Enumerable.Range(0, count).Chunk(Part * Datasets))
            Files.Put(folder, string.Create(CultureInfo.InvariantCulture, $"registry/shelf-{part[0] / part.Length:d4}.yaml"), "plumbline: registry/v1\n\ndatasets:\n" + string.Concat(part.Select(Shelved)));
    }

    private static string Shelved(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
          - name: shelf-{{number:d6}}
            source: "s3://firm-shelf-{{number % 100}}/set-{{number:d6}}/"
            version: "2026-{{(number % 12) + 1:d2}}"
            classification: [confidential]
            owner: team-{{number % 60}}
            license: internal
            personal-data: true
            approval: { status: approved, by: [data-governance], date: 2026-06-12, expires: 2027-06-12, purpose: [training] }

        """);

    private static string Account(Agent agent) =>
        $"  - {{ id: \"{agent.Account}\", name: {agent.Group}-{agent.Account}, environment: {Environment(agent)}, regulated: {(agent.IsOwned ? "true" : "false")}, regions: [{Agent.Region}] }}\n";

    private static string Models(List<Agent> agents) =>
        $"plumbline: registry/v1\n\nmodels:\n  - list: \"2026-10\"\n    from: 2026-10-01\n    accounts: [{string.Join(", ", agents.Where(a => a.IsOwned).Select(a => $"\"{a.Account}\"").Distinct())}]\n    models:\n"
        + string.Concat(agents.Select(a => a.Model).Distinct().Order(StringComparer.Ordinal).Select(m => $"      - {{ id: \"{m}\", kind: foundation, approved-by: procurement }}\n"));

    private static string System(Agent agent) => $"""
          - id: {agent.Name}
            name: {agent.Name}
            owner: team-{agent.Number % 60}
            purpose: {(agent.Group == "internal" ? "Serves colleagues" : "Serves customers")}
            criticality: {(agent.Group == "internal" ? "medium" : "high")}
            risk-class: limited
            regulated: {(agent.IsEvery(3) ? "true" : "false")}
            data: [{(agent.IsEvery(4) ? "customer-pii" : "internal")}]
            workloads:
              - name: {agent.Name}
                environment: {Environment(agent)}
                account: "{agent.Account}"
                region: {Agent.Region}
                autonomy: agent
                runs-as: ["{agent.Role}"]
                agents: ["{agent.Name}"]
                models: ["{agent.Model}"]
                actions: [bedrock:InvokeModel, s3:GetObject]

        """;

    private static string Entry(Agent agent) => $"""
          - name: {agent.Name}
            id: {agent.Arn}
            models: ["{agent.Model}"]
            tools:
        {string.Concat(agent.Tools.Select(t => $"      - {{ name: {t}, effect: {(t.EndsWith("-write", StringComparison.Ordinal) ? "write" : "read")} }}\n"))}    actions: [bedrock:InvokeModel, s3:GetObject]

        """;

    private static string Data(Agent agent)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Datasets; i++)
        {
            var approval = (agent.Number + i) % 5 == 0 ? "" : ", approved-by: data-governance";
            text.Append(CultureInfo.InvariantCulture, $"  - {{ name: {agent.Name}-set-{i}, source: \"s3://firm-{agent.Account}-{agent.Name}/set-{i}/\", version: \"2026-{(i % 12) + 1:d2}\", classification: internal, owner: team-{agent.Number % 60}{approval} }}\n");
        }

        return text.ToString();
    }

    private static string Environment(Agent agent) => agent.IsOwned ? "production" : "development";
}
