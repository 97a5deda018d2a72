using System.Text.Json;

namespace Plumbline.Collectors.Declared.DataFiles.Tables;

/// <summary>Records of JSON lines, of a JSON array, and of the first array of objects inside a document.</summary>
internal static class JsonRows
{
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };
    private static readonly JsonReaderOptions BoundedReader = new() { MaxDepth = 64 };

    /// <summary>One record a line.</summary>
    public static Rows OfLines(Blocks blocks)
    {
        var records = new List<IReadOnlyList<Cell>>();
        var broken = 0;
        long read = 0;
        var isWhole = blocks.IsWhole;
        foreach (var part in blocks.Parts)
        {
            var most = records.Count + (Rows.Most / blocks.Parts.Count);
            for (var rest = part.AsMemory(); rest.Length > 0;)
            {
                var end = rest.Span.IndexOf((byte)'\n');
                var line = end < 0 ? rest : rest[..end];
                rest = end < 0 ? default : rest[(end + 1)..];
                read += line.Length + 1;
                if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
                if (Record(line) is { } cells) records.Add(cells);
                else broken++;
                if (records.Count < most) continue;
                isWhole &= rest.Length == 0;
                break;
            }
        }

        return new Rows(records, isWhole ? records.Count + broken : Estimate(records.Count, read, blocks.Length), isWhole, broken);
    }

    /// <summary>The objects of the first array that has any, in the head of a document.</summary>
    public static Rows OfDocument(Blocks blocks)
    {
        var records = new List<IReadOnlyList<Cell>>();
        var utf8 = blocks.Parts[0];
        var reader = new Utf8JsonReader(utf8, blocks.IsWhole, new JsonReaderState(BoundedReader));
        try
        {
            var depth = -1;
            while (reader.Read())
            {
                if (depth < 0 && reader.TokenType == JsonTokenType.StartArray) depth = reader.CurrentDepth + 1;
                else if (depth >= 0 && reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == depth - 1)
                {
                    if (records.Count > 0) break;
                    depth = -1;
                }
                else if (depth >= 0 && reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == depth)
                {
                    if (!JsonDocument.TryParseValue(ref reader, out var document)) break;
                    using (document) records.Add(JsonCells.Of(document.RootElement));
                    if (records.Count >= Rows.Most) break;
                }
            }
        }
        catch (JsonException e)
        {
            return new Rows(records, 0, false, 1, Files.Json.Fault(e));
        }

        var isWhole = blocks.IsWhole && records.Count < Rows.Most;
        return new Rows(records, isWhole ? records.Count : Estimate(records.Count, reader.BytesConsumed, blocks.Length), isWhole);
    }

    private static List<Cell>? Record(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Bounded);
            return document.RootElement.ValueKind == JsonValueKind.Object ? JsonCells.Of(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>How many records a file holds, told from those that were read.</summary>
    internal static long Estimate(int records, long read, long length) => read <= 0 || length <= 0 ? 0 : (long)((double)records * length / read);
}
