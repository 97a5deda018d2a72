using System.CommandLine;
using System.Text;
using Plumbline.Posture.Scans;
using Plumbline.Reports.Lineage;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb lineage [NAME] [PATH…]`: where tuned models come from, as a record for the EU AI Act and for whoever must defend them, and where data flows.</summary>
internal static class LineageCommand
{
    private static readonly string[] Formats = ["markdown", "json"];

    public static Command Make()
    {
        var what = new Argument<string[]>("what") { Description = "the name or id of a tuned model, or of an asset that data flows through, and what to scan (default: everything of what was scanned last)", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<string>("--format") { Description = "markdown or json", DefaultValueFactory = _ => Formats[0] };
        var (asOf, rules, store, estate) = (Options.AsOf(), Options.Rules(), Options.Store(), Options.Estate());
        var command = new Command("lineage", "Write where tuned models come from (run, data, approvals, every gap), and where data flows.") { what, format, asOf, rules, estate, store };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(what), parsed.GetRequiredValue(format), parsed.GetValue(asOf), parsed.GetRequiredValue(rules), new Past(parsed.GetValue(store), parsed.GetValue(estate)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string[] what, string format, string? asOf, string[] rules, Past past, CancellationToken cancellation)
    {
        if (!Formats.Contains(format)) return await UsageAsync($"`{format}` is no format; choose {string.Join(", ", Formats)}").ConfigureAwait(false);
        if (!Options.TryMoment(asOf, out var moment)) return await UsageAsync($"`{asOf}` is no time; write it as 2026-11-21T09:00:00Z").ConfigureAwait(false);
        // The first word is the model unless it is there to be scanned.
        var model = what is [var first, ..] && !Path.Exists(first) ? first : null;
        var paths = model is null ? what : what[1..];
        if (paths.Length == 0 && moment is { } then && past.IsThere) return past.Run(then, rules, report => PrintAsync(report, model, format));
        var last = paths.Length == 0 ? LastScan.Recall() : new LastScan(paths, moment, rules);
        if (last is null) return await UsageAsync("nothing was scanned yet; run `plumb scan PATH`, or name a path").ConfigureAwait(false);
        if (await Session.ScanAsync(last.Paths, moment ?? last.AsOf, last.Rules, cancellation).ConfigureAwait(false) is not var (report, _)) return Exit.Usage;
        return await PrintAsync(report, model, format).ConfigureAwait(false);
    }

    private static async Task<int> PrintAsync(Report report, string? model, string format)
    {
        var records = LineageBook.Of(report, model);
        if (model is not null && records.IsEmpty && !LineageBook.Knows(report, model)) return await UsageAsync($"`{model}` is no tuned model of this estate, and no data flows through it; `plumb lineage` without a name lists all").ConfigureAwait(false);
        await using var screen = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 14) { NewLine = "\n" };
        if (format == "json") LineageJson.Write(report, records, model, screen);
        else LineageMarkdown.Write(report, records, model, screen);
        return report.ExitCode(null);
    }

    private static async Task<int> UsageAsync(string message)
    {
        await Session.FailAsync(message).ConfigureAwait(false);
        return Exit.Usage;
    }
}
