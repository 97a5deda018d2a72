using System.Collections.Immutable;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Gates;
using Plumbline.Posture.Scans;
using Plumbline.Server.Access;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Server.Desks;

/// <summary>A release that somebody asks about.</summary>
/// <param name="System">The AI system, by id or name.</param>
/// <param name="Environment">Where to.</param>
/// <param name="IsFirst">True where the caller asserts that it was never released there.</param>
/// <param name="IsRecorded">True where the decision goes into the ledger.</param>
/// <param name="Files">Plans and manifests, as files of the scan.</param>
public sealed record AskedRelease(string System, string Environment, bool IsFirst, bool IsRecorded, ImmutableArray<EstateFile> Files);

/// <summary>Decides about releases from the standing of the estate, as `plumb gate` decides from a scan.</summary>
/// <param name="ledgers">Remembers what was allowed before.</param>
/// <param name="clock">The estate's time.</param>
/// <param name="reading">Reads plans and manifests beside the estate.</param>
/// <param name="plan">What every source gave last.</param>
public sealed class GateOffice(LedgerPool ledgers, RunningClock clock, EstateReading reading, SourcePlan plan) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // One at a time: whoever brings files has the estate read anew, which takes the processor from those who watch.
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>The decision now; written into the ledger where that is asked.</summary>
    /// <exception cref="LedgerException">A file is neither a plan nor a manifest, or too much is asked at once.</exception>
    public async Task<(GateDecision Decision, Tip? Record)> DecideAsync(Caller caller, Standing standing, AskedRelease asked, CancellationToken cancellation) =>
        Decide(caller, asked.Files.IsEmpty ? standing.Report : await WithAsync(standing, asked.Files, cancellation).ConfigureAwait(false), asked);

    /// <summary>The same from a report that holds the release's files already.</summary>
    public (GateDecision Decision, Tip? Record) Decide(Caller caller, Report report, AskedRelease asked)
    {
        // Where nothing is asked, nothing fails.
        if (report.Rulebook.Conditions.IsEmpty) throw new LedgerException("this server has loaded no rule, so nothing would be judged; start it with the rules that ship, or with --rules FOLDER");
        ImmutableArray<string> paths = [.. asked.Files.Select(f => f.Path)];
        Releases.MustBeRead(report, paths);
        var request = new GateRequest(Releases.SystemId(report, asked.System), asked.Environment, paths, clock.GetUtcNow());
        var whole = ledgers.Use(l => Releases.Request(report, l.Store, request, asked.IsFirst ? caller.Name : null, r => EarlierVerdicts.Of(report.Scope, r)));
        var decision = Gate.Decide(report, whole);
        return (decision, asked.IsRecorded ? ledgers.Use(l => GateRecord.Decision(l, decision, report.Scope.Name, caller.Name)) : null);
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task<Report> WithAsync(Standing standing, ImmutableArray<EstateFile> files, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var holds = false;
        try
        {
            await turn.WaitAsync(limit.Token).ConfigureAwait(false);
            holds = true;
            return await Task.Run(() => ReadAsync(standing, files, limit.Token), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new LedgerException($"reading the estate with these files took longer than {Patience.TotalSeconds:0} s, so nothing was decided; try again when less is asked, or use `plumb gate` where the files are", e);
        }
        finally
        {
            if (holds) turn.Release();
        }
    }

    // Files are read together with everything else, because what they mean may hang on it.
    private async Task<Report> ReadAsync(Standing standing, ImmutableArray<EstateFile> files, CancellationToken cancellation)
    {
        var (scope, problem) = reading.Open(plan.Readings, clock.GetUtcNow(), clock);
        if (scope is null) throw new LedgerException(problem!);
        var isRemembered = scope.Files.IsEmpty;
        scope = scope with { Files = [.. scope.Files.Concat(files).OrderBy(f => f.Path, StringComparer.Ordinal)] };
        var claims = await reading.CollectAsync(scope, cancellation).ConfigureAwait(false);
        // An estate without sources stands on what the ledger recorded.
        if (isRemembered) claims = [.. standing.Report.Claims, .. claims];
        return standing.Report.After(scope, claims, reading.Words);
    }
}
