using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Drifts;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Drifts;

/// <summary>One side of a difference for machines.</summary>
internal static class DriftSideJson
{
    /// <summary>Writes a side under a name.</summary>
    public static void Write(string name, DriftSide side, Utf8JsonWriter json)
    {
        json.WriteStartObject(name);
        json.WriteString("label", side.Label);
        json.WriteString("workload", side.Workload);
        json.WriteString("plane", side.Plane.Name());
        json.List("values", side.Values, (shown, j) => Shown(shown, side.Only.Contains(shown), j));
        json.WriteEndObject();
    }

    private static void Shown(Shown shown, bool isOnlyHere, Utf8JsonWriter json)
    {
        json.WriteString("value", shown.Key);
        json.WriteString("text", shown.Text);
        json.WriteBoolean("differs", isOnlyHere);
        json.WriteString("first", Known(shown.First));
        json.WriteString("last", Known(shown.Last));
        json.Origin(shown.Claim.Origin);
    }

    private static string? Known(DateTimeOffset time) => time.Year <= 1 ? null : Values.Text(time);
}
