using System.Text;
using System.Text.Json;
using Plumbline.Cli.Commands;
using Plumbline.Reports;

namespace Plumbline.Cli.Remote;

/// <summary>Shows what a server answered: its JSON byte by byte, its text without what could move a terminal.</summary>
internal static class Screen
{
    private const int WidestColumn = 80;

    /// <summary>Writes the bytes as they came.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="file">A file; null for standard output.</param>
    public static async Task WriteAsync(ServerAnswer answer, string? file)
    {
        if (file is null or "-")
        {
            await using var screen = Console.OpenStandardOutput();
            await screen.WriteAsync(answer.IsText ? Encoding.UTF8.GetBytes(Printable(answer)) : answer.Body).ConfigureAwait(false);
        }
        else if (await ReportTarget.SaveAsync(file, to => ((StreamWriter)to).BaseStream.Write(answer.Body)).ConfigureAwait(false) is { } problem) throw new RemoteException(problem, Exit.Incomplete);
    }

    /// <summary>Writes one line.</summary>
    public static void Line(string text) => Console.Out.Write(Plain.Row(text) + "\n");

    /// <summary>Writes a list as columns.</summary>
    /// <param name="rows">Its items.</param>
    /// <param name="fields">What is shown of each: names of fields, `asset.name` for one within another.</param>
    public static void Columns(IReadOnlyCollection<JsonElement> rows, params string[] fields)
    {
        var cells = rows.Select(row => fields.Select(f => Plain.Cut(Plain.Line(Text(row, f)), WidestColumn)).ToArray()).ToList();
        // The last column may be a sentence, and is shown whole.
        foreach (var (row, line) in rows.Zip(cells)) line[^1] = Plain.Line(Text(row, fields[^1]));
        var widths = fields.Select((_, i) => i == fields.Length - 1 ? 0 : cells.Select(c => c[i].Length).DefaultIfEmpty(0).Max()).ToArray();
        foreach (var line in cells) Line(string.Join("  ", line.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }

    /// <summary>What a field says; empty where it is not there.</summary>
    public static string Text(JsonElement row, string path)
    {
        foreach (var name in path.Split('.'))
            if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(name, out row)) return "";
        return row.ValueKind switch
        {
            JsonValueKind.String => row.GetString()!,
            JsonValueKind.Null => "",
            JsonValueKind.Array => string.Join(", ", row.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? e.GetString() : e.GetRawText())),
            _ => row.GetRawText(),
        };
    }

    /// <summary>The items of a list.</summary>
    /// <exception cref="RemoteException">The answer holds none.</exception>
    public static List<JsonElement> Items(JsonElement root, string list = "items") =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()]
        : throw new RemoteException($"the answer holds no `{list}`; see that server and `plumb` are of one version", Exit.Incomplete);

    private static string Printable(ServerAnswer answer) => string.Join('\n', Encoding.UTF8.GetString(answer.Body).Split('\n').Select(Plain.Row));
}
