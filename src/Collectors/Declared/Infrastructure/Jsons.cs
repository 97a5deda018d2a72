using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Plumbline.Collectors.Declared.Infrastructure;

/// <summary>JSON to terms with their lines, and back.</summary>
public static class Jsons
{
    private const int Deepest = 64;
    private const int MostNodes = 2_000_000;

    /// <summary>Reads UTF-8 JSON, comments and trailing commas allowed; null and one sentence where it is none.</summary>
    public static Term? Read(ReadOnlySpan<byte> utf8, out string? error)
    {
        error = null;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Deepest, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var lines = new Lines(utf8);
        var left = MostNodes;
        try
        {
            if (!reader.Read()) return null;
            var term = Next(ref reader, ref lines, ref left);
            if (reader.Read()) error = "there is more than one value";
            return error is null ? term : null;
        }
        catch (JsonException e)
        {
            error = $"not json at line {(e.LineNumber ?? 0) + 1}";
        }
        catch (InvalidOperationException)
        {
            error = "it holds a text that is no Unicode";
        }

        return null;
    }

    /// <summary>A known value as JSON text; one of which a part is unknown as it is, so that the rest of a policy can still be read.</summary>
    public static Term Encode(Term term)
    {
        if (term is OpenTerm || term.Unknown is not null) return term;
        using var into = new MemoryStream();
        using (var json = new Utf8JsonWriter(into)) Write(json, term);
        return Term.Of(Encoding.UTF8.GetString(into.ToArray()), term.Line);
    }

    /// <summary>The value of a JSON text.</summary>
    public static Term? Decode(string text) => Read(Encoding.UTF8.GetBytes(text), out _);

    /// <summary>The same value without lines: they were those of another text.</summary>
    public static Term Unlined(Term term) => term switch
    {
        ListTerm list => new ListTerm([.. list.Items.Select(Unlined)], 0),
        MapTerm map => new MapTerm([.. map.Entries.Select(e => new KeyValuePair<string, Term>(e.Key, Unlined(e.Value)))], 0),
        _ => term with { Line = 0 },
    };

    /// <summary>Writes a term; what cannot be known is left out of maps and lists.</summary>
    public static void Write(Utf8JsonWriter json, Term term)
    {
        switch (term)
        {
            case TextTerm text: json.WriteStringValue(text.Text); break;
            case NumberTerm number when double.IsFinite(number.Number): json.WriteNumberValue(number.Number); break;
            case FlagTerm flag: json.WriteBooleanValue(flag.Flag); break;
            case ListTerm list:
                json.WriteStartArray();
                foreach (var item in list.Items) if (item is not OpenTerm) Write(json, item);
                json.WriteEndArray();
                break;
            case MapTerm map:
                json.WriteStartObject();
                foreach (var (key, value) in map.Entries)
                {
                    if (value is OpenTerm) continue;
                    json.WritePropertyName(key);
                    Write(json, value);
                }

                json.WriteEndObject();
                break;
            default: json.WriteNullValue(); break;
        }
    }

    private static Term Next(ref Utf8JsonReader reader, ref Lines lines, ref int left)
    {
        if (--left < 0) throw new JsonException($"more than {MostNodes} values");
        var line = lines.Of(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.String: return Term.Of(reader.GetString()!, line);
            case JsonTokenType.Number: return Term.Of(reader.GetDouble(), line);
            case JsonTokenType.True or JsonTokenType.False: return Term.Of(reader.TokenType == JsonTokenType.True, line);
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<Term>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Next(ref reader, ref lines, ref left));
                return new ListTerm(items.DrainToImmutable(), line);
            case JsonTokenType.StartObject:
                var entries = new List<KeyValuePair<string, Term>>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (key, at) = (reader.GetString()!, lines.Of(reader.TokenStartIndex));
                    reader.Read();
                    var value = Next(ref reader, ref lines, ref left);
                    entries.Add(new(key, value is MapTerm or ListTerm ? value with { Line = at } : value));
                }

                return new MapTerm([.. entries.DistinctBy(e => e.Key)], line);
            default: return new NullTerm(line);
        }
    }

    /// <summary>Lines of ascending offsets.</summary>
    private ref struct Lines(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> text = text;
        private int counted;
        private int line = 1;

        public int Of(long offset)
        {
            for (; counted < offset; counted++) if (text[counted] == '\n') line++;
            return line;
        }
    }
}
