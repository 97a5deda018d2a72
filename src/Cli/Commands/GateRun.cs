using System.Collections.Immutable;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Gates;
using Plumbline.Posture.Scans;
using Plumbline.Store;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Cli.Commands;

/// <summary>What a gate reads beside the estate: the plan and manifests of the release, and what the ledger remembers.</summary>
/// <param name="Files">The paths of plan and manifests within the scan.</param>
/// <param name="Beside">These files.</param>
/// <param name="Store">The ledger that was asked for.</param>
/// <param name="At">The moment of the decision.</param>
internal sealed record GateRun(ImmutableArray<string> Files, ImmutableArray<EstateFile> Beside, string? Store, DateTimeOffset At)
{
    /// <summary>The paths within the scan of what is deployed, where it is named by its file: what is a model is judged as one.</summary>
    public ImmutableArray<string> Artifacts { get; init; } = [];

    /// <summary>Everything of the release.</summary>
    public ImmutableArray<string> ReleaseFiles => [.. Files, .. Artifacts];

    /// <summary>Opens what was named.</summary>
    public static GateRun Read(Asked asked, IEnumerable<string> artifacts, DateTimeOffset at)
    {
        ImmutableArray<EstateFile> files = [.. asked.Plans.Concat(asked.Manifests).Select((f, i) => Given(f, i))];
        ImmutableArray<EstateFile> deployed = [.. artifacts.Where(GateOptions.IsFile).Select((f, i) => Given(f, files.Length + i))];
        return new GateRun([.. files.Select(f => f.Path)], [.. files, .. deployed], asked.Store, at) { Artifacts = [.. deployed.Select(f => f.Path)] };
    }

    private static EstateFile Given(string path, int index)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new LedgerException($"`{path}` is not there; name the plan, manifest or artifact of the release");
        return Releases.File(index, file.Name, file.Length, () => File.OpenRead(file.FullName));
    }

    /// <summary>The estate with the overrides and bindings of a ledger. One that cannot be read is a gap of the scan.</summary>
    /// <param name="scope">The estate.</param>
    /// <param name="asked">The ledger that was asked for.</param>
    /// <param name="at">What was recorded later does not count.</param>
    public static Scope With(Scope scope, string? asked, DateTimeOffset at) => LedgerScope.WithGates(scope, LedgerSession.Address(asked), at);

    /// <summary>The request with all that ledger and verdicts know of a release before.</summary>
    public GateRequest Request(Report report, string system, string environment, bool saysFirst)
    {
        using var store = IsThere(Store) ? Stores.Open(LedgerSession.Address(Store)) : null;
        return Releases.Request(report, store, new GateRequest(system, environment, ReleaseFiles, At), saysFirst ? LedgerSession.Actor : null, r => EarlierVerdicts.Of(report.Scope, r));
    }

    private static bool IsThere(string? asked) => Home.HasLedger(LedgerSession.Address(asked));

    /// <summary>Runs a verb; what the ledger or a file refuses becomes a sentence, and the answer is incomplete.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (LedgerException e)
        {
            await Session.FailAsync(e.Message).ConfigureAwait(false);
            return Exit.Incomplete;
        }
    }
}
