namespace Plumbline.Collectors.Declared.DataFiles.Tables;

/// <summary>The records of a data file, or a sample of them.</summary>
/// <param name="Records">Each record's cells: column and text.</param>
/// <param name="Total">How many records the file holds; 0 where that is not known.</param>
/// <param name="IsWhole">True where every record was read.</param>
/// <param name="Broken">Records that could not be read.</param>
/// <param name="Problem">Why nothing, or not all, could be read; null where nothing is wrong.</param>
internal sealed record Rows(IReadOnlyList<IReadOnlyList<Cell>> Records, long Total, bool IsWhole, int Broken = 0, string? Problem = null)
{
    /// <summary>Most records looked at of one file.</summary>
    public const int Most = 50_000;

    /// <summary>Most cells of one record.</summary>
    public const int MostCells = 400;

    /// <summary>Nothing could be read.</summary>
    public static Rows None(string problem) => new([], 0, false, 0, problem);
}

/// <summary>One value of a record.</summary>
/// <param name="Column">The column's name, or the path of a JSON field with `[]` for lists.</param>
/// <param name="Text">Its text.</param>
internal readonly record struct Cell(string Column, string Text);
