using System.CommandLine;
using System.Text;
using Plumbline.Posture.Assets;
using Plumbline.Reports.History;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb history ASSET`: what the ledger knows of an asset, from the first scan that shows it.</summary>
internal static class HistoryCommand
{
    private static readonly string[] Formats = ["terminal", "json"];

    public static Command Make()
    {
        var asset = new Argument<string>("asset") { Description = "an asset's name, id, or kind:key, e.g. workload:letters" };
        var property = new Option<string?>("--property") { Description = "only this word, e.g. models or deployed.models" };
        var (asOf, store, estate) = (Options.AsOf(), Options.Store(), Options.Estate());
        var format = new Option<string>("--format") { Description = "terminal or json", DefaultValueFactory = _ => Formats[0] };
        var command = new Command("history", "Tell an asset's history: first and last seen, what changed, findings, approvals.") { asset, property, asOf, estate, store, format };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(asset), parsed.GetValue(property), parsed.GetValue(asOf), parsed.GetValue(estate), parsed.GetValue(store), parsed.GetRequiredValue(format)));
        return command;
    }

    private static int Run(string asset, string? property, string? asOf, string? estate, string? store, string format)
    {
        if (!Formats.Contains(format)) return Usage($"`{format}` is no format; choose {string.Join(" or ", Formats)}");
        if (!Options.TryMoment(asOf, out var asked)) return Usage($"`{asOf}` is no time; write it as 2026-11-21T09:00:00Z");
        return LedgerSession.Run(store, mustExist: true, ledger => Print(ledger, asset, property, asked ?? TimeProvider.System.GetUtcNow(), estate, format));
    }

    private static int Print(Ledger ledger, string asset, string? property, DateTimeOffset moment, string? asked, string format)
    {
        var estate = Recollection.Estate(ledger, asked);
        var ever = EverAssets.Of(ledger.Store, estate, moment, Session.Words);
        var history = RecordedHistory.Of(ledger.Store, estate, moment, ever, AssetNames.Find(ever.Graph, asset));
        if (property is not null && !history.Events.Any(e => e.Property == property || (e.Plane is { } plane && $"{plane.Name()}.{e.Property}" == property)))
            Console.Error.WriteLine($"plumb: nothing was recorded of `{property}` changing");
        using var screen = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 14) { NewLine = "\n" };
        if (format == "json") HistoryJson.Write(estate, history, moment, property, screen);
        else HistoryText.Write(history, moment, property, screen);
        return Exit.InLine;
    }

    private static int Usage(string message)
    {
        Console.Error.WriteLine($"plumb: {message}");
        return Exit.Usage;
    }
}
