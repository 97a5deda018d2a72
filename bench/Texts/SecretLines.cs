using System.Text;
using System.Text.Json;
using Plumbline.Guardrails.Secrets;

namespace Plumbline.Bench.Texts;

/// <summary>Are the secrets that somebody else labelled found, and is what they call clean left alone?</summary>
internal static class SecretLines
{
    /// <summary>Prints, for each source of labels and each level of certainty, what is found and what is called wrongly.</summary>
    /// <param name="file">One JSON object a line: `text`, `label` (`secret` or `clean`), `rule`, `source`.</param>
    /// <param name="misses">True to print every line that is missed or called wrongly.</param>
    public static void Score(string file, bool misses)
    {
        var rows = File.ReadLines(file).Where(l => l.Length > 0).Select(Row.Parse).ToList();
        foreach (var least in new[] { Certainty.Named, Certainty.Doubtful })
        {
            Console.WriteLine($"least certainty {least}: source, secrets, found, recall; clean, called, precision over all");
            foreach (var source in rows.GroupBy(r => r.Source).OrderBy(g => g.Key, StringComparer.Ordinal)) Print(source.Key, [.. source], least);
            Print("all", rows, least);
        }

        if (misses) Misses(rows);
    }

    private static void Print(string source, List<Row> rows, Certainty least)
    {
        var (secrets, clean) = (rows.Count(r => r.IsSecret), rows.Count(r => !r.IsSecret));
        var found = rows.Count(r => r.IsSecret && SecretScanner.Find(r.Text, least).Count > 0);
        var called = rows.Count(r => !r.IsSecret && SecretScanner.Find(r.Text, least).Count > 0);
        Console.WriteLine($"  {source,-18} {secrets,5} {found,5} {(double)found / Math.Max(1, secrets),6:P1}   {clean,5} {called,5} {(double)found / Math.Max(1, found + called),6:P1}");
    }

    private static void Misses(List<Row> rows)
    {
        foreach (var row in rows)
        {
            var sure = SecretScanner.Find(row.Text);
            var any = SecretScanner.Find(row.Text, Certainty.Doubtful);
            var says = row.IsSecret ? any.Count == 0 ? "MISSED" : sure.Count == 0 ? "doubtful" : "" : sure.Count > 0 ? "CALLED" : any.Count > 0 ? "called-doubtful" : "";
            if (says.Length == 0) continue;
            var shown = JsonEncodedText.Encode(row.Text.Length > 180 ? row.Text[..180] : row.Text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
            Console.WriteLine($"{says} [{row.Source} {row.Rule}] {string.Join(' ', any.Select(m => m.Kind + "@" + m.Start + "+" + m.Length + ":" + m.Certainty))} {shown}");
        }
    }

    private sealed record Row(string Text, bool IsSecret, string Rule, string Source)
    {
        public static Row Parse(string line)
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            string Of(string name) => root.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
            return new Row(Of("text"), Of("label") == "secret", Of("rule"), Of("source"));
        }
    }
}
