using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using static Plumbline.Reports.Diagnosis.Evidence;

namespace Plumbline.Reports.Diagnosis;

/// <summary>Six steps that make an organisation ready.</summary>
internal static class Preparation
{
    // Traces and requests show what was asked of a model; only these show what a process did.
    private static readonly string[] Processes = ["runtime-sensor", "sensor", "falco", "tetragon"];

    public static QuestionGroup Of(Evidence estate, Surroundings around) => new("preparation", "Six steps of preparation", "Each is done where what was read shows it.",
    [
        Inventory(estate), Cloud(estate), Runtime(estate), Logs(estate), Data(estate), Pipeline(around),
    ]);

    private static Question Inventory(Evidence estate)
    {
        var kinds = estate.Report.Graph.Kinds.Where(k => k is AssetKind.Model or AssetKind.FineTune or AssetKind.Pipeline or AssetKind.Endpoint or AssetKind.Agent or AssetKind.Workload or AssetKind.Dataset).ToList();
        var known = estate.Of([.. kinds]);
        var owned = known.Count(r => r.Fact("owner") is not null);
        var (response, because) = known.IsEmpty ? (Response.No, "no AI asset was found") : known.Any(r => Status.Of(r) == "unknown") && known.All(r => Status.Of(r) is "unknown")
            ? (Response.Unknown, $"{Count(known.Length, "asset")} found, and no registry was read that they could be held against") : (Response.Yes, $"{Count(known.Length, "asset")} of {Count(kinds.Count, "kind")}, {owned} with an owner");
        return Made("assets-inventoried", "Are models, training pipelines, inference APIs and what nobody registered inventoried?", response, because, "Scan repositories, control planes and trails; register what is found (docs/estate.md).");
    }

    private static Question Cloud(Evidence estate)
    {
        var ai = estate.Report.Accounts.Where(a => a.Ai is not null).ToList();
        var without = ai.Where(a => a.Imports.IsEmpty).Select(a => a.Name ?? a.Account).ToList();
        var (response, because) = ai.Count == 0 ? (Response.Unknown, "no account with AI is known") : without.Count == 0 ? (Response.Yes, $"imported for all {Count(ai.Count, "account")} with AI")
            : (Response.No, $"not imported for {without.Count} of {Count(ai.Count, "account")}: {string.Join(", ", without.Take(5))}");
        return Made("cloud-posture-imported", "Is there a cloud posture tool whose results are beside those of AI?", response, because, "Export its findings as ASFF or OCSF into a folder that is read (docs/estate.md).");
    }

    private static Question Runtime(Evidence estate)
    {
        var seen = estate.Sources.Intersect(Processes, StringComparer.Ordinal).ToList();
        var (response, because) = seen.Count > 0 ? (Response.Yes, $"{string.Join(", ", seen)} speak")
            : (Response.No, estate.Sources.IsEmpty ? "no telemetry was read" : $"requests and traces are seen ({string.Join(", ", estate.Sources.Take(6))}), processes are not");
        return Made("runtime-telemetry", "Does telemetry show what processes of AI workloads do: programs, files, connections?", response, because, "Run a sensor beside the workloads and let its events be read.");
    }

    private static Question Logs(Evidence estate)
    {
        ImmutableArray<AssetRow> blind = [.. estate.Workloads.Where(w => !IsSeen(w, Plane.Observed, "calls", "invocations"))];
        var (response, because) = estate.Workloads.IsEmpty ? (Response.Unknown, "no workload is known") : blind.IsEmpty ? (Response.Yes, $"read for all {Count(estate.Workloads.Length, "workload")}")
            : (Response.No, $"calls of {blind.Length} of {Count(estate.Workloads.Length, "workload")} are not in a log that was read: {Named(blind)}");
        return Made("logs-central", "Are logs of identities and API calls in one place, so that use of AI can be watched?", response, because, "Deliver audit trail and invocation logs of every account to one place, and name it as a source (docs/estate.md).") with { Assets = [.. blind.Select(b => b.Id)] };
    }

    private static Question Data(Evidence estate)
    {
        var holders = estate.Of(AssetKind.Dataset, AssetKind.Corpus, AssetKind.VectorStore, AssetKind.Bucket, AssetKind.DataStore);
        ImmutableArray<AssetRow> untold = [.. holders.Where(h => !Says(h, Plane.Approved, "classes") && !Says(h, Plane.Declared, "classes") && !Says(h, Plane.Deployed, "classes") && !Says(h, Plane.Observed, "classes") && h[h.Layout.Fact("data")].IsError)];
        var (response, because) = holders.IsEmpty ? (Response.Unknown, "no data of AI is known") : untold.IsEmpty ? (Response.Yes, $"all {Count(holders.Length, "store")} say what they hold")
            : (Response.No, $"{untold.Length} of {Count(holders.Length, "store")} of data say no class: {Named(untold)}");
        return Made("data-tagged", "Is data that models are trained on or read labelled with its class?", response, because, "State `data` classes in the registry or tag the store; samples in a scanned folder are classified by themselves.") with { Assets = [.. untold.Select(u => u.Id)] };
    }

    private static Question Pipeline(Surroundings around)
    {
        var (response, because) = around.TellsOthers switch
        {
            true => (Response.Yes, "findings are sent on as they come"),
            false => (Response.No, "nobody is told of findings"),
            _ => (Response.Unknown, "whether findings reach a SIEM cannot be told from here"),
        };
        return Made("findings-passed-on", "Do findings reach the people and the SIEM that handle incidents?", response, because, "Name a target for alerts, or take `plumb scan --format ocsf` into the SIEM (docs/report.md).");
    }

    private static Question Made(string id, string text, Response response, string because, string next) => new(id, text, response, Response.Yes, because, response == Response.Yes ? "" : next);
}
