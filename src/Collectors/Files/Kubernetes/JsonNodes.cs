using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Reads large JSON answers into the nodes that manifests are read into, with their lines; bounded in depth and number.</summary>
public static class JsonNodes
{
    private const int Deepest = 64;
    private const int Most = 4_000_000;

    /// <summary>The document; null and one sentence where it is none.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="error">Why there is none.</param>
    /// <param name="isStrict">True where a key that is there twice is an error: readers differ in which of the two counts.</param>
    public static YamlNode? Read(ReadOnlySpan<byte> utf8, out string? error, bool isStrict = false)
    {
        error = null;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Deepest });
        var reading = new Reading(isStrict);
        try
        {
            reader.Read();
            var node = reading.Node(ref reader, utf8);
            if (reader.Read()) error = "holds more than one document";
            return node;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            error = e is Twice twice ? twice.Message : e is JsonException json ? $"is not json at line {(json.LineNumber ?? 0) + 1}" : "holds a text that is no Unicode";
            return null;
        }
    }

    private sealed class Twice(string message) : JsonException(message);

    private sealed class Reading(bool isStrict)
    {
        private int nodes;
        private int line = 1;
        private long seen;

        public YamlNode Node(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
        {
            if (++nodes > Most) throw new JsonException($"holds more than {Most} values");
            var at = LineOf(reader.TokenStartIndex, utf8);
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    var entries = ImmutableArray.CreateBuilder<(string, YamlNode)>();
                    var keys = new HashSet<string>(StringComparer.Ordinal);
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                    {
                        var key = reader.GetString()!;
                        reader.Read();
                        var value = Node(ref reader, utf8);
                        if (keys.Add(key)) entries.Add((key, value));
                        else if (isStrict) throw new Twice($"has key `{(key.Length > 60 ? key[..60] + "…" : key)}` twice at line {line}");
                    }

                    return new YamlMap(at, entries.DrainToImmutable());
                case JsonTokenType.StartArray:
                    var items = ImmutableArray.CreateBuilder<YamlNode>();
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Node(ref reader, utf8));
                    return new YamlList(at, items.DrainToImmutable());
                case JsonTokenType.String:
                    return new YamlScalar(at, reader.GetString()!, true);
                default:
                    return new YamlScalar(at, Encoding.UTF8.GetString(reader.ValueSpan), false);
            }
        }

        private int LineOf(long index, ReadOnlySpan<byte> utf8)
        {
            line += utf8[(int)seen..(int)index].Count((byte)'\n');
            seen = index;
            return line;
        }
    }
}
