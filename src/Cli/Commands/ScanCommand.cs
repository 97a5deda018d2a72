using System.CommandLine;
using System.Text;
using Plumbline.Reports;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb scan PATH…`: discover and assess.</summary>
internal static class ScanCommand
{
    public static Command Make()
    {
        var paths = new Argument<string[]>("path") { Description = "folders of the estate: registries, code, control-plane answers, logs", Arity = ArgumentArity.OneOrMore };
        var (format, failOn, asOf, rules) = (Options.Format(), Options.FailOn(), Options.AsOf(), Options.Rules());
        var command = new Command("scan", "Read an estate and say where its planes part.") { paths, format, failOn, asOf, rules };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(paths), parsed.GetRequiredValue(format), parsed.GetRequiredValue(failOn),
            parsed.GetValue(asOf), parsed.GetRequiredValue(rules), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string[] paths, string format, string failOn, string? asOf, string[] rules, CancellationToken cancellation)
    {
        var writes = Catalogue.All.FirstOrDefault(f => f.Name == format);
        if (writes is null) return await UsageAsync($"`{format}` is no format; choose {string.Join(", ", Catalogue.All.Select(f => f.Name))}").ConfigureAwait(false);
        if (!Options.TryThreshold(failOn, out var threshold)) return await UsageAsync($"`{failOn}` is no severity; choose critical, high, medium, low or none").ConfigureAwait(false);
        if (!Options.TryMoment(asOf, out var moment)) return await UsageAsync($"`{asOf}` is no time; write it as 2026-11-21T09:00:00Z").ConfigureAwait(false);
        if (await Session.ScanAsync(paths, moment, rules, cancellation).ConfigureAwait(false) is not var (report, elapsed)) return Exit.Usage;

        await using var screen = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
        writes.Write(report, screen, Session.Screen(Console.IsOutputRedirected ? null : elapsed));
        LastScan.Remember(paths, moment, rules);
        return report.ExitCode(threshold);
    }

    private static async Task<int> UsageAsync(string message)
    {
        await Session.FailAsync(message).ConfigureAwait(false);
        return Exit.Usage;
    }
}
