using System.Runtime.CompilerServices;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;
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

    private static readonly ConditionalWeakTable<Report, Columns<Finding>> Known = [];

    public FindingsList(Visit visit)
    {
        var columns = Of(visit.Standing!);
        Facets = new Facets<Finding>(visit, columns, Asked(visit, columns));
        By = Ways.Any(w => w.Name == visit.Ask("group")) ? visit.Ask("group")! : Ways[0].Name;
        var groups = Group(Facets.Items).ToList();
        (Groups, Pages) = (groups.Count, Math.Max((groups.Count + GroupsOfPage - 1) / GroupsOfPage, 1));
        Page = Math.Min(visit.Page, Pages);
        Shown = [.. groups.Skip((Page - 1) * GroupsOfPage).Take(GroupsOfPage).Select(Titled)];
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

    /// <summary>True where what was typed stands in a finding.</summary>
    internal static bool Found(Finding finding, Matching typed) => typed.In(finding.Message, finding.Id, finding.Rule.Title, finding.Asset.Id.Key);

    /// <summary>The findings of a standing by everything they can be chosen by.</summary>
    internal static Columns<Finding> Of(Standing standing) => Known.GetValue(standing.Report, r => new Columns<Finding>(r.Assessment.Findings, All));

    // The places of what the address asks for by itself; null for all.
    private static List<int>? Asked(Visit visit, Columns<Finding> columns)
    {
        if (((string[])["workload", "asset", "rule", "q"]).All(n => visit.Ask(n) is null)) return null;
        IEnumerable<int> left = Enumerable.Range(0, columns.Items.Count);
        if (visit.Ask("asset") is { } asset) left = left.Where(i => columns.Items[i].Asset.Id.ToString() == asset);
        if (visit.Ask("workload") is { } workload)
        {
            var about = visit.Estate.About(workload).ToHashSet();
            left = left.Where(i => about.Contains(columns.Items[i]));
        }

        if (visit.Ask("rule") is { } rule) left = left.Where(i => columns.Items[i].Rule.Id == rule);
        if (visit.Ask("q") is { } text) left = left.Where(i => Found(columns.Items[i], new Matching(text)));
        return [.. left];
    }

    // Findings of one report about one asset share its row.
    private IEnumerable<IEnumerable<Finding>> Group(IEnumerable<Finding> findings) => By switch
    {
        "asset" => findings.GroupBy(f => f.Asset, ReferenceEqualityComparer.Instance),
        "control" => findings.GroupBy(f => f.Rule.Control),
        _ => findings.GroupBy(f => (f.Rule.Id, f.Verdict)),
    };

    private FindingGroup Titled(IEnumerable<Finding> group) => Titled(group.ToList());

    private FindingGroup Titled(List<Finding> items) => (By, First: items[0]) switch
    {
        ("asset", var f) => new FindingGroup(Told.Name(f.Asset), Links.Asset(f.Asset.Id), f.Asset.Id.Kind.Name(), items),
        ("control", var f) => new FindingGroup(Controls.Name(f.Rule.Control), Links.To("/rules", ("control", f.Rule.Control)), Told.Count(items.Select(i => i.Rule.Id).Distinct().Count(), "rule"), items),
        (_, var f) => new FindingGroup(f.Rule.Title, Links.Rule(f.Rule.Id), Controls.Name(f.Rule.Control), items),
    };
}
