using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States how strict gates are, and which releases somebody lets pass them.</summary>
internal static class Gates
{
    /// <summary>An override that is meant to last is a change of the gate, and belongs under `gates`.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    private static readonly string[] Required = ["system", "environment", "owner", "reason", "from", "until"];

    public static void State(Book book, Statements statements)
    {
        foreach (var item in book["gates"]) Setting(item.First, statements);
        foreach (var item in book["gate-overrides"]) Override(item.First, book, statements);
    }

    private static void Setting(Said entry, Statements statements)
    {
        if (!KebabCase.TryParse<GateMode>(Text(entry, "mode") ?? "", out var mode)) return;
        var keys = (entry["eval-keys"]?.Items ?? []).Select(k => k.Text!.Trim()["sha256:".Length..]);
        statements.Gate(new GateSetting(Text(entry, "control"), Text(entry, "system"), Text(entry, "environment"), mode, [.. keys])
        {
            EvidenceWithin = Text(entry, "evidence-within") is { } days ? int.Parse(days, System.Globalization.CultureInfo.InvariantCulture) : null,
        }, entry);
    }

    private static void Override(Said entry, Book book, Statements statements)
    {
        if (Required.Any(r => entry[r]?.Text is null)) return;
        if (!Instants.TryParse(entry["from"]!.Text!, out var from) || !Instants.TryParse(entry["until"]!.Text!, out var until)) return;
        if (until <= from || until - from > Longest)
        {
            statements.Unreadable(
                Reach.Everything, $"{entry.Where}: the override of `{Text(entry, "system")}` lasts from `{Text(entry, "from")}` until `{Text(entry, "until")}`; an override lasts {Longest.Days} days at most",
                "give it an earlier end, or change the mode under `gates:`", entry.Origin, ["workload.overrides"]);
            return;
        }

        var value = Value.Map(
            ("control", Value.Of(Text(entry, "control") ?? "")), ("rule", Value.Of(Text(entry, "rule") ?? "")),
            ("owner", Value.Of(Text(entry, "owner"))), ("reason", Value.Of(Text(entry, "reason"))), ("by", Value.Of(Text(entry, "by") ?? "")),
            ("from", Value.Of(from)), ("until", Value.Of(until)));
        var workloads = book.Workloads.Where(w => w.System.Id == Text(entry, "system") && w.Environment == Text(entry, "environment")).ToList();
        foreach (var workload in workloads) statements.Word(workload.Id, "overrides", value, entry);
        if (workloads.Count == 0)
            statements.Missing(
                new(new AssetId(AssetKind.AiSystem, Text(entry, "system")!)), $"an override is for `{Text(entry, "system")}` in `{Text(entry, "environment")}`, where no registry lists a workload",
                "correct the names, or take the override away", entry, "workload.overrides");
    }

    private static string? Text(Said entry, string key) => entry[key]?.Text?.Trim();
}
