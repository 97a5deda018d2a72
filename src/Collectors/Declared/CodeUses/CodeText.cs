using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>The text of a source file, and the line of the file behind each of its lines.</summary>
/// <param name="Text">The text; of a notebook, its code cells one below the other.</param>
/// <param name="Lines">Of a notebook, the line of the file for each line of the text; null where they are the same.</param>
internal sealed record CodeText(string Text, int[]? Lines)
{
    private const int Largest = 2 << 20;
    private const int LargestNotebook = 32 << 20;

    /// <summary>Reads a file; null and one sentence where it cannot be read.</summary>
    public static CodeText? Read(CodeFile file, out string? reason)
    {
        var bytes = Content.ReadAll(file.File, out reason, file.IsNotebook ? LargestNotebook : Largest);
        if (reason is not null) return null;
        if (bytes.AsSpan().IndexOf((byte)0) >= 0)
        {
            reason = $"`{file.File.Path}` is named as text and holds binary data";
            return null;
        }

        return file.IsNotebook ? Notebook(bytes, file, out reason) : new CodeText(Encoding.UTF8.GetString(bytes), null);
    }

    private static CodeText? Notebook(byte[] bytes, CodeFile file, out string? reason)
    {
        reason = null;
        var (text, lines) = (new StringBuilder(), new List<int>());
        try
        {
            foreach (var (source, line) in NotebookCells.Read(bytes).SelectMany(c => c))
            {
                foreach (var part in source.TrimEnd('\n').Split('\n'))
                {
                    text.Append(part).Append('\n');
                    lines.Add(line);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            reason = $"`{file.File.Path}` is no notebook: {(e is JsonException { LineNumber: { } line } ? $"not json at line {line + 1}" : "it has no list of cells")}";
            return null;
        }

        return new CodeText(text.ToString(), [.. lines]);
    }
}
