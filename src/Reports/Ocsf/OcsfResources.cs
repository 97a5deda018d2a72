using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Ocsf;

/// <summary>The asset as `resources`, and where it lives as `cloud`; region, provider and partition belong to the profile `cloud`.</summary>
internal static class OcsfResources
{
    private static readonly (string Fact, string Tag)[] Tagged = [("environment", "environment"), ("risk", "risk"), ("autonomy", "autonomy"), ("criticality", "criticality")];

    public static void Write(AssetRow row, Place place, bool detection, Utf8JsonWriter json)
    {
        json.WriteStartArray("resources");
        json.WriteStartObject();
        json.WriteString("uid", row.Id.Key);
        json.WriteString("name", row.Name);
        json.WriteString("type", row.Id.Kind.Name());
        OcsfReport.Number(json, "role", detection ? (3, "Affected") : (1, "Target"));
        if (place.Provider is not null) InCloud(place, json);
        if (row.Fact("owner") is { } owner) Owner(owner, json);
        json.WriteKnown("criticality", row.Fact("criticality"));
        json.WriteKnown("namespace", row.Fact("environment"));
        Data(row, json);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    public static void Cloud(Place place, Utf8JsonWriter json)
    {
        json.WriteStartObject("cloud");
        json.WriteString("provider", place.Provider);
        json.WriteKnown("region", place.Region);
        json.WriteKnown("cloud_partition", place.Partition);
        if (place.Account is { } account)
        {
            json.WriteStartObject("account");
            json.WriteString("uid", account);
            OcsfReport.Number(json, "type", place.Provider switch
            {
                "AWS" => (10, "AWS Account"),
                "GCP" => (11, "GCP Project"),
                "Azure" => (13, "Azure Subscription"),
                _ => (0, "Unknown"),
            });
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void InCloud(Place place, Utf8JsonWriter json)
    {
        json.WriteKnown("region", place.Region);
        json.WriteString("provider", place.Provider);
        json.WriteKnown("cloud_partition", place.Partition);
    }

    private static void Owner(string owner, Utf8JsonWriter json)
    {
        json.WriteStartObject("owner");
        json.WriteString("name", owner);
        OcsfReport.Number(json, "type", (99, "Team"));
        json.WriteEndObject();
    }

    // AI facts stand here: no finding class admits the profile `ai_operation`.
    private static void Data(AssetRow row, Utf8JsonWriter json)
    {
        json.WriteStartObject("data");
        json.WriteString("status", Status.Of(row));
        foreach (var (fact, tag) in Tagged) json.WriteKnown(tag, row.Fact(fact));
        if (row.Is("regulated")) json.WriteBoolean("regulated", true);
        if (row[row.Layout.Fact("data")].AsList is { Items.IsEmpty: false } classes) json.Texts("data_classes", classes.Items.Select(i => i.ToString()));
        json.Texts("planes", Enum.GetValues<Plane>().Where(p => Status.Speaks(row, p)).Select(p => p.Name()));
        foreach (var plane in Enum.GetValues<Plane>()) Models(row, plane, json);
        json.WriteEndObject();
    }

    private static void Models(AssetRow row, Plane plane, Utf8JsonWriter json)
    {
        var slot = row.Layout.Slot(plane, plane == Plane.Observed ? "calls" : "models");
        if (slot < 0 || row[slot].AsList is not { Items.IsEmpty: false } models) return;
        json.Texts($"models_{plane.Name()}", models.Items.Select(m => m.AsMap?["base"].AsString).OfType<string>().Where(m => m.Length > 0).Distinct().Order(StringComparer.Ordinal));
    }
}
