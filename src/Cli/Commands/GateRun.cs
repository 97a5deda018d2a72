using System.Collections.Immutable;
using Plumbline.Posture.Assets;
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
    private const string Folder = "release/";

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
        // Two manifests of one name in two folders are two files; each is a folder of its own, so that neither speaks for the other.
        return new EstateFile($"{Folder}{index}/{file.Name}", file.Length, () => File.OpenRead(file.FullName));
    }

    /// <summary>The estate with the overrides and bindings of a ledger. One that cannot be read is a gap of the scan.</summary>
    /// <param name="scope">The estate.</param>
    /// <param name="asked">The ledger that was asked for.</param>
    /// <param name="at">What was recorded later does not count.</param>
    public static Scope With(Scope scope, string? asked, DateTimeOffset at) => LedgerScope.WithGates(scope, LedgerSession.Address(asked), at);

    /// <summary>When a gate last let a release pass, as far as the ledger remembers.</summary>
    public DateTimeOffset? LastAllowed(Report report, string system, string environment)
    {
        if (!IsThere(Store)) return null;
        using var store = Stores.Open(LedgerSession.Address(Store));
        var request = new GateRequest(system, environment, [], At);
        return Names(report, request).Select(n => GateRecord.LastAllowed(store, system, n, At)).Max();
    }

    /// <summary>The request with all that ledger and verdicts know of a release before; the ledger is only read whole where somebody says that there was none.</summary>
    public GateRequest Request(Report report, string system, string environment, bool saysFirst)
    {
        var request = new GateRequest(system, environment, ReleaseFiles, At, saysFirst, LastAllowed(report, system, environment));
        return saysFirst ? request with { FirstSaidBy = LedgerSession.Actor, Earlier = [.. Remembered(report, request), .. EarlierVerdicts.Of(report.Scope, request)] } : request;
    }

    private IEnumerable<string> Remembered(Report report, GateRequest request)
    {
        if (!IsThere(Store)) return [];
        using var store = Stores.Open(LedgerSession.Address(Store));
        return GateRecord.Earlier(store, request.System, Names(report, request), At, Gate.Runs(report, request));
    }

    // What an environment is called where it is meant.
    private static IEnumerable<string> Names(Report report, GateRequest request) =>
        report.Graph.Pages(AssetKind.Workload).SelectMany(p => p).Select(w => w.Fact("environment")).OfType<string>().Append(request.Environment).Distinct().Where(request.IsIn);

    /// <summary>The id of the system that a user names by its id or its name.</summary>
    public static string SystemId(Report report, string named)
    {
        var systems = report.Graph.Pages(AssetKind.AiSystem).SelectMany(p => p).ToList();
        return systems.Find(s => s.Id.Key == named) is not null || systems.FindAll(s => s.Name == named) is not [var one] ? named : one.Id.Key;
    }

    /// <summary>A plan or manifest that no collector knows would be passed over in silence.</summary>
    public void MustBeRead(Report report)
    {
        foreach (var path in Files)
        {
            if (report.Claims.Any(c => c.Origin.File == path && c.Origin.Source is not ("secret-files" or "data-files")) || IsKnown(report.Scope.Files.First(f => f.Path == path))) continue;
            throw new LedgerException($"`{path[(path.LastIndexOf('/') + 1)..]}` is neither a plan of Terraform (`terraform show -json PLAN`) nor a manifest of Kubernetes that can be read; name another file");
        }
    }

    // Nothing of AI is in it: still it must be what it is said to be.
    private static bool IsKnown(EstateFile file)
    {
        using var reader = new StreamReader(file.Open());
        var text = reader.ReadToEnd();
        return (text.Contains("\"format_version\"", StringComparison.Ordinal) && text.Contains("\"planned_values\"", StringComparison.Ordinal))
            || (text.Contains("apiVersion", StringComparison.Ordinal) && text.Contains("kind", StringComparison.Ordinal));
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
