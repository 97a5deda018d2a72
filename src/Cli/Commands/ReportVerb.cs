using System.CommandLine;
using System.Text;
using Plumbline.Posture.Scans;

namespace Plumbline.Cli.Commands;

/// <summary>Verbs that scan, or take what was scanned last, and answer with one document: as text or as JSON.</summary>
internal static class ReportVerb
{
    private static readonly string[] Formats = ["terminal", "json"];

    /// <summary>A verb.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="description">What it answers.</param>
    /// <param name="write">Writes the document; as JSON where that is asked.</param>
    public static Command Make(string name, string description, Action<Report, bool, TextWriter> write)
    {
        var paths = new Argument<string[]>("path") { Description = "folders of the estate (default: what was scanned last)", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<string>("--format") { Description = "terminal or json", DefaultValueFactory = _ => Formats[0] };
        var (asOf, rules, store) = (Options.AsOf(), Options.Rules(), Options.Store());
        var command = new Command(name, description) { paths, format, asOf, rules, store };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (!Formats.Contains(parsed.GetRequiredValue(format))) return await UsageAsync($"`{parsed.GetValue(format)}` is no format; choose terminal or json").ConfigureAwait(false);
            if (!Options.TryMoment(parsed.GetValue(asOf), out var moment)) return await UsageAsync($"`{parsed.GetValue(asOf)}` is no time; write it as 2026-11-21T09:00:00Z").ConfigureAwait(false);
            var named = parsed.GetRequiredValue(paths);
            var last = named.Length == 0 ? LastScan.Recall() : new LastScan(named, moment, parsed.GetRequiredValue(rules));
            if (last is null) return await UsageAsync("nothing was scanned yet; run `plumb scan PATH`, or name a path").ConfigureAwait(false);
            if (await Session.ScanAsync(last.Paths, moment ?? last.AsOf, last.Rules, cancellation, store: parsed.GetValue(store)).ConfigureAwait(false) is not var (report, _)) return Exit.Usage;
            await using var screen = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 14) { NewLine = "\n" };
            write(report, parsed.GetValue(format) == "json", screen);
            return report.ExitCode(null);
        });
        return command;
    }

    private static async Task<int> UsageAsync(string message)
    {
        await Session.FailAsync(message).ConfigureAwait(false);
        return Exit.Usage;
    }
}
