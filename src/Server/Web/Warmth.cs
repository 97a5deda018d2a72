using Plumbline.Posture.Assets;
using Plumbline.Server.Desks;
using Plumbline.Server.Standings;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Web;

/// <summary>Puts together what pages ask of every new standing, before somebody waits for it.</summary>
/// <param name="watch">The estate.</param>
/// <param name="trend">Open findings over time.</param>
internal sealed class Warmth(EstateWatch watch, Trend trend) : BackgroundService
{
    private const long Large = 64 << 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var kept = 0L;
        await foreach (var standing in watch.ListenAsync(stoppingToken).ConfigureAwait(false))
        {
            Of(standing);
            // Reading a large estate leaves more behind than all that is kept of it, and the machine is not the server's alone.
            if (GC.GetTotalMemory(forceFullCollection: false) is var held && held < Large + kept + (kept / 2)) continue;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            kept = GC.GetTotalMemory(forceFullCollection: false);
        }
    }

    private void Of(Standing standing)
    {
        InventoryList.Of(standing);
        FindingsList.Of(standing);
        OverviewFigures.Of(standing.Report);
        _ = Books.Of(standing.Report).Governance;
        standing.Index.Finding("");
        standing.Index.FindingsOf(new AssetId(AssetKind.Account, ""));
        standing.Index.RelationsOf(new AssetId(AssetKind.Account, ""));
        standing.Index.OpenOf(new AssetId(AssetKind.Account, ""));
        try
        {
            trend.Of(standing.Report.Scope.Name);
        }
        catch (LedgerException)
        {
            // Whoever asks for it is told.
        }
    }
}
