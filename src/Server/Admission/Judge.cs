using System.Collections.Immutable;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;

namespace Plumbline.Server.Admission;

/// <summary>Judges reviews: nothing is asked of anybody else while one waits.</summary>
/// <param name="settings">How it was started.</param>
/// <param name="current">The registry as it was read last.</param>
/// <param name="memory">Config maps that were seen.</param>
/// <param name="clock">Now.</param>
internal sealed class Judge(AdmissionSettings settings, Func<View> current, ConfigMemory memory, TimeProvider clock)
{
    private const int MostItems = 1000;

    /// <summary>Judges one.</summary>
    public Answer Of(Review review)
    {
        if (review.Operation is not ("CREATE" or "UPDATE") || review.Object is not { } node) return Answer.Untouched;
        // What is being deleted must be able to go; a config map that waits for it is still read.
        if (review.Operation == "UPDATE" && node.TextAt("metadata", "deletionTimestamp") is not null && (node.TextAt("kind") != "ConfigMap" || ConfigJudge.IsUnchanged(node, review.Old?.Node))) return Answer.Untouched;
        var kind = node.TextAt("kind")!;
        if (!kind.EndsWith("List", StringComparison.Ordinal) || node["items"] is not YamlList items) return One(review, node, review.Old);
        if (items.Nodes.Length > MostItems) return Answer.NotUnderstood($"the list has more than {MostItems} items");
        var answers = items.Nodes.OfType<YamlMap>().Select(i => One(review, i["kind"] is null ? i with { Entries = i.Entries.Add(("kind", new YamlScalar(i.Line, kind[..^4], true))) } : i, null)).ToList();
        return answers.Find(a => !a.IsAllowed) ?? answers.Find(a => a.IsAi) ?? Answer.Untouched;
    }

    // An item of a list still has what is left out of objects.
    private static YamlMap Bare(YamlMap node) => node["metadata"] is not YamlMap metadata || (node["status"] is null or JsonSlice && metadata["managedFields"] is null or JsonSlice) ? node : node with
    {
        Entries = [.. node.Entries.Where(e => e.Key is not "status").Select(e => e.Key == "metadata" ? (e.Key, metadata with { Entries = [.. metadata.Entries.Where(m => m.Key is not "managedFields")] }) : e)],
    };

    private Answer One(Review review, YamlMap whole, OldObject? old)
    {
        var (view, node) = (current(), Bare(whole));
        if (node.TextAt("kind") == "ConfigMap" && node.TextAt("apiVersion") is "v1" or null) return new ConfigJudge(settings, view, memory, clock).Of(review, node, old);
        var space = review.Namespace.Length > 0 ? review.Namespace : node.TextAt("metadata", "namespace") ?? "default";
        if (ReleasedObject.Of(node, space, name => memory.Of(space, name) ?? view.Config(space, name)) is not { } asked) return Answer.NotUnderstood("the object has no kind");
        List<(string Key, string Value)> marks = [.. asked.Marks];
        var images = asked.Images.Select(i => (Image: i, Model: view.Images.ModelOf(i))).Where(i => i.Model is not null).ToList();
        var placement = Placement.Of(marks, space, asked.Owner, view, settings);
        if (!asked.IsAi && images.Count == 0 && placement.System is null) return Answer.Untouched;
        var release = new Release(settings, view, asked, placement, clock.GetUtcNow())
        {
            IsByController = review.IsByController && asked.Owner != (asked.Object.Kind, asked.Object.Name),
            IsUnchanged = review.Operation == "UPDATE" && old?.Node is { } before && Sameness.OfSpecs(before, node),
        };
        foreach (var (image, model) in images) release.Ask(model!, image.Text, "image");
        foreach (var text in marks.Where(m => m.Key == Placement.ModelsMark).SelectMany(m => m.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct())
            release.Ask(ModelId.Parse(text).Base, text, $"annotation {Placement.ModelsMark}");
        var answer = release.Judged();
        if (settings.KeepsReviews && answer.IsAllowed && !review.IsDryRun && release.Standing is { } standing)
            foreach (var config in asked.ConfigMaps) memory.Use(space, config, (standing.Decision.System, standing.Decision.Environment, placement.Workload), asked.Serves);
        return answer;
    }
}

/// <summary>Whether an update leaves what is released as it was.</summary>
internal static class Sameness
{
    // How many of them run is no release.
    private static readonly string[] Counts = ["replicas", "paused", "suspend", "parallelism"];

    /// <summary>True where two objects differ in their metadata, their state and their number at most.</summary>
    public static bool OfSpecs(YamlMap one, YamlMap other) => Same(Spec(one), Spec(other));

    /// <summary>True where two nodes say the same.</summary>
    public static bool Same(YamlNode? one, YamlNode? other) => (one, other) switch
    {
        (null, null) => true,
        (YamlScalar a, YamlScalar b) => a.Raw == b.Raw && a.IsQuoted == b.IsQuoted,
        (YamlList a, YamlList b) => a.Nodes.Length == b.Nodes.Length && a.Nodes.Zip(b.Nodes).All(p => Same(p.First, p.Second)),
        (YamlMap a, YamlMap b) => a.Entries.Length == b.Entries.Length && a.Entries.All(e => b[e.Key] is { } there && Same(e.Node, there)),
        _ => false,
    };

    private static YamlMap Spec(YamlMap one) => new(
        0, [.. one.Entries.Where(e => e.Key is not ("metadata" or "status" or "spec" or "apiVersion" or "kind")),
            .. one["spec"] is YamlMap spec ? spec.Entries.Where(e => !Counts.Contains(e.Key)).Select(e => ("spec." + e.Key, e.Node)) : [],
            .. one.EntriesAt("metadata", "annotations").Concat(one.EntriesAt("metadata", "labels")).Where(e => e.Key.StartsWith("plumbline/", StringComparison.Ordinal)).Select(e => ("mark." + e.Key, e.Node))]);
}
