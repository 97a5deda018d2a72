using System.Runtime.CompilerServices;
using System.Text.Json;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Gates;
using Plumbline.Reports.Json;
using Plumbline.Reports.Terminal;
using Xunit;

namespace Plumbline.Reports.Tests;

/// <summary>What a gate answers, for machines and for people.</summary>
public sealed class GateTests
{
    private static readonly string Schema = Path.Combine(Folder(), "..", "..", "schemas", "gate-v1.schema.json");
    private static readonly GateOverride Over = new("", "eval-unbound", "jane", "outage", Sample.Now, Sample.Now.AddDays(1), true);

    private static GateDecision Decision(params GateReason[] reasons) => new(
        reasons.Any(r => r.Effect == ReasonEffect.Refuses) ? GateOutcome.Refuse : GateOutcome.Allow, "loans", "production", Sample.Now, DeployKind.Later, false,
        [.. reasons], [Over, Over with { Holds = false, Until = Sample.Now }], [Released.Of(Sample.Report.Graph.Rows.First(r => r.Id.Kind == Posture.Assets.AssetKind.Workload), Sample.Report.Graph, [])], new string('a', 64));

    private static string Text(GateDecision decision)
    {
        using var to = new StringWriter();
        GateText.Write(decision, to, new Look(100, false, null));
        return to.ToString();
    }

    [Fact]
    public void Every_effect_fits_the_schema()
    {
        foreach (var effect in Enum.GetValues<ReasonEffect>())
        {
            using var to = new StringWriter();
            GateJson.Write(Decision(new GateReason("eval-gate", "eval-unbound", "loans", "no", "do", GateMode.Enforce, effect, effect == ReasonEffect.Overridden ? Over : null)), to);
            using var document = JsonDocument.Parse(to.ToString());
            Assert.Empty(new JsonSchema(JsonDocument.Parse(File.ReadAllText(Schema)).RootElement).Faults(document.RootElement));
        }
    }

    [Fact]
    public void A_page_says_who_lets_it_pass_and_until_when()
    {
        var text = Text(Decision(new GateReason("eval-gate", "eval-unbound", "loans", "no", "do", GateMode.Enforce, ReasonEffect.Overridden, Over)));
        Assert.StartsWith("ALLOW  loans in production, as of 2026-11-21 09:00 UTC\n", text, StringComparison.Ordinal);
        Assert.Contains("let pass by jane until 2026-11-22 09:00 UTC: outage", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_estate_says_steers_no_terminal()
    {
        var text = Text(Decision(new GateReason("eval-gate", "eval-unbound", "loans", "\u001b[2Jgone", "\u001b]0;x\a")));
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\a', text);
        Assert.StartsWith("REFUSE", text, StringComparison.Ordinal);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
