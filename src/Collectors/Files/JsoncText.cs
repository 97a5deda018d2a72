using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files;

/// <summary>Reads JSON as people write settings in it, with comments and trailing commas, into nodes that know their line.</summary>
public static class JsoncText
{
    private const int Deepest = 64;
    private const int MostNodes = 400_000;
    private static readonly JsonReaderOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Deepest };

    /// <summary>The document; null and one sentence where it is none. Of a key that is there twice the last one counts, as with the programs that read it.</summary>
    public static YamlNode? Read(ReadOnlySpan<byte> utf8, out string? error)
    {
        error = null;
        var reading = new Reading(utf8);
        try
        {
            return reading.Document();
        }
        catch (JsonException e)
        {
            error = Json.Fault(e);
        }
        catch (InvalidOperationException)
        {
            error = $"line {reading.Line}: a text is no Unicode";
        }
        catch (InvalidDataException e)
        {
            error = e.Message;
        }

        return null;
    }

    private ref struct Reading(ReadOnlySpan<byte> utf8)
    {
        private readonly ReadOnlySpan<byte> text = utf8;
        private Utf8JsonReader reader = new(utf8, Options);
        private int position;
        private int nodes;

        public int Line { get; private set; } = 1;

        public YamlNode Document()
        {
            reader.Read();
            var root = Node();
            reader.Read();
            return root;
        }

        private YamlNode Node()
        {
            if (++nodes > MostNodes) throw new InvalidDataException($"has more than {MostNodes} values");
            var line = Here();
            return reader.TokenType switch
            {
                JsonTokenType.StartObject => Object(line),
                JsonTokenType.StartArray => Array(line),
                JsonTokenType.String => new YamlScalar(line, reader.GetString()!, true),
                _ => new YamlScalar(line, Encoding.UTF8.GetString(reader.ValueSpan), false),
            };
        }

        private YamlMap Object(int line)
        {
            var entries = new List<(string Key, YamlNode Node)>();
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                Here();
                var key = reader.GetString()!;
                reader.Read();
                var node = Node();
                if (places.TryAdd(key, entries.Count)) entries.Add((key, node));
                else entries[places[key]] = (key, node);
            }

            return new YamlMap(line, [.. entries]);
        }

        private YamlList Array(int line)
        {
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Node());
            return new YamlList(line, items.DrainToImmutable());
        }

        private int Here()
        {
            var start = (int)reader.TokenStartIndex;
            Line += text[position..start].Count((byte)'\n');
            position = start;
            return Line;
        }
    }
}
