using System.Globalization;
using System.Text.Json;
using Plumbline.Cel.Types;

namespace Plumbline.Reports;

/// <summary>CEL values as JSON; long lists are cut, and say so.</summary>
public static class Values
{
    private const int MostItems = 20;

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static void Write(Value value, Utf8JsonWriter json)
    {
        switch (value.Kind)
        {
            case ValueKind.Bool: json.WriteBooleanValue(value.AsBool); break;
            case ValueKind.Int: json.WriteNumberValue(value.AsInt); break;
            case ValueKind.Uint: json.WriteNumberValue(value.AsUint); break;
            case ValueKind.Double when double.IsFinite(value.AsDouble): json.WriteNumberValue(value.AsDouble); break;
            case ValueKind.Timestamp: json.WriteStringValue(Text(((Timestamp)value.AsBoxed!).AsInstant)); break;
            case ValueKind.List: List(value.AsList!, json); break;
            case ValueKind.Map: Map(value.AsMap!, json); break;
            case ValueKind.Null or ValueKind.Error: json.WriteNullValue(); break;
            default: json.WriteStringValue(value.ToString()); break;
        }
    }

    private static void List(ListValue list, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var item in list.Items.Take(MostItems)) Write(item, json);
        if (list.Items.Length > MostItems) json.WriteStringValue($"and {list.Items.Length - MostItems} more");
        json.WriteEndArray();
    }

    private static void Map(MapValue map, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        for (var i = 0; i < map.Count; i++)
        {
            json.WritePropertyName(map.Keys[i].ToString());
            Write(map.Values[i], json);
        }

        json.WriteEndObject();
    }
}
