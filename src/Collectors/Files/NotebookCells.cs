using System.Text.Json;

namespace Plumbline.Collectors.Files;

/// <summary>The sources of a notebook's code cells, string by string, each with its line in the file; outputs are passed over.</summary>
public static class NotebookCells
{
    /// <summary>Reads a notebook, cell by cell.</summary>
    /// <exception cref="JsonException">It is not JSON, or holds no cells.</exception>
    public static IReadOnlyList<IReadOnlyList<(string Source, int Line)>> Read(byte[] utf8)
    {
        var found = new List<IReadOnlyList<(string, int)>>();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 64 });
        var lines = new LineCounter(utf8);
        var isNotebook = false;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("cells"u8) && reader.Read() && reader.TokenType == JsonTokenType.StartArray)
            {
                isNotebook = true;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType == JsonTokenType.StartObject) Cell(ref reader, lines, found);
                    else reader.Skip();
                }
            }
        }

        return isNotebook ? found : throw new JsonException("it has no list of cells");
    }

    private static void Cell(ref Utf8JsonReader reader, LineCounter lines, List<IReadOnlyList<(string, int)>> found)
    {
        var isCode = false;
        var sources = new List<(string, int)>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString();
            reader.Read();
            if (name == "cell_type" && reader.TokenType == JsonTokenType.String) isCode = reader.ValueTextEquals("code"u8);
            else if (name == "source" && reader.TokenType == JsonTokenType.String) sources.Add((reader.GetString()!, lines.At(reader.TokenStartIndex)));
            else if (name == "source" && reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType == JsonTokenType.String) sources.Add((reader.GetString()!, lines.At(reader.TokenStartIndex)));
                    else reader.Skip();
                }
            }
            else reader.Skip();
        }

        if (isCode) found.Add(sources);
    }
}
