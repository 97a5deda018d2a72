using Plumbline.Collectors.Declared.DataFiles.Tables;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.DataFiles.Parquet;

/// <summary>Records of a Parquet file: those at the start of its first, middle and last row group.</summary>
internal static class ParquetRows
{
    private const int MostOfGroup = 10_000;

    /// <summary>True for a file that ends and starts as Parquet does.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head.StartsWith("PAR1"u8) || head.StartsWith("PARE"u8);

    /// <summary>The records, column by column put together.</summary>
    public static Rows Of(EstateFile file)
    {
        try
        {
            using var stream = file.Open();
            return Read(stream, Footer.Read(stream));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return Rows.None(e is InvalidDataException ? e.Message : "it cannot be read");
        }
    }

    private static Rows Read(Stream stream, Footer footer)
    {
        var records = new List<IReadOnlyList<Cell>>();
        var problems = new SortedSet<string>(StringComparer.Ordinal);
        var groups = new SortedSet<int> { 0, footer.Groups.Count / 2, footer.Groups.Count - 1 };
        foreach (var group in groups.Where(g => g >= 0 && g < footer.Groups.Count).Select(g => footer.Groups[g]))
        {
            var rows = new List<Cell>[(int)Math.Min(group.Rows, MostOfGroup)];
            for (var i = 0; i < rows.Length; i++) rows[i] = [];
            foreach (var chunk in group.Chunks) Fill(stream, chunk, rows, problems);
            records.AddRange(rows);
        }

        return new Rows(records, footer.Total, records.Count >= footer.Total && problems.Count == 0, 0, problems.Count == 0 ? null : string.Join("; ", problems));
    }

    private static void Fill(Stream stream, Chunk chunk, List<Cell>[] rows, SortedSet<string> problems)
    {
        try
        {
            foreach (var (record, text) in Pages.Of(stream, chunk, rows.Length))
                if (record >= 0 && rows[record].Count < Rows.MostCells) rows[record].Add(new Cell(chunk.Leaf.Path, text));
        }
        catch (InvalidDataException e)
        {
            if (problems.Count < 5) problems.Add(e.Message);
        }
    }
}
