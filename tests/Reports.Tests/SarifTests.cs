using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Plumbline.Reports.Tests;

/// <summary>SARIF as its schema and GitHub code scanning want it.</summary>
public sealed class SarifTests
{
    private static readonly string Schema = Path.Combine(FindRoot(), "..", "shared", "schemas", "sarif", "sarif-schema-2.1.0.json");

    [Fact]
    public void A_report_fits_the_schema()
    {
        if (!File.Exists(Schema)) Assert.Skip("the schema of SARIF 2.1.0 is not beside the repository, in shared/schemas/sarif");
        var schema = new JsonSchema(JsonDocument.Parse(File.ReadAllText(Schema)).RootElement);
        var sarif = Sample.In("sarif");
        Assert.Empty(schema.Faults(JsonDocument.Parse(sarif).RootElement));

        var broken = JsonNode.Parse(sarif)!;
        broken["runs"]![0]!["results"]![0]!["level"] = "fatal";
        broken["runs"]![0]!["extra"] = 1;
        Assert.Equal(2, schema.Faults(JsonDocument.Parse(broken.ToJsonString()).RootElement).Count);
    }

    [Fact]
    public void A_report_stays_within_the_limits_of_code_scanning()
    {
        var one = Sample.Report.Failures.First();
        var many = Enumerable.Range(0, 26_000).Select(i => one with { Id = $"{i:x16}" });
        var text = Sample.In("sarif", Sample.Report with { Assessment = Sample.Report.Assessment with { Findings = [.. many] } });
        var run = JsonDocument.Parse(text).RootElement.GetProperty("runs")[0];

        Assert.InRange(run.GetProperty("results").GetArrayLength(), 1, 25_000);
        Assert.InRange(run.GetProperty("tool").GetProperty("driver").GetProperty("rules").GetArrayLength(), 1, 25_000);
        Assert.All(run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray(), r => Assert.InRange(r.GetProperty("properties").GetProperty("tags").GetArrayLength(), 1, 20));
        Assert.All(run.GetProperty("results").EnumerateArray(), r => Assert.InRange(r.GetProperty("locations").GetArrayLength() + r.GetProperty("relatedLocations").GetArrayLength(), 1, 1000));
        Assert.Contains(run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray(), n => n.GetProperty("message").GetProperty("text").GetString()!.Contains("left out", StringComparison.Ordinal));
    }

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}
