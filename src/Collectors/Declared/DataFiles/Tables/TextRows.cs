using System.Text;

namespace Plumbline.Collectors.Declared.DataFiles.Tables;

/// <summary>Paragraphs of a text that is split and embedded.</summary>
internal static class TextRows
{
    private const int Longest = 4000;

    /// <summary>One record a paragraph.</summary>
    public static Rows Of(Blocks blocks)
    {
        var records = new List<IReadOnlyList<Cell>>();
        foreach (var part in blocks.Parts)
        {
            foreach (var paragraph in Encoding.UTF8.GetString(part).ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                for (var at = 0; at < paragraph.Length && records.Count < Rows.Most; at += Longest) records.Add([new Cell("text", paragraph[at..Math.Min(paragraph.Length, at + Longest)])]);
            }
        }

        return new Rows(records, blocks.IsWhole ? records.Count : 0, blocks.IsWhole);
    }
}
