using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Plumbline.Cel.Types;

namespace Plumbline.Store.Records;

/// <summary>Values as JSON that reads back the same: what JSON has no form for is an object with one key that begins with `@`.</summary>
internal static class ValueText
{
    private const string Instants = "yyyy-MM-ddTHH:mm:ss";

    public static void Write(Utf8JsonWriter to, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null: to.WriteNullValue(); break;
            case ValueKind.Bool: to.WriteBooleanValue(value.AsBool); break;
            case ValueKind.Int: to.WriteNumberValue(value.AsInt); break;
            case ValueKind.String: to.WriteStringValue(value.AsString); break;
            case ValueKind.Uint: Tagged(to, "@uint", value.AsUint.ToString(CultureInfo.InvariantCulture)); break;
            case ValueKind.Double: Tagged(to, "@double", value.AsDouble.ToString("R", CultureInfo.InvariantCulture)); break;
            case ValueKind.List: WriteList(to, value.AsList!); break;
            case ValueKind.Map: WriteMap(to, value.AsMap!); break;
            default: WriteBoxed(to, value); break;
        }
    }

    private static void WriteBoxed(Utf8JsonWriter to, Value value)
    {
        switch (value.AsBoxed)
        {
            case Timestamp t: Tagged(to, "@time", Text(t)); break;
            case Duration d: Tagged(to, "@duration", string.Create(CultureInfo.InvariantCulture, $"{d.Seconds} {d.Nanos}")); break;
            case ErrorValue { IsUnknown: true } e: Tagged(to, "@unknown", e.Message); break;
            case ErrorValue e: Tagged(to, "@error", e.Message); break;
            default: Tagged(to, "@text", value.ToString()); break;
        }
    }

    private static string Text(Timestamp t) => string.Create(
        CultureInfo.InvariantCulture, $"{DateTimeOffset.UnixEpoch.AddSeconds(t.Seconds).UtcDateTime.ToString(Instants, CultureInfo.InvariantCulture)}.{t.Nanos:D9}Z");

    private static void Tagged(Utf8JsonWriter to, string tag, string text)
    {
        to.WriteStartObject();
        to.WriteString(tag, text);
        to.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter to, ListValue list)
    {
        if (list.IsPartial)
        {
            to.WriteStartObject();
            to.WritePropertyName("@partial");
        }

        to.WriteStartArray();
        foreach (var item in list.Items) Write(to, item);
        to.WriteEndArray();
        if (list.IsPartial) to.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter to, MapValue map)
    {
        var isPlain = map.Keys.All(k => k.AsString is { } s && !s.StartsWith('@'));
        to.WriteStartObject();
        if (!isPlain) to.WriteStartArray("@map");
        for (var i = 0; i < map.Count; i++)
        {
            if (isPlain) to.WritePropertyName(map.Keys[i].AsString!);
            else Write(to, map.Keys[i]);
            Write(to, map.Values[i]);
        }

        if (!isPlain) to.WriteEndArray();
        to.WriteEndObject();
    }

    /// <summary>Reads the value the reader stands on. A text that <see cref="Write"/> did not write throws <see cref="JsonException"/>.</summary>
    public static Value Read(ref Utf8JsonReader json, Texts texts) => json.TokenType switch
    {
        JsonTokenType.Null => Value.Null,
        JsonTokenType.True => Value.True,
        JsonTokenType.False => Value.False,
        JsonTokenType.Number => json.TryGetInt64(out var number) ? Value.Of(number) : throw new JsonException(),
        JsonTokenType.String => Value.Of(texts.Of(ref json)),
        JsonTokenType.StartArray => Value.List(Items(ref json, texts)),
        JsonTokenType.StartObject => ReadObject(ref json, texts),
        _ => throw new JsonException(),
    };

    private static ImmutableArray<Value> Items(ref Utf8JsonReader json, Texts texts)
    {
        var items = ImmutableArray.CreateBuilder<Value>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) items.Add(Read(ref json, texts));
        return items.DrainToImmutable();
    }

    private static Value ReadObject(ref Utf8JsonReader json, Texts texts)
    {
        var keys = ImmutableArray.CreateBuilder<Value>();
        var values = ImmutableArray.CreateBuilder<Value>();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = texts.Of(ref json);
            json.Read();
            if (keys.Count == 0 && key.StartsWith('@'))
            {
                var value = ReadTagged(ref json, key, texts);
                return json.Read() && json.TokenType == JsonTokenType.EndObject ? value : throw new JsonException();
            }

            keys.Add(Value.Of(key));
            values.Add(Read(ref json, texts));
        }

        return Value.Of(MapValue.From(keys.DrainToImmutable(), values.DrainToImmutable()));
    }

    private static Value ReadTagged(ref Utf8JsonReader json, string tag, Texts texts)
    {
        if (tag == "@partial") return Value.PartialList(Items(ref json, texts));
        if (tag == "@map")
        {
            var flat = Items(ref json, texts);
            return Value.Of(MapValue.From([.. flat.Where((_, i) => i % 2 == 0)], [.. flat.Where((_, i) => i % 2 == 1)]));
        }

        var text = json.GetString() ?? throw new JsonException();
        return tag switch
        {
            "@uint" => Value.Of(ulong.Parse(text, CultureInfo.InvariantCulture)),
            "@double" => Value.Of(double.Parse(text, CultureInfo.InvariantCulture)),
            "@time" => Value.Of(ReadTime(text)),
            "@duration" => Value.Of(ReadDuration(text)),
            "@unknown" => Value.Unknown(text),
            "@error" => Value.Error(text),
            "@text" => Value.Of(text),
            _ => throw new JsonException(),
        };
    }

    private static Timestamp ReadTime(string text)
    {
        var dot = text.LastIndexOf('.');
        if (dot != Instants.Length || text[^1] != 'Z') throw new JsonException();
        var seconds = DateTime.ParseExact(text.AsSpan(0, dot), Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        return new Timestamp(new DateTimeOffset(seconds).ToUnixTimeSeconds(), int.Parse(text.AsSpan(dot + 1, text.Length - dot - 2), CultureInfo.InvariantCulture));
    }

    private static Duration ReadDuration(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return new Duration(long.Parse(text.AsSpan(0, space), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(space + 1), CultureInfo.InvariantCulture));
    }
}
