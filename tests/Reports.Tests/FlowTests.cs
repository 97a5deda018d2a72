using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;
using Plumbline.Reports.Lineage;
using Xunit;

namespace Plumbline.Reports.Tests;

/// <summary>One flow, from a system of record over a bucket and an index to an agent, in every format that draws it.</summary>
public sealed partial class FlowTests
{
    private static readonly AssetId Crm = new(AssetKind.DataStore, "salesforce");
    private static readonly AssetId Export = new(AssetKind.Pipeline, "path:export.py");
    private static readonly AssetId Bucket = new(AssetKind.Bucket, "arn:aws:s3:::exports");
    private static readonly AssetId Records = new(AssetKind.Dataset, "patients");
    private static readonly AssetId Indexer = new(AssetKind.Pipeline, "path:index.py");
    private static readonly AssetId Index = new(AssetKind.VectorStore, "pinecone:patients");
    private static readonly AssetId Agent = new(AssetKind.Agent, "nurse<script>");
    private static readonly Report Whole = Of(true);

    [Fact]
    public void A_dataset_that_a_registry_knows_by_name_lies_in_the_bucket_of_its_source()
    {
        var flow = Assert.Single(Flow.Of(Whole.Graph));
        Assert.Contains(flow.Arrows, a => (a.From, a.Verb, a.To) == (Records, "lies-in", Bucket));
        Assert.Equal(["salesforce", "export.py", "exports", "index.py", "pinecone:patients", "nurse<script>"], flow.Ways().First(w => w[0].Id == Crm).Select(n => n.Name));
        Assert.Equal("phi", Assert.Single(flow.Nodes.First(n => n.Id == Agent).Classes));
    }

    [Fact]
    public void The_page_draws_each_asset_and_arrow_once_and_says_where_it_is_shown()
    {
        var section = Section();
        Assert.Equal(7, Regex.Count(section, "<rect "));
        Assert.Equal(6, Regex.Count(section, "<path fill=\"none\""));
        Assert.Contains("<td>writes</td><td>export.py:4</td>", section, StringComparison.Ordinal);
        Assert.Contains("<td>lies-in</td><td>their names</td>", section, StringComparison.Ordinal);
        Assert.Contains("nurse&lt;script&gt;", section, StringComparison.Ordinal);
        using var reader = XmlReader.Create(new StringReader(section), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (reader.Read()) Assert.NotEqual("script", reader.Name);
        Assert.DoesNotMatch("NaN|Infinity", section);
    }

    [Fact]
    public void Boxes_of_one_flow_do_not_lie_on_each_other()
    {
        var boxes = Rectangles().Matches(Section()).Select(m => (X: double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), Y: double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture))).ToList();
        Assert.Equal(7, boxes.Count);
        Assert.All(boxes, a => Assert.DoesNotContain(boxes, b => a != b && Math.Abs(a.X - b.X) < 168 && Math.Abs(a.Y - b.Y) < 46));
        Assert.Equal(boxes.Count, boxes.Distinct().Count());
    }

    [Fact]
    public void A_report_without_flows_has_no_section_for_them()
    {
        var none = Of(false);
        Assert.DoesNotContain("id=\"flows\"", Sample.In("html", none), StringComparison.Ordinal);
        Assert.DoesNotContain("\"flows\": [", Sample.In("json", none), StringComparison.Ordinal);
        Assert.DoesNotContain("DATA FLOWS", Sample.In("terminal", none), StringComparison.Ordinal);
    }

    [Fact]
    public void Terminal_and_json_tell_the_same_flow()
    {
        Assert.Contains("data-store salesforce → pipeline export.py → bucket exports", Sample.In("terminal", Whole).ReplaceLineEndings(" "), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Sample.In("json", Whole));
        var flow = Assert.Single(json.RootElement.GetProperty("flows").EnumerateArray());
        Assert.Equal((7, 6), (flow.GetProperty("nodes").GetArrayLength(), flow.GetProperty("arrows").GetArrayLength()));
    }

    [Fact]
    public void Lineage_answers_for_any_asset_that_data_flows_through()
    {
        Assert.True(LineageBook.Knows(Whole, "exports") && LineageBook.Knows(Whole, "patients"));
        Assert.False(LineageBook.Knows(Whole, "other"));
        using var text = new StringWriter();
        LineageMarkdown.Write(Whole, [], "patients", text);
        Assert.Contains("- dataset patients → bucket exports → pipeline index.py → vector-store pinecone:patients → agent nurse\\<script> (phi)", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("salesforce", text.ToString(), StringComparison.Ordinal);
    }

    private static string Section()
    {
        var page = Sample.In("html", Whole);
        var start = page.IndexOf("<section id=\"flows\"", StringComparison.Ordinal);
        return page[start..(page.IndexOf("</section>", start, StringComparison.Ordinal) + 10)];
    }

    private static Report Of(bool isWhole)
    {
        List<Claim> claims =
        [
            Say(Crm, "name", Value.Of("salesforce")), Say(Export, "name", Value.Of("export.py")), Say(Bucket, "name", Value.Of("exports")), Say(Indexer, "name", Value.Of("index.py")),
            Say(Index, "name", Value.Of("pinecone:patients")), Say(Agent, "name", Value.Of("nurse<script>")), Say(Crm, "platform", Value.Map(("platform", Value.Of("Salesforce")))),
            Say(Records, "registered", Value.True, Plane.Approved), Say(Records, "data", Value.List(["phi"]), Plane.Approved),
            new Binding(Records, "s3://exports/patients", "is").ToClaim(Plane.Approved, new Origin("registry", "r.yaml", 2), default),
        ];
        if (isWhole)
            claims.AddRange([Arrow(Export, "reads", Crm, 3), Arrow(Export, "writes", Bucket, 4), Arrow(Indexer, "reads", Bucket, 5), Arrow(Indexer, "stores-in", Index, 6), Arrow(Agent, "queries", Index, 7)]);
        else claims.RemoveAt(claims.Count - 1);
        var words = Vocabulary.Of([new Property(AssetKind.DataStore, "platform", CelType.Object("p", ("platform", CelType.String)), false, "the product")]);
        var (graph, now) = (AssetGraph.From(claims, words), new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));
        var book = new Rulebook([], []);
        return new Report(new Scope("flows", now, [], []), graph, book, Assessment.Of(graph, book, now, 1));
    }

    private static Claim Say(AssetId id, string word, Value value, Plane plane = Plane.Declared) => new(id, word, plane, value, new Origin("test", "x.yaml", 1), default);

    private static Claim Arrow(AssetId from, string verb, AssetId to, int line) => new Relation(from, verb, to).ToClaim(Plane.Declared, new Origin("test", "export.py", line), default);

    [GeneratedRegex("<rect x=\"([0-9.]+)\" y=\"([0-9.]+)\"")]
    private static partial Regex Rectangles();
}
