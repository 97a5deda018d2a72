using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot;

/// <summary>Every answer of an estate, and what is said with them the same way by all readers.</summary>
internal sealed class Snapshot
{
    private readonly ImmutableArray<(Answer Answer, bool IsWhole)> answers;
    private readonly GoogleProjects projects;
    private readonly RegistryReferences registries;
    private readonly SortedSet<string> known = new(StringComparer.Ordinal);
    private readonly SortedSet<(string Project, string Location)> places = [];
    private readonly Dictionary<string, string> owners = new(StringComparer.Ordinal);

    /// <summary>Takes the answers; learns from their names which projects and locations there are.</summary>
    public Snapshot(IEnumerable<(Answer Answer, bool IsWhole)> answers, GoogleProjects projects, RegistryReferences registries)
    {
        (this.projects, this.registries) = (projects, registries);
        this.answers = [.. answers];
        foreach (var (answer, _) in this.answers)
        {
            if (NameOf(answer) is { } name)
            {
                known.Add(name.Project);
                if (name.Location is not ("" or "global")) places.Add((name.Project, name.Location));
            }

            if (answer.Kind == AnswerKind.Project && answer.Line == 0 && answer.Root.Text("projectId") is { } id) owners[FolderOf(answer.File.Path)] = id;
            if (answer.Kind == AnswerKind.Project && answer.Root.Text("projectId") is { } listed) known.Add(listed);
            if (answer.Kind == AnswerKind.Ancestor && answer.Root.Text("type") == "project" && answer.Root.Text("id") is { } own) known.Add(projects.IdOf(own));
        }
    }

    /// <summary>The answers of a kind.</summary>
    public IEnumerable<Answer> Of(AnswerKind kind) => answers.Where(a => a.Answer.Kind == kind).Select(a => a.Answer);

    /// <summary>Of several answers about one resource the newest; of equals the last by path.</summary>
    public IEnumerable<(Answer Answer, GoogleName Name)> Newest(AnswerKind kind) =>
        from answer in Of(kind)
        let name = NameOf(answer)
        where name is not null
        group (answer, name) by name.ToString() into same
        orderby same.Key
        select same.OrderBy(s => s.answer.Updated).ThenBy(s => s.answer.Origin).Last();

    /// <summary>The places of which a list was answered to its end, with one answer of each.</summary>
    public IEnumerable<(Home Home, Answer Answer)> Listed(AnswerKind kind) =>
        from one in answers
        where one.IsWhole && one.Answer.Kind == kind
        let home = HomeOf(one.Answer)
        where home is { Project: not null, Location: not null }
        group one.Answer by home into same
        orderby same.Key.Project, same.Key.Location
        select (same.Key, same.OrderBy(a => a.Origin).First());

    /// <summary>The name of an answer's resource, its project by id.</summary>
    public GoogleName? NameOf(Answer answer) => projects.Name(answer.Root.Text("name"));

    /// <summary>A resource name, its project by id; the text itself where it is none.</summary>
    public string Named(string text) => projects.Name(text)?.ToString() ?? text;

    /// <summary>The same name with its project by number; null where no answer tells.</summary>
    public string? Numbered(GoogleName name) => projects.NumberOf(name.Project) is { } number ? name.In(number).ToString() : null;

    /// <summary>A project by id.</summary>
    public string IdOf(string project) => projects.IdOf(project);

    /// <summary>Where an answer belongs: by its name, else by its path, else by the project described in its folder or above.</summary>
    public Home HomeOf(Answer answer)
    {
        if (NameOf(answer) is { } name) return new Home(name.Project, name.Location.Length > 0 ? name.Location : null);
        var home = Places.Of(answer.File.Path, known, projects);
        for (var folder = FolderOf(answer.File.Path); home.Project is null; folder = FolderOf(folder))
        {
            if (owners.TryGetValue(folder, out var owner)) home = home with { Project = owner };
            if (folder.Length == 0) break;
        }

        return home;
    }

    /// <summary>The locations of a project in which anything is, by the answers or the registries.</summary>
    public IEnumerable<string> LocationsOf(string project) =>
        places.Where(p => p.Project == project).Select(p => p.Location).Union(registries.RegionsOf(project)).Order(StringComparer.Ordinal);

    /// <summary>What an answer says of an asset.</summary>
    public static Claim Say(AssetId subject, string word, Value value, Answer answer) => new(subject, word, Plane.Deployed, value, answer.Origin, answer.Updated);

    /// <summary>Name, account and region of an asset.</summary>
    public static IEnumerable<Claim> Facts(AssetId subject, string? name, Home home, Answer answer)
    {
        if (!string.IsNullOrEmpty(name)) yield return Say(subject, "name", Value.Of(name), answer);
        if (home.Project is { } project) yield return Say(subject, "account", Value.Of(project), answer);
        if (home.Location is { } location) yield return Say(subject, "region", Value.Of(location), answer);
    }

    /// <summary>An answer would have used these words of what it reaches.</summary>
    public static Claim Cover(Reach reach, Answer answer, params ImmutableArray<string> words) =>
        new Coverage(GoogleSnapshotCollector.Source, Plane.Deployed, reach, words).ToClaim(answer.Origin);

    /// <summary>Something that the estate does not supply to this collector.</summary>
    public static Claim Lack(Reach reach, Answer answer, string reason, string fix, params ImmutableArray<string> words) =>
        new Gap(GoogleSnapshotCollector.Source, Plane.Deployed, GapKind.Missing, reason, fix, reach, words).ToClaim(answer.Origin);

    /// <summary>Something that the logs cannot show, since it is not recorded.</summary>
    public static Claim Dark(Reach reach, Answer answer, string reason, string fix, params ImmutableArray<string> words) =>
        new Gap("google-logs", Plane.Observed, GapKind.Missing, reason, fix, reach, words).ToClaim(answer.Origin);

    /// <summary>The reach of an answer of which nobody knows where it belongs: nothing is covered by it, so nothing need be void.</summary>
    public static Reach Nowhere(Answer answer) => new(new AssetId(AssetKind.Account, answer.File.Path));

    private static string FolderOf(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";
}
