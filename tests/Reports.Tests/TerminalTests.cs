using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;
using Plumbline.Cel.Types;
using Plumbline.Reports.Governance;
using Plumbline.Reports.Terminal;
using Xunit;

namespace Plumbline.Reports.Tests;

/// <summary>What an estate calls its things neither steers a terminal nor writes lines of its own.</summary>
public sealed class TerminalTests
{
    private const string Nasty = "loans\n  IN LINE  nothing found\r\u001b[2J\uE000[5m\u202E";

    private static string Named(bool colour)
    {
        var page = Scan(Nasty, colour);
        Assert.DoesNotContain(page, c => (char.IsControl(c) && c is not ('\n' or '\e')) || c is '\u202E' or '\uE000');
        return page;
    }

    private static string Scan(string name, bool colour)
    {
        var id = new AssetId(AssetKind.Workload, "loans@production/1");
        Claim Say(string word, Plane plane, Value value) => new(id, word, plane, value, new Origin("test", $"{name}.yaml", 3), default);
        Claim[] claims = [Say("name", Plane.Approved, Value.Of(name)), Say("environment", Plane.Approved, Value.Of("production")), Say("registered", Plane.Approved, Value.True)];
        var gap = new Gap("test", Plane.Observed, GapKind.Missing, $"`{name}` has no logs", "switch them on", Reach.Everything, []).ToClaim(new Origin("test"));
        var graph = AssetGraph.From([.. claims, gap], Vocabulary.Of([]));
        var report = new Report(new Scope(name, Sample.Now, [], []), graph, Sample.Report.Rulebook, Posture.Findings.Assessment.Of(graph, Sample.Report.Rulebook, Sample.Now, 1));
        using var to = new StringWriter();
        new TerminalReport().Write(report, to, new Look(100, colour, null));
        return to.ToString();
    }

    [Fact]
    public void A_name_is_no_line_of_its_own()
    {
        Assert.DoesNotContain(Named(false).Split('\n'), l => l.StartsWith("  IN LINE  nothing found", StringComparison.Ordinal));
        Assert.Equal(Scan("loans", false).Split('\n').Length, Scan("lo\nns", false).Split('\n').Length);
    }

    [Fact]
    public void Only_colours_of_the_page_itself_are_escapes()
    {
        Assert.DoesNotContain('\e', Named(false));
        Assert.Contains("\e[1m", Named(true), StringComparison.Ordinal);
        Assert.DoesNotContain("\e[2J", Named(true), StringComparison.Ordinal);
        Assert.DoesNotContain("\e[5m", Named(true), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_governance_keeps_every_record_on_its_lines()
    {
        var system = new SystemRecord(
            Nasty, Nasty, [("owner", Nasty)], [("builder", [Nasty])], [new AttestationState("fairness", "attested", Nasty, Sample.Now, null)], [], "", [], [Nasty], "high", 0, [Nasty]);
        using var to = new StringWriter();
        GovernanceText.Write(Sample.Report, new GovernanceBook([system], []), to);
        Assert.DoesNotContain(to.ToString(), c => (char.IsControl(c) && c != '\n') || c == '\u202E');
        Assert.DoesNotContain(to.ToString().Split('\n'), l => l.StartsWith("  IN LINE", StringComparison.Ordinal));
    }
}
