using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Gates;

namespace Plumbline.Reports.Json;

/// <summary>The decision of a gate as JSON: `schemas/gate-v1.schema.json`.</summary>
public static class GateJson
{
    /// <summary>What a document calls its form.</summary>
    public const string Schema = "plumbline/gate/v1";

    /// <summary>Writes one document.</summary>
    public static void Write(GateDecision decision, TextWriter to) => JsonText.Write(to, json => Write(decision, json));

    /// <summary>Writes the decision where a value may stand.</summary>
    public static void Write(GateDecision decision, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("decision", decision.Outcome.Name());
        json.WriteString("system", decision.System);
        json.WriteString("environment", decision.Environment);
        json.WriteString("asOf", Values.Text(decision.AsOf));
        json.WriteString("deploy", decision.Deploy.Name());
        if (decision.FirstSaidBy.Length > 0) json.WriteString("firstSaidBy", decision.FirstSaidBy);
        json.WriteBoolean("incomplete", decision.IsIncomplete);
        json.List("reasons", decision.Reasons, Write);
        json.List("overrides", decision.Overrides, Write);
        json.List("released", decision.Released, Write);
        json.WriteString("digest", "sha256:" + decision.Digest);
        json.WriteEndObject();
    }

    private static void Write(GateReason reason, Utf8JsonWriter json)
    {
        json.WriteString("control", reason.Control);
        json.WriteString("rule", reason.Rule);
        json.WriteString("asset", reason.Asset);
        json.WriteString("message", reason.Message);
        json.WriteString("fix", reason.Fix);
        json.WriteString("mode", reason.Mode.Name());
        json.WriteString("effect", reason.Effect.Name());
        if (reason.Override is { } by)
        {
            json.WriteString("overriddenBy", by.Owner);
            json.WriteString("until", Values.Text(by.Until));
        }
    }

    private static void Write(GateOverride one, Utf8JsonWriter json)
    {
        json.WriteString("control", one.Control);
        json.WriteString("rule", one.Rule);
        json.WriteString("owner", one.Owner);
        json.WriteString("reason", one.Reason);
        json.WriteString("from", Values.Text(one.From));
        json.WriteString("until", Values.Text(one.Until));
        json.WriteBoolean("holds", one.Holds);
    }

    private static void Write(Released one, Utf8JsonWriter json)
    {
        json.WriteString("workload", one.Workload.Name);
        foreach (var (name, part) in new[] { ("models", one.Models), ("prompts", one.Prompts), ("tools", one.Tools), ("guardrail", one.Guardrail) })
        {
            if (part.IsKnown) json.Texts(name, part.Values);
            else json.WriteNull(name);
        }

        json.WriteStartObject("datasets");
        foreach (var (suite, digest) in one.Datasets) json.WriteString(suite, digest);
        json.WriteEndObject();
    }
}
