using Plumbline.Posture.Assets;
using Plumbline.Posture.Gates;
using Plumbline.Posture.Scans;
using Plumbline.Store.Ledgers;

namespace Plumbline.Store.Recordings;

/// <summary>What a gate is asked about, whoever asks it: the files of a release beside the estate, and what a ledger remembers of releases before.</summary>
public static class Releases
{
    private const string Folder = "release/";

    /// <summary>A plan or manifest as a file of the scan. Two of one name are two files; each lies in a folder of its own, so that neither speaks for the other.</summary>
    public static EstateFile File(int index, string name, long length, Func<Stream> open) => new($"{Folder}{index}/{name}", length, open);

    /// <summary>The id of the system that a user names by its id or its name.</summary>
    public static string SystemId(Report report, string named)
    {
        var systems = report.Graph.Pages(AssetKind.AiSystem).SelectMany(p => p).ToList();
        return systems.Exists(s => s.Id.Key == named) || systems.FindAll(s => s.Name == named) is not [var one] ? named : one.Id.Key;
    }

    /// <summary>The request with all that ledger and verdicts know of a release before; the ledger is only read whole where somebody says that there was none.</summary>
    /// <param name="report">What the estate says.</param>
    /// <param name="store">The ledger; null where there is none.</param>
    /// <param name="asked">System, environment, files and moment.</param>
    /// <param name="firstSaidBy">Who says that it is the first release; null where nobody does.</param>
    /// <param name="verdicts">What earlier verdicts in the estate remember.</param>
    public static GateRequest Request(Report report, IRecordStore? store, GateRequest asked, string? firstSaidBy, Func<GateRequest, IEnumerable<string>> verdicts)
    {
        // What an environment is called where it is meant.
        var names = report.Graph.Pages(AssetKind.Workload).SelectMany(p => p).Select(w => w.Fact("environment")).OfType<string>().Append(asked.Environment).Distinct().Where(asked.IsIn).ToList();
        var last = store is null ? null : names.Select(n => GateRecord.LastAllowed(store, asked.System, n, asked.Moment)).Max();
        var request = asked with { SaysFirst = firstSaidBy is not null, LastAllowed = last };
        if (firstSaidBy is null) return request;
        var remembered = store is null ? [] : GateRecord.Earlier(store, request.System, names, request.Moment, Gate.Runs(report, request));
        return request with { FirstSaidBy = firstSaidBy, Earlier = [.. remembered, .. verdicts(request)] };
    }

    /// <summary>A plan or manifest that no collector knows would be passed over in silence.</summary>
    /// <exception cref="LedgerException">One of the files is neither.</exception>
    public static void MustBeRead(Report report, IEnumerable<string> files)
    {
        foreach (var path in files)
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
}
