using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Plumbline.Firm;

/// <summary>What the firm's agents did: a run of each with the tools that it called, as a collector's file exporter writes it.</summary>
internal static class Telemetry
{
    private const int Part = 500;
    private const long Start = 1_795_000_000_000_000_000;
    private const long Second = 1_000_000_000;

    public static void Write(string folder, List<Agent> agents)
    {
        foreach (var (part, at) in agents.Chunk(Part).Select((p, i) => (p, i)))
        {
            var lines = new StringBuilder();
            foreach (var agent in part) lines.Append(Run(agent).ToJsonString()).Append('\n');
            Files.Put(folder, string.Create(CultureInfo.InvariantCulture, $"telemetry/traces-{at:d4}.jsonl"), lines.ToString());
        }
    }

    private static JsonObject Run(Agent agent)
    {
        var (trace, began) = (string.Create(CultureInfo.InvariantCulture, $"{agent.Number + 1:x32}"), Start + (agent.Number % 3600 * Second));
        var root = Span(trace, 0, $"invoke_agent {agent.Name}", began, 60, ("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", agent.Name), ("gen_ai.agent.id", agent.Arn));
        var spans = new JsonArray(root);
        string[] called = agent.IsEvery(25) ? [.. agent.Tools, "send-mail"] : agent.Tools;
        foreach (var (tool, i) in called.Select((t, i) => (t, i)))
        {
            var span = Span(trace, i + 1, $"execute_tool {tool}", began + ((i + 1) * Second), 5, ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", tool));
            span["parentSpanId"] = root["spanId"]!.ToString();
            spans.Add(span);
        }

        return new JsonObject { ["resourceSpans"] = new JsonArray(new JsonObject { ["resource"] = new JsonObject(), ["scopeSpans"] = new JsonArray(new JsonObject { ["scope"] = new JsonObject { ["name"] = "firm" }, ["spans"] = spans }) }) };
    }

    private static JsonObject Span(string trace, int number, string name, long began, long seconds, params (string Key, string Value)[] attributes) => new()
    {
        ["traceId"] = trace,
        ["spanId"] = trace[24..] + number.ToString("x8", CultureInfo.InvariantCulture),
        ["name"] = name,
        ["kind"] = 1,
        ["startTimeUnixNano"] = began.ToString(CultureInfo.InvariantCulture),
        ["endTimeUnixNano"] = (began + (seconds * Second)).ToString(CultureInfo.InvariantCulture),
        ["attributes"] = new JsonArray([.. attributes.Select(a => (JsonNode)new JsonObject { ["key"] = a.Key, ["value"] = new JsonObject { ["stringValue"] = a.Value } })]),
    };
}
