using Plumbline.Posture.Assets;

namespace Plumbline.Reports.Bom;

/// <summary>The bill as a table, one row for each item; no cell is taken for a formula.</summary>
public static class BomCsv
{
    private static readonly string[] Columns =
        ["type", "kind", "name", "version", "provider", "owner", "environment", "lifecycle", "data", "planes", "drift", "status", "first seen", "license", "purl", "unresolved", "id"];

    /// <summary>Writes the table.</summary>
    public static void Write(BillOfMaterials bill, TextWriter to)
    {
        Line(Columns, to);
        foreach (var item in bill.Items)
        {
            Line(
                [
                    item.Type, item.Kind, item.Name, item.Version, item.Provider, item.Owner, item.Environment, item.Stage, string.Join("; ", item.Data),
                    string.Join(" ", item.Planes.Select(p => p.Name())), item.IsOnlyObserved ? "observed, not declared" : "", item.Status, item.Places.Count > 0 ? item.Places.Min.ToString() : "",
                    item.License, item.Purl, string.Join("; ", item.Notes.Where(n => n.Name == "model.unresolved").Select(n => n.Value)), item.Ref,
                ], to);
        }
    }

    private static void Line(IEnumerable<string?> cells, TextWriter to)
    {
        to.Write(string.Join(',', cells.Select(Cell)));
        to.Write('\n');
    }

    private static string Cell(string? text)
    {
        var cell = Plain.Line(text);
        if (cell is ['=' or '+' or '-' or '@', ..]) cell = "'" + cell;
        return cell.AsSpan().ContainsAny(',', '"') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }
}
