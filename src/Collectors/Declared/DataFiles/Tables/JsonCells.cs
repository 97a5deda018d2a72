using System.Text.Json;

namespace Plumbline.Collectors.Declared.DataFiles.Tables;

/// <summary>The texts and numbers of a JSON record, each with the path of its field.</summary>
internal static class JsonCells
{
    private const int Deepest = 12;

    /// <summary>The cells of one record.</summary>
    public static List<Cell> Of(JsonElement record)
    {
        var cells = new List<Cell>();
        Add(record, "", 0, cells);
        return cells;
    }

    private static void Add(JsonElement element, string path, int depth, List<Cell> cells)
    {
        if (depth > Deepest || cells.Count >= Rows.MostCells) return;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    if (NameOf(property) is { } name) Add(property.Value, path.Length == 0 ? name : $"{path}.{name}", depth + 1, cells);
                }

                break;
            case JsonValueKind.Array:
                var list = path + "[]";
                foreach (var item in element.EnumerateArray()) Add(item, list, depth + 1, cells);
                break;
            case JsonValueKind.Number:
                cells.Add(new Cell(path, element.GetRawText()));
                break;
            case JsonValueKind.String when TextOf(element) is { Length: > 0 } text:
                cells.Add(new Cell(path, text));
                break;
        }
    }

    // A lone surrogate passes the parser and fails only when the text is asked for.
    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name.Length <= 200 ? property.Name : property.Name[..200];
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
