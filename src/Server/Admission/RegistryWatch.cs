using System.Diagnostics;
using System.Globalization;
using Plumbline.Collectors.Files;

namespace Plumbline.Server.Admission;

/// <summary>Keeps the view current: reads again where files or ledger changed, where a date has come, and now and then. A reading that fails leaves the last good view in force, and says so.</summary>
/// <param name="settings">What is read.</param>
/// <param name="clock">Now.</param>
/// <param name="say">Told one sentence about each reading.</param>
internal sealed class RegistryWatch(AdmissionSettings settings, TimeProvider clock, Action<string> say)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private volatile View? view;
    private volatile string? problem;
    private string stamp = "";
    private string ledger = "";
    private string records = "";
    private DateTimeOffset? next;
    private DateTimeOffset readAt;

    /// <summary>What was read last without a fault.</summary>
    public View View => view ?? throw new InvalidOperationException("nothing was read yet");

    /// <summary>True where something was read.</summary>
    public bool IsRead => view is not null;

    /// <summary>What is wrong with what is there now; null where the view is of it.</summary>
    public string? Problem => problem;

    /// <summary>Reads for the first time; a sentence where that cannot be done.</summary>
    public async Task<string?> StartAsync(CancellationToken cancellation)
    {
        (stamp, ledger, records) = (Files, Ledger, RegistryReading.Records(settings, clock.GetUtcNow()));
        await ReadAsync(cancellation).ConfigureAwait(false);
        return IsRead ? null : problem;
    }

    /// <summary>Looks once, and says how long until the next time.</summary>
    public async Task<(string? Problem, TimeSpan Pause)> StepAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        await CheckAsync(cancellation).ConfigureAwait(false);
        // Looking at a large tree must not become all that is done.
        return (null, watch.Elapsed * 20 is var long20 && long20 > Shortest ? long20 : Shortest);
    }

    /// <summary>Reads again where there is reason to.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        var (there, now, written) = (Files, clock.GetUtcNow(), Ledger);
        var known = written == ledger ? records : RegistryReading.Records(settings, now);
        var isDue = there != stamp || known != records || next <= now || now - readAt >= Longest;
        (stamp, ledger, records) = (there, written, known);
        if (isDue) await ReadAsync(cancellation).ConfigureAwait(false);
    }

    private string Files => TreeStamp.Of(settings.Roots.Concat(settings.Rules));

    // A ledger on another machine has no file to look at: it is asked every ten seconds.
    private string Ledger => settings.Store.Contains("://", StringComparison.Ordinal)
        ? (clock.GetUtcNow().ToUnixTimeSeconds() / 10).ToString(CultureInfo.InvariantCulture) : TreeStamp.Of([settings.Store, settings.Store + "-wal"]);

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        readAt = clock.GetUtcNow();
        try
        {
            var (read, due, told) = await RegistryReading.ReadAsync(settings, clock, cancellation).ConfigureAwait(false);
            if (read is not null) (view, next, problem) = (read, due, null);
            else problem = told;
            if (read is not null) say(string.Create(CultureInfo.InvariantCulture, $"read {told} in {watch.Elapsed.TotalSeconds:0.0} s"));
        }
#pragma warning disable CA1031 // whatever a changed estate breaks, the last good view answers on
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            problem = e is Store.Ledgers.LedgerException or IOException ? e.Message : $"reading broke off: {e.GetType().Name}";
        }

        if (problem is { } wrong) say(IsRead ? $"the registry that is there now cannot be used, and the one read before stays in force: {wrong}" : wrong);
    }
}
