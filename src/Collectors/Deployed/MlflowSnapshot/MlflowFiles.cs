using System.Collections.Immutable;
using System.Text;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Deployed.MlflowSnapshot;

/// <summary>Finds MLflow's records among the files of an estate by their keys: answers, lists of them, one object a line.</summary>
internal static class MlflowFiles
{
    private static readonly string[] Marks =
        ["\"model_version", "\"registered_model", "\"run_id\"", "\"run_uuid\"", "\"runs\"", "\"run\"", "\"current_stage\"", "\"dataset_inputs\""];

    private static readonly ImmutableArray<string> Speaks =
        ["fine-tune.trainingData", "fine-tune.madeBy", "pipeline.record"];

    /// <summary>Adds the records of one file; what is MLflow's and cannot be read is added to <paramref name="gaps"/>.</summary>
    public static void Read(EstateFile file, MlflowRecords records, List<Claim> gaps)
    {
        if (HandWritten.IsOfEditor(file)) return;
        var head = Encoding.UTF8.GetString(Content.Head(file)).Replace("\0", "", StringComparison.Ordinal);
        if (head.TrimStart('\uFEFF', '\uFFFD', ' ', '\t', '\r', '\n') is not ['{' or '[', ..] || !Marks.Any(m => head.Contains(m, StringComparison.Ordinal))) return;
        var bytes = Content.ReadAll(file, out var reason);
        var before = records.Count;
        var broken = JsonDocuments.Each(file, bytes, d => records.Add(d, file.Path));
        reason ??= broken;
        if (reason is not null && (records.Count > before || (IsTelling(head) && !HandWritten.Is(bytes)))) gaps.Add(Unreadable(file, reason));
    }

    // Words that MLflow shares with nobody; `runs` alone is also what scanners call their results.
    private static bool IsTelling(string head) =>
        head.Contains("\"model_version", StringComparison.Ordinal) || head.Contains("\"registered_model", StringComparison.Ordinal) || head.Contains("\"dataset_inputs\"", StringComparison.Ordinal)
        || (head.Contains("\"experiment_id\"", StringComparison.Ordinal) && head.Contains("\"lifecycle_stage\"", StringComparison.Ordinal));

    private static Claim Unreadable(EstateFile file, string reason) => new Gap(
        MlflowSnapshotCollector.Source, Plane.Deployed, GapKind.Unreadable, reason, "export the answer of the MLflow server again and save it whole",
        Reach.Everything, Speaks).ToClaim(new Origin(MlflowSnapshotCollector.Source, file.Path));
}
