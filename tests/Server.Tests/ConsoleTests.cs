using System.Net;
using System.Text.RegularExpressions;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;
using Plumbline.Server.Access;
using Plumbline.Server.Web;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>The pages of the console over the sample estate.</summary>
public sealed partial class ConsoleTests(ConsoleTests.Bank bank) : IClassFixture<ConsoleTests.Bank>
{
    private static readonly string[] Lists =
        ["/", "/?controls=all", "/inventory", "/inventory?group=function", "/systems", "/usage", "/graph", "/findings", "/findings?group=asset", "/findings?group=control", "/rules", "/rules/try", "/search?q=loan", "/sources", "/diagnose", "/drift", "/registries", "/gates", "/gates?system=loan-decisioning&env=production", "/audit"];

    private Rehearsal Server => bank.Server;

    [Fact]
    public async Task Every_page_renders_and_needs_nothing_that_the_policy_forbids()
    {
        var report = Server.Standing.Report;
        string[] each =
        [
            .. Lists, .. report.Graph.Rows.Select(r => Links.Asset(r.Id)), .. report.Assessment.Findings.Select(f => Links.Finding(f.Id)),
            .. report.Rulebook.Conditions.Select(c => Links.Rule(c.Rule.Id)).Take(40), .. report.Graph.Pages(AssetKind.Workload).SelectMany(p => p).Take(3).Select(r => Links.History(r.Id)),
        ];
        foreach (var path in each)
        {
            var (status, text) = await Server.GetAsync(path);
            Assert.True(status == HttpStatusCode.OK, $"{path} answers {status}");
            Assert.True(text.Contains("<h1>", StringComparison.Ordinal) && text.TrimEnd().EndsWith("</html>", StringComparison.Ordinal), path);
            Assert.False(Forbidden().IsMatch(text), $"{path} holds {Forbidden().Match(text).Value}");
        }
    }

    [Fact]
    public async Task Every_link_of_the_lists_leads_to_a_page()
    {
        var links = new HashSet<string>(StringComparer.Ordinal);
        foreach (var list in Lists) links.UnionWith(Hrefs().Matches((await Server.GetAsync(list)).Text).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value).Split('#')[0]).Where(l => l.Length > 0));
        Assert.True(links.Count > 200, $"{links.Count} links");
        foreach (var link in links.Order(StringComparer.Ordinal)) Assert.Equal((link, HttpStatusCode.OK), (link, (await Server.GetAsync(link)).Status));
    }

    [Theory]
    [InlineData("/assets/workload/nobody")]
    [InlineData("/assets/no-kind/x")]
    [InlineData("/findings/0123456789abcdef")]
    [InlineData("/findings/%2e%2e%2fx")]
    [InlineData("/rules/no-rule")]
    public async Task What_is_not_there_is_said_to_be_missing(string path)
    {
        var (status, text) = await Server.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("no such thing", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reads_without_being_known() =>
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.OK], [(await Server.GetAsync("/findings", null)).Status, (await Server.GetAsync("/static/console.css", null)).Status]);

    [Fact]
    public async Task A_finding_is_given_to_somebody_and_accepting_it_needs_somebody_else()
    {
        var page = Links.Finding(Server.Standing.Report.Failures.Last().Id);
        Assert.DoesNotContain("Accept it until a day", (await Server.GetAsync(page, Role.Viewer)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await Server.PostAsync(page, page + "/waive", Role.Viewer, ("owner", "x"))).Status);
        Assert.Contains("note=", (await Server.PostAsync(page, page + "/assign", Role.Security, ("to", "joe"), ("note", "until Friday"))).Location, StringComparison.Ordinal);
        Assert.Contains("joe: until Friday", (await Server.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Contains("problem=", (await Server.PostAsync(page, page + "/waive", Role.Security, ("owner", "mara"), ("reason", "x"), ("until", "2020-01-01"))).Location, StringComparison.Ordinal);
        Assert.Contains("is%20proposed", (await Server.PostAsync(page, page + "/waive", Role.Security, ("owner", "mara"), ("reason", "it moves in March"), ("until", "2031-03-01"))).Location, StringComparison.Ordinal);
        var list = (await Server.GetAsync("/registries", Role.Approver)).Text;
        var entry = WebUtility.HtmlDecode(Entry().Match(list).Groups[1].Value);
        var (_, text) = await Server.GetAsync(entry, Role.Approver);
        var (name, digest) = (WebUtility.HtmlDecode(Hidden("name").Match(text).Groups[1].Value), Hidden("digest").Match(text).Groups[1].Value);
        Assert.Contains("somebody%20else%20has%20to%20decide", (await Server.PostAsync(entry, "/registries/decide", Role.Approver, ("name", name), ("digest", digest), ("decision", "approve"))).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await Server.PostAsync(entry, "/registries/decide", Role.Security, ("name", name), ("digest", digest), ("decision", "approve"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Server.GetAsync("/audit", Role.Viewer)).Status);
    }

    private static Regex Hidden(string name) => new($"name=\"{name}\" value=\"([^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(5));

    [GeneratedRegex("href=\"(/registries/entry[^\"]+)\"")]
    private static partial Regex Entry();

    [Fact]
    public async Task Only_who_operates_sees_and_uses_the_forms_of_sources()
    {
        Assert.DoesNotContain("Add a source</h2>", (await Server.GetAsync("/sources", Role.Viewer)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await Server.PostAsync("/sources", "/sources", Role.Viewer, ("kind", "folder"), ("address", Server.Home), ("minutes", "5"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, await Server.ForgeAsync("/sources", Role.Admin));
        var (status, location, _) = await Server.PostAsync("/sources", "/sources", Role.Admin, ("kind", "folder"), ("address", "not/whole"), ("minutes", "5"));
        Assert.Equal(HttpStatusCode.Redirect, status);
        Assert.Contains("problem=", location, StringComparison.Ordinal);
        var more = Directory.CreateTempSubdirectory("more");
        Assert.Contains("note=", (await Server.PostAsync("/sources", "/sources", Role.Admin, ("kind", "folder"), ("address", more.FullName), ("minutes", "60"))).Location, StringComparison.Ordinal);
        Assert.Contains(more.FullName, (await Server.GetAsync("/sources", Role.Viewer)).Text, StringComparison.Ordinal);
        Assert.Contains("paused", (await Server.PostAsync("/sources", "/sources/folder-1/pause", Role.Admin)).Location, StringComparison.Ordinal);
        Assert.Contains("Resume", (await Server.GetAsync("/sources", Role.Admin)).Text, StringComparison.Ordinal);
        Assert.Contains("note=", (await Server.PostAsync("/sources", "/sources/folder-1/remove", Role.Admin)).Location, StringComparison.Ordinal);
        Assert.DoesNotContain(more.FullName, (await Server.GetAsync("/sources", Role.Viewer)).Text, StringComparison.Ordinal);
        more.Delete(true);
    }

    [Fact]
    public async Task A_cell_of_the_matrix_leads_to_the_findings_that_made_it()
    {
        var report = Server.Standing.Report;
        foreach (var cell in report.Assessment.Matrix.Where(c => c.Verdict is Verdict.Fail or Verdict.NotEvaluable).Take(25))
        {
            var (_, text) = await Server.GetAsync(Links.Findings(("workload", cell.Workload.Id.ToString()), ("control", cell.Control)));
            Assert.True(text.Contains("href=\"/findings/", StringComparison.Ordinal), $"{cell.Workload.Name} {cell.Control}");
        }
    }

    [Fact]
    public async Task Chips_narrow_and_their_numbers_are_what_is_left()
    {
        var (_, text) = await Server.GetAsync("/findings?severity=critical");
        var control = Chips().Matches(text).Select(m => (Address: WebUtility.HtmlDecode(m.Groups[1].Value), Count: m.Groups[2].Value)).First(c => c.Address.Contains("control=", StringComparison.Ordinal));
        Assert.Contains("severity=critical", control.Address, StringComparison.Ordinal);
        var narrowed = (await Server.GetAsync(control.Address)).Text;
        Assert.Equal(int.Parse(control.Count, System.Globalization.CultureInfo.InvariantCulture), Regex.Count(narrowed, "<article class=\"line"));
    }

    [Fact]
    public async Task A_condition_chooses_assets_and_a_wrong_one_is_explained()
    {
        var (_, text) = await Server.GetAsync("/inventory?filter=" + Uri.EscapeDataString("""kind == "workload" && name == "support-triage" """));
        Assert.Matches(@"<h1>\d assets? of that</h1>", text);
        Assert.True(text.Contains(">support-triage</a>", StringComparison.Ordinal) && !text.Contains(">fraud-scoring</a>", StringComparison.Ordinal));
        Assert.Contains("is no condition", (await Server.GetAsync("/inventory?filter=nonsense(")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_can_be_tried_before_it_is_enabled_and_nothing_is_kept()
    {
        const string Rule = """
            id: any-workload
            control: trial
            title: A workload is there
            severity: low
            maturity: experimental
            asset: workload
            needs: [approved]
            expect: asset.name == "nobody"
            message: "{asset.name} <b>is there</b>"
            why: To see.
            fix: Nothing.
            consequence: misuse
            disciplines: [artifact]
            incidents: [{ title: none, date: 2026-01-01, url: "https://example.org/" }]
            """;
        var before = Server.Standing.Report.Rulebook.Conditions.Length;
        var (status, _, text) = await Server.PostAsync("/rules/try", "/rules/try", Role.Engineer, ("rule", Rule));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Matches(@"<strong>[1-9]\d*</strong> fail", text);
        Assert.Contains("&lt;b&gt;is there&lt;/b&gt;", text, StringComparison.Ordinal);
        Assert.Equal(before, Server.Standing.Report.Rulebook.Conditions.Length);
        Assert.Contains("cannot be asked", (await Server.PostAsync("/rules/try", "/rules/try", Role.Engineer, ("rule", Rule.Replace("expect: asset.name", "expect: asset.nothing", StringComparison.Ordinal)))).Text, StringComparison.Ordinal);
        Assert.Contains("cannot be asked", (await Server.PostAsync("/rules/try", "/rules/try", Role.Engineer, ("rule", "[[[[{"))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await Server.PostAsync("/rules/try", "/rules/try", Role.Viewer, ("rule", Rule))).Status);
    }

    [Fact]
    public async Task The_example_on_the_page_can_be_asked_as_it_stands()
    {
        var example = WebUtility.HtmlDecode(Example().Match((await Server.GetAsync("/rules/try")).Text).Groups[1].Value);
        var (_, _, text) = await Server.PostAsync("/rules/try", "/rules/try", Role.Engineer, ("rule", example));
        Assert.DoesNotContain("cannot be asked", text, StringComparison.Ordinal);
        Assert.Contains("not applicable.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_diagnosis_is_an_answer_for_programs_too()
    {
        var (status, text) = await Server.GetAsync("/api/v1/diagnosis");
        Assert.Equal(HttpStatusCode.OK, status);
        using var json = System.Text.Json.JsonDocument.Parse(text);
        Assert.Equal(39, json.RootElement.GetProperty("groups").EnumerateArray().Sum(g => g.GetProperty("questions").GetArrayLength()));
    }

    [Theory]
    [InlineData("/findings?severity=high", "/findings?severity=high")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    public async Task A_look_is_kept_and_leads_back_to_a_page_of_the_console_only(string back, string to)
    {
        Assert.Equal(to, (await Server.PostAsync("/findings", "/theme", Role.Viewer, ("choice", "dark"), ("back", back))).Location);
        Assert.Contains("data-theme=\"dark\"", (await Server.GetAsync("/", Role.Viewer)).Text, StringComparison.Ordinal);
        await Server.PostAsync("/findings", "/theme", Role.Viewer, ("choice", "system"));
        Assert.DoesNotContain("data-theme=\"dark\"", (await Server.GetAsync("/", Role.Viewer)).Text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"<script|\sstyle=|\son[a-z]+=|javascript:|https?://(?![^""]*"" rel=""noreferrer"")[^""\s]*\.(?:css|js)")]
    private static partial Regex Forbidden();

    [GeneratedRegex("<textarea[^>]*>([^<]*)</textarea>")]
    private static partial Regex Example();

    [GeneratedRegex(@"href=""(/[^""]*)""")]
    private static partial Regex Hrefs();

    [GeneratedRegex(@"<a href=""([^""]+)"" class=""chip[^>]*>[^<]*<b>(\d+)</b>")]
    private static partial Regex Chips();

    /// <summary>One server for all these tests.</summary>
    public sealed class Bank : IAsyncLifetime
    {
        internal Rehearsal Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await Rehearsal.StartAsync(Path.Combine(Cluster.Root, "samples", "bank"));

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
