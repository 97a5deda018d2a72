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
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var standing in watch.ListenAsync(stoppingToken).ConfigureAwait(false)) Of(standing);
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
