using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plumbline.Reports.Bom;
using Xunit;

namespace Plumbline.Reports.Tests;

/// <summary>The AI bill of materials: one of everything, by the schema, and against another.</summary>
public sealed class BomTests
{
    private static readonly string Schemas = Path.Combine(Folder("../../.."), "shared", "schemas", "cyclonedx");

    [Theory]
    [InlineData("1.7")]
    [InlineData("1.6")]
    public void A_document_fits_the_schema(string version)
    {
        if (!File.Exists(Path.Combine(Schemas, $"bom-{version}.schema.json"))) Assert.Skip($"the schema of CycloneDX {version} is not beside the repository, in shared/schemas/cyclonedx");
        var beside = Directory.GetFiles(Schemas, "*.schema.json").ToDictionary(f => Path.GetFileName(f), f => JsonDocument.Parse(File.ReadAllText(f)).RootElement, StringComparer.Ordinal);
        var schema = new JsonSchema(beside[$"bom-{version}.schema.json"], beside);
        foreach (var report in (Posture.Scans.Report[])[Sample.Report, BomSample.Report]) Assert.Empty(schema.Faults(JsonDocument.Parse(Document(report, version)).RootElement));

        var broken = JsonNode.Parse(Document(BomSample.Report, version))!;
        broken["components"]![0]!["type"] = "agent";
        broken["components"]![1]!["licenses"] = JsonNode.Parse("""[{"license":{"id":"No-Such-License"}}]""");
        broken["services"]![0]!["purl"] = "pkg:npm/x";
        broken["serialNumber"] = "1";
        Assert.Equal(4, schema.Faults(JsonDocument.Parse(broken.ToJsonString()).RootElement).Select(f => f.Split(' ')[0].Split('/')[1] + f.Split(' ')[0].Split('/').ElementAtOrDefault(2)).Distinct().Count());
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("html")]
    public void A_bill_is_the_same_bytes(string format)
    {
        var (actual, expected) = (In(format, BomSample.Report), Path.Combine(Folder("goldens"), $"bom-{format}.golden"));
        if (Environment.GetEnvironmentVariable("PLUMB_ACCEPT") == "1") File.WriteAllText(expected, actual);
        Assert.Equal(File.ReadAllText(expected), actual);
        Assert.Equal(actual, In(format, BomSample.Again()));
        Assert.DoesNotContain(actual, c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public void References_are_unique_and_lead_somewhere()
    {
        foreach (var report in (Posture.Scans.Report[])[Sample.Report, BomSample.Report])
        {
            var root = JsonDocument.Parse(Document(report)).RootElement;
            var refs = root.GetProperty("components").EnumerateArray().Concat(root.GetProperty("services").EnumerateArray()).Select(c => c.GetProperty("bom-ref").GetString()!).Append("estate").ToList();
            Assert.Equal(refs.Count, refs.Distinct(StringComparer.Ordinal).Count());
            Assert.All(root.GetProperty("dependencies").EnumerateArray(), d => Assert.All(d.GetProperty("dependsOn").EnumerateArray().Append(d.GetProperty("ref")), t => Assert.Contains(t.GetString(), refs)));
            Assert.All(root.GetProperty("compositions").EnumerateArray(), c => Assert.All(c.GetProperty("assemblies").EnumerateArray(), t => Assert.Contains(t.GetString(), refs)));
        }
    }

    [Fact]
    public void A_model_that_is_only_called_is_marked_so()
    {
        var model = Part(Sample.Report, "model:anthropic.claude-3-5-sonnet-20241022-v2:0");
        Assert.Contains("observed, neither declared nor deployed", Notes(model, "drift"));
        Assert.Equal(["observed"], Notes(model, "planes"));
        var approved = Part(Sample.Report, "model:anthropic.claude-3-5-sonnet-20240620-v1:0");
        Assert.Equal(["approved,declared,observed"], Notes(approved, "planes"));
        Assert.Empty(Notes(approved, "drift"));
    }

    [Fact]
    public void A_model_that_code_takes_from_a_setting_is_unresolved_and_no_component()
    {
        Assert.Contains("app/chat.py:9 takes its model from CHAT_MODEL", Notes(Part(BomSample.Report, "workload:chat"), "model.unresolved"));
        Assert.DoesNotContain("model:CHAT_MODEL", Document(BomSample.Report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_published_weakness_names_what_it_affects_and_what_mends_it()
    {
        var weakness = JsonDocument.Parse(Document(BomSample.Report)).RootElement.GetProperty("vulnerabilities").EnumerateArray().Single();
        Assert.Equal("GHSA-aaaa-bbbb-cccc", weakness.GetProperty("id").GetString());
        Assert.Equal("CVE-2026-0001", weakness.GetProperty("references")[0].GetProperty("id").GetString());
        Assert.Equal("high", weakness.GetProperty("ratings")[0].GetProperty("severity").GetString());
        Assert.Equal("move to 1.2.4", weakness.GetProperty("recommendation").GetString());
        Assert.Equal(["package:pkg:pypi/openai@1.2.3"], weakness.GetProperty("affects").EnumerateArray().Select(a => a.GetProperty("ref").GetString()));
        Assert.False(JsonDocument.Parse(Document(Sample.Report)).RootElement.TryGetProperty("vulnerabilities", out _));
    }

    [Fact]
    public void Only_a_model_of_the_hub_has_a_package_url()
    {
        Assert.Equal("pkg:huggingface/acme/tiny", Part(BomSample.Report, "model:acme/tiny").GetProperty("purl").GetString());
        Assert.False(Part(BomSample.Report, "model:gpt-4o-2024-08-06").TryGetProperty("purl", out _));
    }

    [Fact]
    public void No_cell_is_a_formula() =>
        Assert.DoesNotContain(In("csv", BomSample.Report).Split('\n').SelectMany(l => l.Split(',')), c => c.TrimStart('"') is ['=' or '+' or '@', ..]);

    [Fact]
    public void A_hostile_name_is_text_on_the_page()
    {
        var page = In("html", Sample.Report);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
    }

    private static JsonElement Part(Posture.Scans.Report report, string reference) => JsonDocument.Parse(Document(report)).RootElement is var root
        ? root.GetProperty("components").EnumerateArray().Concat(root.GetProperty("services").EnumerateArray()).Single(c => c.GetProperty("bom-ref").GetString() == reference) : default;

    private static IEnumerable<string> Notes(JsonElement part, string name) =>
        part.GetProperty("properties").EnumerateArray().Where(p => p.GetProperty("name").GetString() == "plumbline:" + name).Select(p => p.GetProperty("value").GetString()!);

    private static string Document(Posture.Scans.Report report, string version = "1.7") => Written(to => CycloneDx.Write(BillOfMaterials.Of(report), version, to));

    private static string In(string format, Posture.Scans.Report report) => format switch
    {
        "json" => Document(report),
        "csv" => Written(to => BomCsv.Write(BillOfMaterials.Of(report), to)),
        _ => Written(to => BomHtml.Write(BillOfMaterials.Of(report), to)),
    };

    internal static string Written(Action<TextWriter> write)
    {
        using var text = new StringWriter { NewLine = "\n" };
        write(text);
        return text.ToString();
    }

    private static string Folder(string below, [CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, below));
}
