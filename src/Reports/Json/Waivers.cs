using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;

namespace Plumbline.Reports.Json;

/// <summary>Weaknesses and what somebody answers for.</summary>
public static class Waivers
{
    /// <summary>One thing that is wrong.</summary>
    public static void Write(Weakness weakness, Utf8JsonWriter json)
    {
        json.WriteString("digest", weakness.Digest);
        json.WriteString("plane", weakness.Plane?.Name());
        json.WriteString("property", weakness.Property);
        json.WritePropertyName("value");
        Values.Write(weakness.Value, json);
    }

    /// <summary>The waiver beside a finding.</summary>
    public static void Write(WaiverUse? use, Utf8JsonWriter json)
    {
        if (use is null)
        {
            json.WriteNull("waiver");
            return;
        }

        json.WriteStartObject("waiver");
        json.WriteString("state", use.State.Name());
        json.WriteString("owner", use.Waiver.Owner);
        json.WriteString("reason", use.Waiver.Reason);
        json.WriteString("until", Values.Text(use.Waiver.Until));
        json.WriteString("file", use.Origin.File);
        json.WriteNumber("line", use.Origin.Line);
        json.WriteStartArray("beyond");
        foreach (var weakness in use.Beyond) json.WriteStringValue(weakness.Digest);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A waiver and what it carries.</summary>
    public static void Write(WaiverTally tally, Utf8JsonWriter json)
    {
        json.WriteString("rule", tally.Waiver.Rule);
        json.WriteString("state", tally.State.Name());
        json.WriteString("owner", tally.Waiver.Owner);
        json.WriteString("reason", tally.Waiver.Reason);
        json.WriteString("until", Values.Text(tally.Waiver.Until));
        json.WriteNumber("findings", tally.Findings);
        json.WriteString("file", tally.Origin.File);
        json.WriteNumber("line", tally.Origin.Line);
    }
}
