using System.Text;

namespace Plumbline.Collectors.Declared.DataFiles.Tables;

/// <summary>Records of CSV and its kin: the delimiter is told from the first lines, quotes as RFC 4180 has them.</summary>
internal static class DelimitedRows
{
    private const string Delimiters = ",\t;|";
    private const int HeadLines = 20;
    private const int LongestField = 1 << 20;

    /// <summary>The delimiter; null where the text is no table.</summary>
    public static char? DelimiterOf(string head)
    {
        var lines = head.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0).Take(HeadLines).ToList();
        if (lines.Count < 2) return null;
        var best = Delimiters.Select(d => (Delimiter: d, First: Outside(lines[0], d), Same: lines.Count(l => Outside(l, d) == Outside(lines[0], d))))
            .Where(c => c.First > 0).OrderByDescending(c => c.Same).ThenByDescending(c => c.First).FirstOrDefault();
        return best.First > 0 && best.Same * 10 >= lines.Count * 6 ? best.Delimiter : null;
    }

    /// <summary>The records, the header apart; columns without one are numbered.</summary>
    public static Rows Of(Blocks blocks)
    {
        var records = new List<IReadOnlyList<Cell>>();
        string[]? header = null;
        char? delimiter = null;
        var broken = 0;
        long read = 0;
        var isWhole = blocks.IsWhole;
        foreach (var part in blocks.Parts)
        {
            var most = records.Count + (Rows.Most / blocks.Parts.Count);
            var text = Encoding.UTF8.GetString(part);
            read += part.Length;
            delimiter ??= DelimiterOf(text.Length > 65536 ? text[..65536] : text);
            if (delimiter is not { } d) return Rows.None("no delimiter divides its lines");
            foreach (var fields in Split(text, d))
            {
                if (header is null)
                {
                    header = IsHeader(fields) ? [.. fields.Select(f => f.Trim().TrimStart('\uFEFF'))] : [.. fields.Select((_, i) => $"column {i + 1}")];
                    if (IsHeader(fields)) continue;
                }

                if (fields.Count != header.Length) broken++;
                else records.Add([.. fields.Select((f, i) => new Cell(header[i], f)).Where(c => c.Text.Length > 0).Take(Rows.MostCells)]);
                if (records.Count < most) continue;
                isWhole = false;
                break;
            }
        }

        return new Rows(records, isWhole ? records.Count + broken : JsonRows.Estimate(records.Count, read, blocks.Length), isWhole, broken);
    }

    // Names are neither numbers nor addresses nor empty, and no two are the same.
    private static bool IsHeader(List<string> fields) =>
        fields.TrueForAll(f => f.Trim() is { Length: > 0 and <= 80 } t && !t.Contains('@') && !t.Contains('?') && t.Count(char.IsWhiteSpace) <= 6 && t.Any(char.IsLetter) && t.Count(char.IsAsciiDigit) * 2 < t.Length)
        && fields.Distinct(StringComparer.OrdinalIgnoreCase).Count() == fields.Count;

    private static int Outside(string line, char delimiter)
    {
        var (count, isQuoted) = (0, false);
        foreach (var c in line)
        {
            if (c == '"') isQuoted = !isQuoted;
            else if (c == delimiter && !isQuoted) count++;
        }

        return count;
    }

    private static IEnumerable<List<string>> Split(string text, char delimiter)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isQuoted)
            {
                if (c != '"') field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') field.Append(text[i++]);
                else isQuoted = false;
                if (field.Length > LongestField) isQuoted = false;
            }
            else if (c == '"' && field.Length == 0) isQuoted = true;
            else if (c == delimiter) Take(fields, field);
            else if (c == '\n')
            {
                Take(fields, field);
                if (fields.Count > 1 || fields[0].Length > 0) yield return fields;
                fields = [];
            }
            else if (c != '\r') field.Append(c);
        }

        if (fields.Count == 0 && field.Length == 0) yield break;
        Take(fields, field);
        yield return fields;
    }

    private static void Take(List<string> fields, StringBuilder field)
    {
        if (fields.Count < 4096) fields.Add(field.ToString());
        field.Clear();
    }
}
