using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States which versions are on their way from one environment to another.</summary>
internal static class Promoted
{
    private static readonly string[] Required = ["section", "name", "from", "to", "date"];

    public static void State(Book book, Statements statements)
    {
        foreach (var item in book["promotions"]) State(item.First, statements);
    }

    private static void State(Said entry, Statements statements)
    {
        // What the form asks for and does not find is a problem already reported.
        if (Required.Any(r => entry[r]?.Text is null) || !Instants.TryParse(entry["date"]!.Text!, out var start)) return;
        var until = entry["until"]?.Text is { } end && Instants.TryParse(end, out var at) ? at : start + Promotion.Usual;
        statements.Promote(
            new Promotion(
                Text(entry, "section"), Text(entry, "name"), Text(entry, "version"), Text(entry, "digest"), Text(entry, "from"), Text(entry, "to"),
                [.. (entry["approved-by"]?.Items ?? []).Select(i => i.Text?.Trim() ?? "").Where(t => t.Length > 0)], start, until),
            entry);
    }

    private static string Text(Said entry, string key) => entry[key]?.Text?.Trim() ?? "";
}
