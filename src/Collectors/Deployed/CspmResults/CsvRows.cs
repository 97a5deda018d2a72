using System.Text;

namespace Plumbline.Collectors.Deployed.CspmResults;

/// <summary>Reads a table row by row: quoted cells may hold the separator, quotes doubled, and line ends.</summary>
/// <param name="text">The table, from front to back.</param>
/// <param name="separator">Between cells.</param>
internal sealed class CsvRows(TextReader text, char separator)
{
    private const int LongestRow = 4 << 20;

    /// <summary>True once a row was longer than 4 MiB, or the last quoted cell never ended.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The next row; null at the end.</summary>
    public List<string>? Next()
    {
        if (IsBroken || text.Peek() < 0) return null;
        var row = new List<string>();
        var cell = new StringBuilder();
        var length = 0;
        var quoted = false;
        for (int next; (next = text.Read()) >= 0;)
        {
            var c = (char)next;
            if (++length > LongestRow) return Break();
            if (quoted && c == '"' && text.Peek() == '"') cell.Append((char)text.Read());
            else if (c == '"') quoted = !quoted;
            else if (quoted || (c != separator && c is not ('\r' or '\n'))) cell.Append(c);
            else if (c == separator) Take(row, cell);
            else if (c == '\n') break;
        }

        if (quoted) return Break();
        Take(row, cell);
        return row;
    }

    private List<string>? Break()
    {
        IsBroken = true;
        return null;
    }

    private static void Take(List<string> row, StringBuilder cell)
    {
        row.Add(cell.ToString());
        cell.Clear();
    }
}
