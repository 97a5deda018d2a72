using System.Text;
using Plumbline.Reports.Bom;
using Xunit;

namespace Plumbline.Reports.Tests;

/// <summary>Two bills beside each other, and documents that are none.</summary>
public sealed class BomDiffTests
{
    [Fact]
    public void A_bill_does_not_differ_from_itself()
    {
        var bill = BomTests.Written(to => CycloneDx.Write(BillOfMaterials.Of(BomSample.Report), "1.7", to));
        Assert.Equal("no change\n", Text(bill, bill));
    }

    [Fact]
    public void A_new_version_is_a_change_and_no_new_part() =>
        Assert.Equal("~ library x: version -`1` +`2`\n0 added, 0 removed, 1 changed\n", Text(
            Of("""{"type":"library","name":"x","version":"1","purl":"pkg:npm/%40a/x@1"}"""), Of("""{"type":"library","name":"x","version":"2","purl":"pkg:npm/%40a/x@2"}""")));

    [Fact]
    public void Parts_of_another_writer_are_told_apart_by_type_group_and_name() =>
        Assert.Equal("+ data wiki\n- machine-learning-model m 1\n1 added, 1 removed, 0 changed\n", Text(
            Of("""{"bom-ref":"1","type":"machine-learning-model","name":"m","version":"1"},{"bom-ref":"2","type":"library","name":"same"}"""),
            Of("""{"bom-ref":"9","type":"library","name":"same"},{"bom-ref":"1","type":"data","name":"wiki"}""")));

    [Fact]
    public void An_agent_that_uses_another_model_shows_both()
    {
        const string Parts = """{"bom-ref":"a","type":"application","name":"agent"},{"bom-ref":"m","type":"machine-learning-model","name":"old"},{"bom-ref":"n","type":"machine-learning-model","name":"new"}""";
        Assert.Equal("~ application agent: models -`old` +`new`\n0 added, 0 removed, 1 changed\n", Text(
            Of(Parts, ""","dependencies":[{"ref":"a","dependsOn":["m","gone"]}]"""), Of(Parts, ""","dependencies":[{"ref":"a","dependsOn":["n"]}]""")));
    }

    [Fact]
    public void A_weakness_that_was_published_meanwhile_is_a_change()
    {
        const string Part = """{"bom-ref":"x","type":"library","name":"x","version":"1","purl":"pkg:npm/x@1"}""";
        Assert.Equal("~ library x: advisories +`GHSA-1`\n0 added, 0 removed, 1 changed\n", Text(Of(Part), Of(Part, ""","vulnerabilities":[{"id":"GHSA-1","affects":[{"ref":"x"},{"ref":"gone"},7]},7]""")));
    }

    [Fact]
    public void Owner_status_and_planes_are_compared()
    {
        static string With(string owner, string planes) => Of($$"""{"bom-ref":"workload:w","type":"application","name":"w","properties":[{"name":"plumbline:kind","value":"workload"},{"name":"plumbline:owner","value":"{{owner}}"},{"name":"plumbline:planes","value":"{{planes}}"}]}""");
        Assert.Equal("~ application w: owner -`a` +`b`\n~ application w: planes -`declared` +`declared,observed`\n0 added, 0 removed, 2 changed\n", Text(With("a", "declared"), With("b", "declared,observed")));
    }

    [Fact]
    public void Nested_parts_and_services_are_parts() =>
        Assert.Equal("+ library inner\n+ service s\n2 added, 0 removed, 0 changed\n", Text(
            Of("""{"type":"application","name":"a"}"""), Of("""{"type":"application","name":"a","components":[{"type":"library","name":"inner"}]}""", ""","services":[{"name":"s"}]""")));

    [Theory]
    [InlineData("", "is not json at line 1")]
    [InlineData("<bom/>", "is not json at line 1")]
    [InlineData("[]", "is no CycloneDX")]
    [InlineData("""{"spdxVersion":"SPDX-2.3"}""", "is no CycloneDX")]
    [InlineData("""{"bomFormat":"CycloneDX","components":{}}""", "no list")]
    [InlineData("""{"bomFormat":"CycloneDX","components":[1]}""", "no object")]
    [InlineData("""{"bomFormat":"CycloneDX","services":[{"type":"library"}]}""", "without a name")]
    [InlineData("""{"bomFormat":"CycloneDX","components":[{"name":"\ud800"}]}""", "text that is none")]
    public void A_document_that_is_none_says_why(string text, string reason)
    {
        Assert.Null(BomReading.Read(Encoding.UTF8.GetBytes(text), out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        Assert.Null(BomReading.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("""{"components":[""", 5000))), out var problem));
        Assert.Contains("not json", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_of_wrong_types_are_passed_over() =>
        Assert.Equal("no change\n", Text(
            Of("""{"type":"library","name":"a"}"""), Of("""{"type":"library","name":"a","version":7,"purl":[],"properties":[3,{"name":1},{"name":"plumbline:owner","value":{}}],"bom-ref":null}""", ""","dependencies":[null,{"ref":4},{"ref":"a","dependsOn":7}]""")));

    private static string Of(string components, string more = "") => $$"""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{{components}}]{{more}}}""";

    private static string Text(string old, string now) => BomTests.Written(BomDiff.Of(Read(old), Read(now)).WriteText);

    private static IReadOnlyDictionary<string, BomPart> Read(string text)
    {
        var parts = BomReading.Read(Encoding.UTF8.GetBytes(text), out var problem);
        Assert.Null(problem);
        return parts!;
    }
}
