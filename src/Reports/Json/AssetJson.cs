using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Json;

/// <summary>An asset as every document names it.</summary>
public static class AssetJson
{
    /// <summary>What people look for in a list.</summary>
    public static void Write(AssetRow row, Utf8JsonWriter json)
    {
        Name(row, json);
        json.WriteString("account", row.Fact("account"));
        json.WriteString("region", row.Fact("region"));
        json.WriteString("owner", row.Fact("owner"));
        json.WriteString("status", Status.Of(row));
        json.WriteStartArray("planes");
        foreach (var plane in Enum.GetValues<Plane>()) if (Status.Speaks(row, plane)) json.WriteStringValue(plane.Name());
        json.WriteEndArray();
    }

    /// <summary>Its id, kind, name and environment.</summary>
    public static void Name(AssetRow row, Utf8JsonWriter json)
    {
        json.WriteString("id", row.Id.Key);
        json.WriteString("kind", row.Id.Kind.Name());
        json.WriteString("name", row.Name);
        json.WriteString("environment", row.Fact("environment"));
    }
}
