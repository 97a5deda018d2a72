using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Lineage;

/// <summary>Lineage records as a document that a person signs: the Art. 53 expression, the data that can be defended, the chain, and what is missing.</summary>
public static class LineageMarkdown
{
    private const int MostWays = 200;

    /// <summary>Writes the records, and the flows of data: of one asset where it is named.</summary>
    public static void Write(Report report, ImmutableArray<LineageRecord> records, string? asset, TextWriter to)
    {
        to.WriteLine($"# Training-data lineage: {Safe(report.Scope.Name)}");
        to.WriteLine();
        to.WriteLine($"As of {report.Scope.AsOf.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC. Every statement names its origin; what nobody states is listed as a gap.");
        if (records.IsEmpty && asset is null) to.WriteLine("\nNo tuned model is known: neither a registry (`fine-tunes:`) nor a control plane names one.");
        foreach (var record in records) One(record, to);
        Flows(LineageBook.Flows(report, asset), to);
    }

    // From where data lies to who gets it, one line each way, and the evidence of each arrow.
    private static void Flows(ImmutableArray<Flow> flows, TextWriter to)
    {
        if (flows.IsEmpty) return;
        to.WriteLine("\n## Where data flows\n");
        foreach (var way in flows.SelectMany(f => f.Ways()).Take(MostWays))
            to.WriteLine($"- {string.Join(" → ", way.Select(n => Safe($"{n.Kind} {n.Name}")))}{(way[^1].Classes.IsEmpty ? "" : $" ({Safe(string.Join(", ", way[^1].Classes))})")}");
        to.WriteLine("\n| from | to | because | origin |\n|---|---|---|---|");
        foreach (var flow in flows)
        {
            var names = flow.Nodes.ToDictionary(n => n.Id, n => Safe($"{n.Kind} {n.Name}"));
            foreach (var arrow in flow.Arrows) to.WriteLine($"| {names[arrow.From]} | {names[arrow.To]} | {arrow.Verb} | {Safe(arrow.Origin?.ToString() ?? "their names")} |");
        }
    }

    private static void One(LineageRecord record, TextWriter to)
    {
        to.WriteLine($"\n## {Safe(record.Name)}\n\n`{Safe(record.Id).Replace('`', '\'')}`");
        foreach (var sentence in record.Sentences) to.WriteLine($"\n{Safe(sentence)}");
        Table("", record.Facts, to);
        to.WriteLine("\n### EU AI Act, Art. 53\n");
        to.WriteLine("Asked of providers of general-purpose models; who changes one substantially may become one. For others it is the record that a deployer keeps.");
        Table("", record.Article53, to);
        to.WriteLine("\n### The data we can defend");
        if (record.Datasets.IsEmpty) to.WriteLine("\n**Gap.** Nobody names the data that it was trained on.");
        foreach (var dataset in record.Datasets) Table($"{Safe(dataset.Name)}{(dataset.IsDocumented ? "" : ": **not documented**")}", dataset.Fields, to);
        Chain(record, to);
        Open(record, to);
    }

    private static void Table(string title, ImmutableArray<LineageField> fields, TextWriter to)
    {
        if (title.Length > 0) to.WriteLine($"\n#### {title}");
        if (fields.IsEmpty) return;
        var asked = fields.Any(f => f.Requirement.Length > 0);
        to.WriteLine(asked ? "\n| | asked by | | origin |\n|---|---|---|---|" : "\n| | | origin |\n|---|---|---|");
        foreach (var field in fields)
        {
            var requirement = asked ? $" {field.Requirement} |" : "";
            to.WriteLine($"| {field.Name} |{requirement} {(field.Value is { } value ? Safe(value) : "**gap**")} | {Safe(field.Origin?.ToString() ?? "")} |");
        }
    }

    private static void Chain(LineageRecord record, TextWriter to)
    {
        to.WriteLine("\n### The chain\n\n| from | link | to | system | origin |\n|---|---|---|---|---|");
        foreach (var link in record.Chain)
            to.WriteLine($"| {Safe(link.From)} | {link.Verb} | {(link.Origin is null ? $"**gap**: {Safe(link.To)}" : Safe(link.To))} | {link.System} | {Safe(link.Origin?.ToString() ?? "")} |");
    }

    private static void Open(LineageRecord record, TextWriter to)
    {
        if (!record.Findings.IsEmpty) to.WriteLine("\n### What the rules say\n");
        foreach (var finding in record.Findings)
            to.WriteLine($"- {(finding.Verdict == Verdict.Fail ? finding.Weight.Severity.Name() : finding.Verdict.Name())} `{finding.Rule.Control}/{finding.Rule.Id}`: {Safe(finding.Message)}");
        var gaps = record.Gaps.ToList();
        to.WriteLine(gaps.Count == 0 ? "\n### Gaps\n\nNone." : $"\n### Gaps ({gaps.Count})\n");
        foreach (var gap in gaps) to.WriteLine($"- {Safe(gap)}");
    }

    // Names and paths come from the estate: they may neither steer a terminal nor break out of a cell.
    private static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            var isLink = letter == ']' && i + 1 < text.Length && text[i + 1] is '(' or '[' or ':';
            if (char.IsControl(letter)) safe.Append(letter is '\n' or '\r' or '\t' ? ' ' : '\uFFFD');
            else if (letter is '|' or '<' || isLink) safe.Append('\\').Append(letter);
            else safe.Append(letter);
        }

        return safe.ToString();
    }
}
