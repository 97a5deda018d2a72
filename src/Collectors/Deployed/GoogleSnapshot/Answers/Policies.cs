using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot.Answers;

/// <summary>The IAM policies that hold for a project: its own, and those of the folders and the organization above where they were answered.</summary>
/// <param name="Project">The project's id.</param>
/// <param name="Own">The answer that names the project.</param>
/// <param name="All">Every policy with its answer.</param>
/// <param name="HasAncestors">True where what is inherited is among them.</param>
internal sealed record Policies(string Project, Answer Own, IReadOnlyList<(Answer Answer, JsonElement Policy)> All, bool HasAncestors)
{
    /// <summary>The policies of each project that an answer tells of.</summary>
    public static IEnumerable<Policies> Of(Snapshot snapshot)
    {
        var chains = snapshot.Of(AnswerKind.Ancestor).GroupBy(a => a.File.Path)
            .Select(g => (Own: g.FirstOrDefault(a => a.Root.Text("type") == "project"), All: g.Select(a => (a, a.Root.At("policy"))).ToList()))
            .Where(c => c.Own is not null).Select(c => (Project: snapshot.IdOf(Id(c.Own!.Root)), c.Own, c.All, HasAncestors: true));
        var alone = from answer in snapshot.Of(AnswerKind.Policy)
                    let project = snapshot.HomeOf(answer).Project
                    where project is not null
                    select (Project: project, Own: (Answer?)answer, All: new List<(Answer, JsonElement)> { (answer, answer.Root) }, HasAncestors: false);
        return chains.Concat(alone).GroupBy(p => p.Project).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Policies(
            g.Key, g.OrderByDescending(p => p.HasAncestors).ThenBy(p => p.Own!.Origin).First().Own!, [.. g.SelectMany(p => p.All)], g.Any(p => p.HasAncestors)));
    }

    private static string Id(JsonElement element) => element.Text("id") ?? "";
}
