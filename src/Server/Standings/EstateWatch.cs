using System.Collections.Immutable;
using System.Text;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;
using Plumbline.Server.Keeping;
using Plumbline.Server.Sources;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Records;
using Plumbline.Store.Recordings;

namespace Plumbline.Server.Standings;

/// <summary>Keeps the standing of the estate current: reads sources that are due or changed, judges what that touches, writes it down, tells who listens.</summary>
/// <param name="reading">Reads the estate.</param>
/// <param name="plan">Says which sources are due.</param>
/// <param name="ledgers">Where standings are written.</param>
/// <param name="clock">The estate's time.</param>
/// <param name="say">Told one sentence about each reading.</param>
public sealed class EstateWatch(EstateReading reading, SourcePlan plan, LedgerPool ledgers, TimeProvider clock, Action<string> say) : IDisposable
{
    // Rules speak of a moment; after this long they are asked again of everything, whatever changed.
    private static readonly TimeSpan Whole = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private const int Looks = 8;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);
    // So long a judgement waits for sources that have just been asked for; those that take longer are judged when they are read.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private const string Actor = "plumb-server";

    private readonly SemaphoreSlim asked = new(0, 1);
    private static readonly byte[] Self = Encoding.UTF8.GetBytes(Actor);
    private static readonly RecordKind[] Decided =
        [RecordKind.Entry, RecordKind.Approval, RecordKind.Retirement, RecordKind.Promotion, RecordKind.Waiver, RecordKind.Override, RecordKind.EvalBinding];

    private readonly Listeners listeners = new();
    private volatile Standing? current;
    private DateTimeOffset rulesAt;
    private string rules = "";
    private long written = -1;
    private readonly Queue<TimeSpan> looking = new(Looks);
    private DateTimeOffset? owed;

    /// <summary>The standing now; null until something was read.</summary>
    public Standing? Current => current;

    /// <summary>What is wrong with what was read last; null where the standing is of it.</summary>
    public string? Problem { get; private set; }

    /// <summary>The last record that the standing knows of; -1 until there is one.</summary>
    public long Written => Volatile.Read(ref written);

    /// <summary>The sources and how they stand.</summary>
    public SourcePlan Plan => plan;

    /// <summary>Asks for something to be read at once, without waiting for it.</summary>
    /// <param name="source">The source; null for all of them.</param>
    public void Ask(string? source)
    {
        plan.Ask(source);
        Wake();
    }

    /// <summary>Every standing from now on, until the listener stops listening; one that is slow misses standings, never the last.</summary>
    public IAsyncEnumerable<Standing> ListenAsync(CancellationToken cancellation) => listeners.ListenAsync(cancellation);

    /// <inheritdoc/>
    public void Dispose() => asked.Dispose();

    /// <summary>Watches until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await CheckAsync(cancellation).ConfigureAwait(false);
            // Looking at a large tree must not become all that is done; one look that waited for a busy machine, or had nothing to do, tells little of the tree.
            var pause = looking.Order().ElementAtOrDefault(looking.Count / 2) * 10;
            await asked.WaitAsync(pause > Pause ? pause : Pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Reads and judges where there is reason to.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        try
        {
            var began = clock.GetTimestamp();
            var due = plan.Due();
            var (tip, now) = (ledgers.Use(l => l.Tip.Number), clock.GetUtcNow());
            var isWhole = current is null || now - rulesAt >= Whole || reading.RulesStamp != rules;
            if (looking.Count == Looks) looking.Dequeue();
            looking.Enqueue(clock.GetElapsedTime(began));
            if (tip != written && !ledgers.Use(l => IsJudged(l, written))) written = tip;
            await BeginAsync(due, cancellation).ConfigureAwait(false);
            if (!plan.TakeNews() && tip == written && !isWhole && !(now >= owed)) return;
            await JudgeAsync(isWhole, began, cancellation).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // whatever a changed estate breaks, the last good standing stays
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            var problem = e is LedgerException or IOException ? e.Message : $"reading broke off: {e.GetType().Name}";
            if (problem != Problem) say(problem);
            Problem = problem;
            // What was read and not judged is judged later, also where nothing changes any more.
            owed = clock.GetUtcNow() + Again;
        }
    }

    // The first standing is of all sources: one that is missing would look like one that is gone.
    private async Task BeginAsync(ImmutableArray<Source> due, CancellationToken cancellation)
    {
        if (due.IsEmpty) return;
        var all = plan.Begin(due, Wake, cancellation);
        if (current is null) await all.ConfigureAwait(false);
        else await Task.WhenAny(all, Task.Delay(Patience, clock, cancellation)).ConfigureAwait(false);
    }

    private void Wake()
    {
        try
        {
            if (asked.CurrentCount == 0) asked.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else has just woken it, or it looks no more.
        }
    }

    // What others did in the registry and at the gate, and, where this server only shows what others scan, their scans.
    private bool IsJudged(Ledger ledger, long after)
    {
        var (found, isFed) = (false, !plan.HasSources);
        ledger.Store.ReadActs(long.MaxValue, null, (in RecordView record) =>
        {
            if (record.Number <= after) return false;
            foreach (var kind in Decided) found |= record.Is(kind);
            found |= isFed && record.Is(RecordKind.Scan) && !record.Actor.SequenceEqual(Self);
            return !found;
        });
        return found;
    }

    private async Task JudgeAsync(bool isWhole, long began, CancellationToken cancellation)
    {
        // The moment is later than everything that was seen: what was decided then counts.
        var seen = ledgers.Use(l => l.Tip.Number);
        var now = clock.GetUtcNow();
        var (scope, problem) = reading.Open(plan.Readings, now, clock);
        if (scope is null) throw new IOException(problem);
        var claims = await reading.CollectAsync(scope, cancellation).ConfigureAwait(false);
        if (scope.Files.IsEmpty && !plan.HasSources && ledgers.Use(l => AsOf.Claims(l.Store, scope.Name, now)) is { Count: > 0 } recorded) claims = [.. recorded];
        var before = current?.Report;
        scope = scope.Read();
        var report = isWhole || before is null ? Assess(scope, claims, now) : before.After(scope, claims, reading.Words);
        var done = ledgers.Use(l => ScanRecord.Write(l, report, Actor));
        Take(report, began);
        // What others decided since this was begun is judged next.
        Volatile.Write(ref written, ledgers.Use(l => IsJudged(l, seen)) ? seen : done.Tip.Number);
        (Problem, owed) = (null, null);
    }

    private Report Assess(Scope scope, List<Claim> claims, DateTimeOffset now)
    {
        var stamp = reading.RulesStamp;
        var book = reading.Rules(now);
        (rules, rulesAt) = (stamp, now);
        var graph = AssetGraph.From(claims, reading.Words);
        return new Report(scope, graph, book, Assessment.Of(graph, book, now, Environment.ProcessorCount)) { Claims = claims };
    }

    private void Take(Report report, long began)
    {
        var (before, work) = (current, report.Assessment.Work);
        var changes = FindingChange.Between(before?.Report.Assessment, report.Assessment, report.Graph);
        var standing = new Standing((before?.Number ?? 0) + 1, report, clock.GetUtcNow(), clock.GetElapsedTime(began), work, changes);
        current = standing;
        say(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{report.Scope.Name}: {report.Scope.Files.Length} files, {report.Claims.Count} claims, {work.Verdicts} verdicts on {work.Assets} assets, {changes.Length} findings changed, {standing.Took.TotalSeconds:0.0} s"));
        listeners.Tell(standing);
    }
}
