using Plumbline.Cel.Types;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Gates;
using Plumbline.Posture.Rules;

namespace Plumbline.Server.Admission;

/// <summary>Judges config maps: a model in one reaches pods without anything else being applied.</summary>
internal sealed class ConfigJudge(AdmissionSettings settings, View view, ConfigMemory memory, TimeProvider clock)
{
    /// <summary>Judges one, and keeps what it holds where it may be applied.</summary>
    public Answer Of(Review review, YamlMap node, OldObject? old)
    {
        var name = node.TextAt("metadata", "name") ?? review.Name;
        var space = review.Namespace.Length > 0 ? review.Namespace : node.TextAt("metadata", "namespace") ?? "default";
        var data = ConfigData.Of(node);
        var answer = Judged(node, old, space, name, data);
        if (!answer.IsAllowed || review.IsDryRun || name.Length == 0) return answer;
        if (settings.KeepsReviews) memory.Keep(space, name, data);
        else memory.Changes.Add(space);
        return answer;
    }

    /// <summary>True where an update leaves what a config map holds as it was.</summary>
    public static bool IsUnchanged(YamlMap node, YamlMap? old) => old is not null && Sameness.Same(old["data"], node["data"]) && Sameness.Same(old["binaryData"], node["binaryData"]);

    private Answer Judged(YamlMap node, OldObject? old, string space, string name, ConfigData data)
    {
        List<(string Key, string Value)> marks = [.. node.EntriesAt("metadata", "labels").Concat(node.EntriesAt("metadata", "annotations")).Where(e => e.Node.Text is not null).Select(e => (e.Key, e.Node.Text!))];
        var models = (memory.IsServed(space, name) ? data.ServedModels : data.Models).Select(m => ShownText.Of(ModelId.Parse(m).Base)).Distinct().Order(StringComparer.Ordinal).ToList();
        var placement = Placement.Of(marks, space, ("ConfigMap", name), view, settings);
        var subject = $"ConfigMap {space}/{name}";
        var users = memory.Users(space, name);
        if (data.Problem is { } problem && (users.Count > 0 || placement.System is not null))
            return Answer.NotUnderstood($"{subject}: {problem}");
        if (models.Count == 0) return Answer.Untouched;
        var isUnchanged = IsUnchanged(node, old?.Node);
        var reasons = Reasons(models, placement, subject, users).Select(r => Bounds.Apply(r, settings.Modes.Of(space), isUnchanged)).DistinctBy(r => (r.Rule, r.Message)).OrderBy(r => r.Effect);
        return Answer.From([.. reasons], subject) with { System = placement.System ?? users.Select(u => u.System).FirstOrDefault() ?? "", Environment = placement.Environment ?? "", Models = [.. models] };
    }

    private IEnumerable<GateReason> Reasons(List<string> models, Placement placement, string subject, IReadOnlyList<(string System, string Environment, string? Workload)> users)
    {
        var now = clock.GetUtcNow();
        foreach (var wrong in placement.Contradictions)
            yield return new GateReason("ai-inventory", "system-contradicted", subject, $"{subject}: {wrong}", "Correct the label or the registry, so that both say the same.");
        var standings = users.Concat(placement is { System: { } system, Environment: { } environment } ? [(system, environment, placement.Workload)] : []).Distinct()
            .Select(u => (Standing: view.Find(u.System, u.Environment), u.Workload)).Where(u => u.Standing is not null).ToList();
        var claims = models.Select(m => new Claim(
            new AssetId(AssetKind.Workload, "admission"), "models", Plane.Declared, Value.Map(("id", Value.Of(m)), ("base", Value.Of(m)), ("pinned", Value.False)), new Origin("admission", subject), DateTimeOffset.MinValue)).ToList();
        foreach (var (standing, workload) in standings)
            foreach (var reason in standing!.Asked(claims, workload, settings.HasStanding, view.Evidence(now), now)) yield return reason;
        if (standings.Count > 0) yield break;
        // Nobody says whose it is: the pods that read it are judged with it. What nobody may use is refused at once.
        foreach (var model in models.Where(m => !view.Standings.Any(s => IsHere(s, placement) && s.Approves(m, view.Evidence(now)))))
            yield return new GateReason(
                "model-version-pinning", "release-model-not-approved", subject, $"{subject} names {model}, which is approved for no workload{(placement.Environment is { } where ? $" in {where}" : "")}",
                "Take it out, or have it approved: `models:` of the workload and a list under `models:` in a registry.");
    }

    private static bool IsHere(GateStanding standing, Placement placement) => placement.Environment is not { } environment || new GateRequest("", environment, [], default).IsIn(standing.Decision.Environment);
}
