using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.GoogleSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot.Answers;

/// <summary>Log sinks: where audit logs go, and whether those of model calls are dropped on the way.</summary>
internal sealed class Sinks : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        foreach (var group in snapshot.Of(AnswerKind.Sink).GroupBy(s => ProjectOf(s, snapshot)).Where(g => g.Key is not null).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var sinks = group.OrderBy(s => s.Root.Text("name"), StringComparer.Ordinal).ToList();
            foreach (var claim in sinks.SelectMany(s => Facts(new AssetId(AssetKind.LogSink, $"projects/{group.Key}/sinks/{s.Root.Text("name")}"), s.Root.Text("name"), new Home(group.Key, null), s)))
                yield return claim;
            if (sinks.Find(s => s.Root.Text("name") == "_Default") is not { } standard || Keeps(standard.Root) || sinks.Exists(s => s != standard && Keeps(s.Root) && Takes(s.Root))) continue;
            yield return Dark(
                new Reach(Account: group.Key), standard, $"sink `_Default` of project `{group.Key}` drops data-access audit logs, and no other sink keeps them",
                $"take the exclusion away or enable the sink: `gcloud logging sinks update _Default --project {group.Key}`", "workload.calls", "workload.trailed");
        }
    }

    private static string? ProjectOf(Answer answer, Snapshot snapshot)
    {
        var name = GoogleName.Parse(answer.Root.Text("resourceName"));
        var destination = answer.Root.Text("destination") is { } text && text.StartsWith("logging.googleapis.com/", StringComparison.Ordinal) ? GoogleName.Parse(text[23..]) : null;
        return (name ?? (answer.Root.Text("name") is "_Default" or "_Required" ? destination : null)) is { } said ? snapshot.IdOf(said.Project) : snapshot.HomeOf(answer).Project;
    }

    private static bool Keeps(JsonElement sink) =>
        sink.Flag("disabled") != true && !sink.Elements("exclusions").Any(e => e.Flag("disabled") != true && Names(e.Text("filter") ?? ""));

    private static bool Takes(JsonElement sink) => sink.Text("filter") is not { Length: > 0 } filter || Names(filter);

    private static bool Names(string filter) =>
        filter.Contains("data_access", StringComparison.OrdinalIgnoreCase) || filter.Contains("aiplatform.googleapis.com", StringComparison.OrdinalIgnoreCase);
}
