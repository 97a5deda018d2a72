using System.CommandLine;
using System.Text;
using Plumbline.Reports.Bom;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb bom [PATH…]`: what the AI estate is made of; `plumb bom --diff OLD NEW`: what changed between two such bills.</summary>
internal static class BomCommand
{
    private static readonly string[] Formats = ["cyclonedx", "cyclonedx-1.6", "csv", "html"];
    private static readonly string[] DiffFormats = ["text", "json"];

    public static Command Make()
    {
        var paths = new Argument<string[]>("paths") { Description = "what to scan (default: what was scanned last)", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<string?>("--format") { Description = "cyclonedx (1.7; default), cyclonedx-1.6, csv or html; with --diff text (default) or json" };
        var diff = new Option<string[]>("--diff") { Description = "two CycloneDX files in JSON, the older first", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        var (output, asOf) = (Options.Output(), Options.AsOf());
        var command = new Command("bom", "List models, agents, services, data and packages as an AI bill of materials, or compare two.") { paths, format, diff, output, asOf };
        command.SetAction((parsed, cancellation) =>
        {
            var (kind, file) = (parsed.GetValue(format), parsed.GetValue(output));
            return parsed.GetValue(diff) is [var old, var now]
                ? CompareAsync(old, now, parsed.GetValue(paths) ?? [], kind ?? DiffFormats[0], file)
                : ListAsync(parsed.GetValue(paths) ?? [], kind ?? Formats[0], file, parsed.GetValue(asOf), cancellation);
        });
        return command;
    }

    private static async Task<int> ListAsync(string[] paths, string format, string? output, string? asOf, CancellationToken cancellation)
    {
        if (!Formats.Contains(format)) return await UsageAsync($"`{format}` is no format; choose {string.Join(", ", Formats)}").ConfigureAwait(false);
        if (!Options.TryMoment(asOf, out var moment)) return await UsageAsync($"`{asOf}` is no time; write it as 2026-11-21T09:00:00Z").ConfigureAwait(false);
        var last = paths.Length == 0 ? LastScan.Recall() : new LastScan(paths, moment, []);
        if (last is null) return await UsageAsync("nothing was scanned yet; run `plumb scan PATH`, or name a path").ConfigureAwait(false);
        if (await Session.ScanAsync(last.Paths, moment ?? last.AsOf, last.Rules, cancellation).ConfigureAwait(false) is not var (report, _)) return Exit.Usage;
        var bill = BillOfMaterials.Of(report);
        var written = await WriteAsync(output, to =>
        {
            switch (format)
            {
                case "csv": BomCsv.Write(bill, to); break;
                case "html": BomHtml.Write(bill, to); break;
                default: CycloneDx.Write(bill, format == Formats[0] ? "1.7" : "1.6", to); break;
            }
        }).ConfigureAwait(false);
        return written ? report.ExitCode(null) : Exit.Usage;
    }

    private static async Task<int> CompareAsync(string old, string now, string[] paths, string format, string? output)
    {
        if (paths.Length > 0) return await UsageAsync("--diff takes two files and nothing is scanned; leave the paths out").ConfigureAwait(false);
        if (!DiffFormats.Contains(format)) return await UsageAsync($"`{format}` is no format of a comparison; choose {string.Join(", ", DiffFormats)}").ConfigureAwait(false);
        if (await ReadAsync(old).ConfigureAwait(false) is not { } before || await ReadAsync(now).ConfigureAwait(false) is not { } after) return Exit.Incomplete;
        var diff = BomDiff.Of(before, after);
        if (!await WriteAsync(output, format == "json" ? diff.WriteJson : diff.WriteText).ConfigureAwait(false)) return Exit.Usage;
        return diff.IsEmpty ? Exit.InLine : Exit.OutOfLine;
    }

    private static async Task<IReadOnlyDictionary<string, BomPart>?> ReadAsync(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > BomReading.MostBytes })
            {
                await Session.FailAsync($"`{path}` is larger than {BomReading.MostBytes >> 20} MiB; name a CycloneDX document in json").ConfigureAwait(false);
                return null;
            }

            var parts = BomReading.Read(await File.ReadAllBytesAsync(path).ConfigureAwait(false), out var problem);
            if (parts is null) await Session.FailAsync($"`{path}` {problem}; name a CycloneDX document in json").ConfigureAwait(false);
            return parts;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Session.FailAsync($"`{path}` cannot be read; see that it is there and yours").ConfigureAwait(false);
            return null;
        }
    }

    private static async Task<bool> WriteAsync(string? output, Action<TextWriter> write)
    {
        if (output is null or "-")
        {
            await using var screen = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
            write(screen);
            return true;
        }

        var problem = await ReportTarget.SaveAsync(output, write).ConfigureAwait(false);
        if (problem is not null) await Session.FailAsync(problem).ConfigureAwait(false);
        return problem is null;
    }

    private static async Task<int> UsageAsync(string message)
    {
        await Session.FailAsync(message).ConfigureAwait(false);
        return Exit.Usage;
    }
}
