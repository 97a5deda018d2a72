using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.Packages.Manifests;

/// <summary>Reads JSON into nodes that know their line; comments and a comma before the end are allowed.</summary>
internal static class JsonTree
{
    private const int MostNodes = 4_000_000;
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 128 };

    /// <summary>The document; null and one sentence where it is none.</summary>
    public static YamlNode? Read(ReadOnlySpan<byte> utf8, out string? problem)
    {
        problem = null;
        try
        {
            var reading = new Reading(utf8);
            return reading.Document();
        }
        catch (JsonException e)
        {
            problem = $"not json at line {(e.LineNumber ?? 0) + 1}";
        }
        catch (InvalidOperationException)
        {
            problem = "holds a text that is no Unicode";
        }

        return null;
    }

    private ref struct Reading(ReadOnlySpan<byte> utf8)
    {
        private readonly ReadOnlySpan<byte> bytes = utf8;
        private Utf8JsonReader reader = new(utf8, Options);
        private int counted;
        private int line = 1;
        private int nodes;

        public YamlNode Document()
        {
            if (!reader.Read()) throw new JsonException("empty");
            var node = Node();
            return reader.Read() ? throw new JsonException("more than one") : node;
        }

        private YamlNode Node()
        {
            if (++nodes > MostNodes) throw new JsonException("too many values");
            var at = Line();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    var entries = ImmutableArray.CreateBuilder<(string, YamlNode)>();
                    while (Next() != JsonTokenType.EndObject)
                    {
                        var key = reader.GetString()!;
                        Next();
                        entries.Add((key, Node()));
                    }

                    return new YamlMap(at, entries.DrainToImmutable());
                case JsonTokenType.StartArray:
                    var items = ImmutableArray.CreateBuilder<YamlNode>();
                    while (Next() != JsonTokenType.EndArray) items.Add(Node());
                    return new YamlList(at, items.DrainToImmutable());
                case JsonTokenType.String:
                    return new YamlScalar(at, reader.GetString()!, IsQuoted: true);
                case JsonTokenType.Number:
                    return new YamlScalar(at, System.Text.Encoding.UTF8.GetString(reader.ValueSpan), IsQuoted: false);
                default:
                    return new YamlScalar(at, reader.TokenType switch { JsonTokenType.True => "true", JsonTokenType.False => "false", _ => "null" }, IsQuoted: false);
            }
        }

        private JsonTokenType Next() => reader.Read() ? reader.TokenType : throw new JsonException("breaks off");

        private int Line()
        {
            var start = (int)reader.TokenStartIndex;
            line += bytes[counted..start].Count((byte)'\n');
            counted = start;
            return line;
        }
    }
}
