using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Cli.Commands;

/// <summary>An estate as the ledger has it at a moment, in place of a scan.</summary>
internal static class Recollection
{
    /// <summary>True where a ledger is there to be asked.</summary>
    public static bool IsThere(string? store) => LedgerSession.Address(store) is var address && (address.Contains("://", StringComparison.Ordinal) || File.Exists(address));

    /// <summary>True where the ledger at home holds a scan of an estate.</summary>
    public static bool Holds(string estate)
    {
        using var ledger = LedgerSession.Open(null);
        return ScanWalk.Estates(ledger.Store).ContainsKey(estate);
    }

    /// <summary>The estate that is meant: the one asked for, else the only one.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="asked">The name that was asked for, or null.</param>
    public static string Estate(Ledger ledger, string? asked)
    {
        var estates = ScanWalk.Estates(ledger.Store);
        if (estates.Count == 0) throw new LedgerException($"`{ledger.Store.Place}` holds no scan yet; run `plumb scan PATH --record`");
        if (asked is not null) return estates.ContainsKey(asked) ? asked : throw new LedgerException($"`{asked}` was never recorded; the ledger holds {string.Join(", ", estates.Keys.Select(e => $"`{e}`"))}");
        return estates.Count == 1 ? estates.Keys.First() : throw new LedgerException($"the ledger holds several estates; choose one with --estate: {string.Join(", ", estates.Keys.Select(e => $"`{e}`"))}");
    }

    /// <summary>What was claimed at a moment, promotions that were recorded among it.</summary>
    public static IReadOnlyCollection<Claim> Claims(Ledger ledger, string estate, DateTimeOffset moment)
    {
        var claims = AsOf.Claims(ledger.Store, estate, moment);
        if (claims.Count == 0) throw new LedgerException($"the ledger holds no scan of `{estate}` as of `{moment.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}` or before");
        return [.. claims, .. RecordedPromotions.Of(ledger.Store, moment)];
    }

    /// <summary>The report of a moment: the claims of then, judged by the rules of now.</summary>
    public static Report Report(Ledger ledger, string? estate, DateTimeOffset moment, IReadOnlyList<string> rules)
    {
        var name = Estate(ledger, estate);
        var claims = Claims(ledger, name, moment);
        var words = Session.Words;
        var graph = AssetGraph.From(claims, words);
        var book = Rulebook.Load(Plumbline.Collectors.Files.RuleFolders.Read([Session.ShippedRules, .. rules]), words, moment);
        return new Report(new Scope(name, moment, [], []), graph, book, Assessment.Of(graph, book, moment, Environment.ProcessorCount)) { Claims = claims };
    }
}

/// <summary>Which recorded estate a verb speaks of when it is asked for a moment and for no path.</summary>
/// <param name="Store">The ledger that was asked for.</param>
/// <param name="Estate">The estate that was asked for.</param>
internal sealed record Past(string? Store, string? Estate)
{
    /// <summary>True where a ledger is there to be asked: one that was named, or one that holds the estate that was scanned last.</summary>
    public bool IsThere => Recollection.IsThere(Store) && (Store is not null || Estate is not null || LastEstate is not { } last || Recollection.Holds(last));

    // Without a name the estate is the one that the verb would speak of anyway.
    private string? Meant => Estate ?? (Store is null ? LastEstate : null);

    private static string? LastEstate => LastScan.Recall() is { } last ? Collectors.Files.Estate.Open(last.Paths, last.AsOf, TimeProvider.System, out _)?.Name : null;

    /// <summary>Runs a verb on the report of a moment.</summary>
    public int Run(DateTimeOffset moment, string[] rules, Func<Posture.Scans.Report, Task<int>> action) =>
        LedgerSession.Run(Store, mustExist: true, ledger => action(Recollection.Report(ledger, Meant, moment, rules)).GetAwaiter().GetResult());
}
