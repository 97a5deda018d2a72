using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Reports;
using Plumbline.Server.Standings;
using Plumbline.Store.Recordings;

namespace Plumbline.Server.Web;

/// <summary>Findings that belong together.</summary>
/// <param name="Title">What they have in common.</param>
/// <param name="Address">More about that.</param>
/// <param name="Note">A few words beside it.</param>
/// <param name="Items">The findings, heaviest first.</param>
internal sealed record FindingGroup(string Title, string Address, string Note, IReadOnlyList<Finding> Items);

/// <summary>The findings of a standing as somebody asked for them.</summary>
internal sealed class FindingsList
{
    private const int GroupsOfPage = 20;
    private static readonly (string Name, string Label)[] Ways = [("rule", "Rule"), ("asset", "Asset"), ("control", "Control")];

    public FindingsList(Visit visit)
    {
        var all = visit.Report.Assessment.Findings;
        IReadOnlyList<Finding> about = visit.Ask("workload") is { } workload ? [.. all.Where(f => Users.Of(visit.Report.Graph).Of(f.Asset).Any(u => u.Id.ToString() == workload))] : all;
        if (visit.Ask("asset") is { } asset) about = [.. about.Where(f => f.Asset.Id.ToString() == asset)];
        if (visit.Ask("rule") is { } rule) about = [.. about.Where(f => f.Rule.Id == rule)];
        if (visit.Ask("q") is { } text) about = [.. about.Where(f => Found(f, text))];
        Facets = new Facets<Finding>(visit, about, All);
        By = Ways.Any(w => w.Name == visit.Ask("group")) ? visit.Ask("group")! : Ways[0].Name;
        var groups = Group(Facets.Items).ToList();
        (Groups, Pages) = (groups.Count, Math.Max((groups.Count + GroupsOfPage - 1) / GroupsOfPage, 1));
        Page = Math.Min(visit.Page, Pages);
        Shown = [.. groups.Skip((Page - 1) * GroupsOfPage).Take(GroupsOfPage)];
        Choices = [.. Ways.Select(w => (w.Label, Address: visit.With("group", w.Name), IsChosen: w.Name == By))];
        IsNarrowed = Facets.IsNarrowed || ((string[])["workload", "asset", "rule", "q"]).Any(n => visit.Ask(n) is not null);
    }

    public Facets<Finding> Facets { get; }

    public string By { get; }

    public IReadOnlyList<(string Label, string Address, bool IsChosen)> Choices { get; }

    public IReadOnlyList<FindingGroup> Shown { get; }

    public int Groups { get; }

    public int Page { get; }

    public int Pages { get; }

    public bool IsNarrowed { get; }

    private static Facet<Finding>[] All { get; } =
    [
        new("state", "State", f => [FindingChange.StateOf(f).Name()]) { Say = SayState, Order = (a, b) => Rank<FindingState>(a).CompareTo(Rank<FindingState>(b)) },
        new("severity", "Severity", f => [f.Weight.Severity.Name()]) { Order = (a, b) => Rank<Severity>(b).CompareTo(Rank<Severity>(a)) },
        new("control", "Control", f => [f.Rule.Control]) { Say = Controls.Name },
        new("discipline", "Discipline", f => f.Rule.Disciplines),
        new("evidence", "Measured by", f => f.Evidence.Select(e => Told.Instrument(e.Plane))),
        new("source", "Source", f => f.Evidence.Select(e => e.Origin.Source)),
        new("environment", "Environment", f => [f.Asset.Fact("environment") ?? "not stated"]),
        new("account", "Account", f => [f.Asset.Fact("account") ?? "none"]),
        new("owner", "Owner", f => [f.Asset.Fact("owner") ?? "nobody"]),
    ];

    /// <summary>A state as people say it.</summary>
    public static string SayState(string state) => state == "unknown" ? "not evaluable" : state;

    private static int Rank<T>(string name) where T : struct, Enum => KebabCase.TryParse<T>(name, out var value) ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : int.MaxValue;

    private static bool Found(Finding finding, string text) =>
        finding.Message.Contains(text, StringComparison.OrdinalIgnoreCase) || finding.Rule.Title.Contains(text, StringComparison.OrdinalIgnoreCase) || finding.Asset.Id.Key.Contains(text, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<FindingGroup> Group(IEnumerable<Finding> findings) => By switch
    {
        "asset" => findings.GroupBy(f => f.Asset.Id).Select(g => new FindingGroup(Told.Name(g.First().Asset), Links.Asset(g.Key), g.Key.Kind.Name(), [.. g])),
        "control" => findings.GroupBy(f => f.Rule.Control).Select(g => new FindingGroup(Controls.Name(g.Key), Links.To("/rules", ("control", g.Key)), Told.Count(g.Select(f => f.Rule.Id).Distinct().Count(), "rule"), [.. g])),
        _ => findings.GroupBy(f => (f.Rule.Id, f.Verdict)).Select(g => new FindingGroup(g.First().Rule.Title, Links.Rule(g.Key.Id), Controls.Name(g.First().Rule.Control), [.. g])),
    };
}
