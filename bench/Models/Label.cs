namespace Plumbline.Bench.Models;

/// <summary>What somebody else says of one file.</summary>
/// <param name="File">Below the corpus.</param>
/// <param name="Verdict">`malicious`, `benign`, `review` or `malformed`.</param>
/// <param name="Format">As the label names it.</param>
internal sealed record Label(string File, string Verdict, string Format)
{
    /// <summary>Reads `labels.csv`: file, verdict, format; what follows is prose.</summary>
    public static IReadOnlyList<Label> Read(string table) =>
        [.. System.IO.File.ReadLines(table).Skip(1).Select(l => l.Split(',')).Where(f => f.Length >= 3).Select(f => new Label(f[0], f[1], f[2]))];
}
