using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Plumbline.Cel.Programs.Functions;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Tests;

/// <summary>Reads the suite's values and types, and compares values as the suite does: type and all.</summary>
internal static class ConformanceValues
{
    public static Value Read(JsonElement json)
    {
        var field = json.EnumerateObject().First();
        var v = field.Value;
        return field.Name switch
        {
            "nullValue" => Value.Null,
            "boolValue" => Value.Of(v.GetBoolean()),
            "int64Value" => Value.Of(long.Parse(v.GetString()!, CultureInfo.InvariantCulture)),
            "uint64Value" => Value.Of(ulong.Parse(v.GetString()!, CultureInfo.InvariantCulture)),
            "doubleValue" => Value.Of(Double(v)),
            "stringValue" => Value.Of(v.GetString()),
            "bytesValue" => Value.Of(new Bytes([.. Convert.FromBase64String(v.GetString()!)])),
            "typeValue" => Value.Of(new TypeValue(v.GetString()!)),
            "listValue" => Value.List([.. Items(v, "values").Select(Read)]),
            "mapValue" => Value.Of(MapValue.From(
                [.. Items(v, "entries").Select(e => Read(e.GetProperty("key")))], [.. Items(v, "entries").Select(e => Read(e.GetProperty("value")))])),
            "objectValue" => v.GetProperty("value").GetString() is { } text && v.GetProperty("@type").GetString()!.EndsWith("Duration", StringComparison.Ordinal)
                ? Value.Of(Spans.Read(text)!)
                : Value.Of(Instants.Read(v.GetProperty("value").GetString()!)!),
            _ => throw new NotSupportedException(field.Name),
        };
    }

    public static CelType Type(JsonElement json)
    {
        var field = json.EnumerateObject().First();
        var v = field.Value;
        return field.Name switch
        {
            "primitive" => v.GetString() switch
            {
                "BOOL" => CelType.Bool, "INT64" => CelType.Int, "UINT64" => CelType.Uint,
                "DOUBLE" => CelType.Double, "STRING" => CelType.String, _ => CelType.Bytes,
            },
            "null" => CelType.Null,
            "dyn" => CelType.Dyn,
            "listType" => CelType.List(Type(v.GetProperty("elemType"))),
            "mapType" => CelType.Map(Type(v.GetProperty("keyType")), Type(v.GetProperty("valueType"))),
            "wellKnown" => v.GetString() == "TIMESTAMP" ? CelType.Timestamp : v.GetString() == "DURATION" ? CelType.Duration : CelType.Dyn,
            "messageType" => v.GetString() == "google.protobuf.Duration" ? CelType.Duration : CelType.Timestamp,
            "typeParam" => new CelType.Param(v.GetString()!),
            "abstractType" => new CelType.Abstract(v.GetProperty("name").GetString()!, [.. Items(v, "parameterTypes").Select(Type)]),
            "type" => new CelType.Abstract("type", [CelType.Dyn]),
            _ => throw new NotSupportedException(field.Name),
        };
    }

    /// <summary>Reads a function declared for one case.</summary>
    public static IEnumerable<Signature> Functions(JsonElement declaration) =>
        !declaration.TryGetProperty("function", out var function) ? [] : Items(function, "overloads").Select(o => new Signature(
            declaration.GetProperty("name").GetString()!,
            o.TryGetProperty("isInstanceFunction", out var member) && member.GetBoolean(),
            [.. Items(o, "params").Select(Type)],
            Type(o.GetProperty("resultType"))));

    public static bool Same(Value a, Value b)
    {
        if (a.Kind != b.Kind) return false;
        if (a.AsList is { } x && b.AsList is { } y) return x.Items.Length == y.Items.Length && x.Items.Zip(y.Items).All(p => Same(p.First, p.Second));
        if (a.AsMap is { } m && b.AsMap is { } n)
            return m.Count == n.Count && Enumerable.Range(0, m.Count).All(i => n.TryGet(m.Keys[i], out var value) && Same(m.Values[i], value));
        return a.Kind == ValueKind.Double ? a.AsDouble.Equals(b.AsDouble) : a.Equals(b);
    }

    public static ImmutableArray<JsonElement> Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out var found) ? [.. found.EnumerateArray()] : [];

    private static double Double(JsonElement v) => v.ValueKind == JsonValueKind.Number ? v.GetDouble() : v.GetString() switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.NaN,
    };
}
