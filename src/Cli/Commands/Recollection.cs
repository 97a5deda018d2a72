using Plumbline.Posture.Assets;
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

    /// <summary>The asset that a word names: `kind:key`, an id, or a name.</summary>
    /// <exception cref="LedgerException">It names none, or several.</exception>
    public static AssetRow Asset(AssetGraph graph, string asked)
    {
        if (asked.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && KebabCase.TryParse<AssetKind>(asked[..colon], out var kind) && graph.Find(new AssetId(kind, asked[(colon + 1)..])) is { } exact) return exact;
        foreach (var found in Ways(asked).Select(way => graph.Rows.Where(way).ToList()))
        {
            if (found.Count == 1) return found[0];
            if (found.Count > 1) throw new LedgerException($"`{asked}` names {found.Count} assets; choose one: {string.Join(", ", found.Take(20).Select(r => $"`{r.Id}`"))}");
        }

        var near = graph.Rows.Where(r => r.Name.Contains(asked, StringComparison.OrdinalIgnoreCase) || r.Id.Key.Contains(asked, StringComparison.OrdinalIgnoreCase)).Take(6).Select(r => $"`{r.Id}`").ToList();
        throw new LedgerException(near.Count == 0 ? $"`{asked}` is no asset that was ever recorded; name it by its name, its id, or kind:key" : $"`{asked}` is no asset; near it are {string.Join(", ", near)}");
    }

    private static IEnumerable<Func<AssetRow, bool>> Ways(string asked) =>
    [
        r => r.Id.Key == asked || r.Name == asked, r => string.Equals(r.Name, asked, StringComparison.OrdinalIgnoreCase),
        r => r.Id.Key.EndsWith("/" + asked, StringComparison.Ordinal), r => r.Id.Key.StartsWith(asked + "@", StringComparison.Ordinal),
    ];
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
