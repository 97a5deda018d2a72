using System.Runtime.CompilerServices;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Xunit;

namespace Plumbline.Reports.Tests;

/// <summary>Every rule that ships gives a finding with severity, resource, control and remediation, in the forms that other tools take.</summary>
public sealed class ShippedRuleTests
{
    private static readonly Vocabulary Vocabulary = Vocabulary.Of(Collectors.Catalogue.All.SelectMany(c => c.Words));
    private static readonly IReadOnlyDictionary<string, RuleText> Texts = RuleFolders.Read([Path.Combine(FindRoot(), "rules")]).ToDictionary(t => t.Id);

    public static TheoryData<string> Ids() => [.. Texts.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_finding_has_severity_resource_control_and_remediation(string id)
    {
        var (finding, condition) = FindingOf(id);
        var report = Sample.Of([finding], [condition]);

        var ocsf = JsonDocument.Parse(Sample.In("ocsf", report)).RootElement;
        Assert.Empty(OcsfShape.Faults(ocsf));
        Assert.InRange(ocsf.GetProperty("severity_id").GetInt32(), 1, 5);
        Assert.NotEmpty(ocsf.GetProperty("resources")[0].GetProperty("uid").GetString()!);
        Assert.Equal(finding.Rule.Control, ocsf.GetProperty("unmapped").GetProperty("control").GetString());
        Assert.Equal(finding.Rule.Control, ocsf.GetProperty("finding_info").GetProperty("types")[0].GetString());
        Assert.NotEmpty(ocsf.GetProperty("remediation").GetProperty("desc").GetString()!);

        var filed = JsonDocument.Parse(Sample.In("asff", report)).RootElement;
        if (filed.GetArrayLength() == 0)
        {
            // Security Hub files nothing without an AWS account, and this case's estate has none.
            Assert.DoesNotMatch("^[0-9]{12}$", finding.Asset.Fact("account") ?? "");
            return;
        }

        var asff = filed[0];
        Assert.Empty(AsffTests.Faults(asff));
        Assert.NotEmpty(asff.GetProperty("Resources")[0].GetProperty("Id").GetString()!);
        Assert.Equal(finding.Rule.Control, asff.GetProperty("Compliance").GetProperty("SecurityControlId").GetString());
    }

    private static (Finding Finding, Condition Condition) FindingOf(string id)
    {
        var rule = RuleReader.Read(Texts[id], out var wrong)!;
        Assert.Empty(wrong);
        var (path, text) = RuleFolders.Cases(Texts[id]).First(c => Path.GetFileName(c.Path).StartsWith("fires-", StringComparison.Ordinal));
        // A case names no cloud; Security Hub files nothing without an account.
        var placed = text.Contains("account:", StringComparison.Ordinal) ? text : text.Replace("asset: {", "asset: { account: \"111122223333\",", StringComparison.Ordinal);
        var one = RuleCase.Read(path, placed, rule.Asset, Vocabulary, out var problem);
        Assert.True(one is not null, problem);
        var condition = Condition.Compile(rule, new KindLayout(rule.Asset, Vocabulary), one.Now, out _)!;
        Assert.Equal(Verdict.Fail, condition.Of(one.Row));
        var graph = new Finding(
            Finding.Fingerprint(rule.Id, one.Row.Id), rule, one.Row, Verdict.Fail, Weight.Of(rule, one.Row, [one.Row]), condition.On(one.Row).Message.Write(one.Row.Slots()).Trim(), condition.On(one.Row).Fix.Write(one.Row.Slots()).Trim(), [], [], []);
        return (graph, condition);
    }

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}
