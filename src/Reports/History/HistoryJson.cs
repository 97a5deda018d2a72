using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Drifts;

namespace Plumbline.Reports.History;

/// <summary>`plumbline.history/v1`: an asset's history for machines.</summary>
public static class HistoryJson
{
    /// <summary>Writes it.</summary>
    /// <param name="estate">The estate's name.</param>
    /// <param name="history">The history.</param>
    /// <param name="asOf">The moment it ends at.</param>
    /// <param name="property">The one property asked for, or null.</param>
    /// <param name="to">Receives it.</param>
    public static void Write(string estate, AssetHistory history, DateTimeOffset asOf, string? property, TextWriter to) => JsonText.Write(to, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "plumbline.history/v1");
        json.WriteString("name", estate);
        json.WriteString("asOf", Values.Text(asOf));
        json.WriteStartObject("asset");
        json.WriteString("id", history.Id.ToString());
        json.WriteString("kind", history.Id.Kind.Name());
        json.WriteString("name", history.Name);
        json.WriteEndObject();
        Moment("firstSeen", history.Timeline.FirstSeen, json);
        Moment("lastSeen", history.Timeline.LastSeen, json);
        Moment("goneSince", history.Timeline.GoneSince, json);
        Moment("earliestEvidence", history.Timeline.EarliestClaim, json);
        json.WriteStartArray("events");
        foreach (var one in history.Events.Where(e => HistoryText.Asked(e, property))) One(one, json);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void One(AssetEvent one, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("moment", Values.Text(one.Moment));
        json.WriteString("event", one.Kind.Name());
        json.WriteString("plane", one.Plane?.Name());
        json.WriteString("property", one.Property.Length == 0 ? null : one.Property);
        json.Texts("fields", one.Fields);
        All("before", one.Before, json);
        All("after", one.After, json);
        json.WriteString("text", one.Text.Length == 0 ? null : one.Text);
        json.WriteString("actor", one.Actor);
        json.Origin(one.Origin);
        json.WriteEndObject();
    }

    private static void All(string name, ImmutableArray<Value> values, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (var value in values) Values.Write(value, json);
        json.WriteEndArray();
    }

    private static void Moment(string name, DateTimeOffset? moment, Utf8JsonWriter json) => json.WriteString(name, moment is { } at ? Values.Text(at) : null);
}
