using System.IO.Compression;
using System.Text;
using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>What happens to the report when the estate changes.</summary>
public sealed class ChangeTests
{
    [Theory]
    [InlineData("logs", "kyc-summaries", "model-version-pinning", "eval-gate", "model-egress")]
    [InlineData("registry", "kyc-summaries")]
    [InlineData("aws", "kyc-summaries", "guardrail-drift", "audit-trail")]
    public void Without_a_plane_its_controls_are_not_evaluable(string folder, string workload, params string[] controls)
    {
        var estate = Plumb.Copy(Plumb.Bank);
        Directory.Delete(Path.Combine(estate, folder), recursive: true);
        var report = Plumb.Json_of(estate);

        Assert.DoesNotContain(report.Json.GetProperty("matrix").EnumerateArray(), c =>
            folder == "registry" && c.GetProperty("verdict").GetString() == "pass" && c.GetProperty("control").GetString() is "eval-gate" or "model-egress");
        Assert.All(controls, c => Assert.Equal("not-evaluable", report.Cell(workload, c)));
        Assert.NotEqual(3, report.ExitCode);
    }

    [Fact]
    public void A_green_run_on_the_model_in_use_mends_the_finding()
    {
        var estate = Plumb.Copy(Plumb.Bank);
        var newest = Path.Combine(estate, "evals", "loan-regression-2026-11-20.json");
        File.WriteAllText(newest, File.ReadAllText(newest).Replace("claude-3-5-sonnet-20240620-v1:0", "claude-3-5-sonnet-20241022-v2:0", StringComparison.Ordinal));

        Assert.Contains(Plumb.Json_of(Plumb.Bank).Failures, IsUnevaluated);
        Assert.DoesNotContain(Plumb.Json_of(estate).Failures, IsUnevaluated);

        static bool IsUnevaluated(System.Text.Json.JsonElement f) =>
            f.GetProperty("rule").GetString() == "model-version-not-evaluated" && f.GetProperty("asset").GetProperty("name").GetString() == "loan-decisioning";
    }

    [Fact]
    public void Records_split_shuffled_and_duplicated_are_judged_alike()
    {
        var estate = Plumb.Copy(Plumb.Bank);
        var logs = Directory.EnumerateFiles(Path.Combine(estate, "logs"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < logs.Count; i++)
        {
            var text = Plain(logs[i]);
            File.Move(logs[i], Path.Combine(Path.GetDirectoryName(logs[i])!, $"delivery-{logs.Count - i}.bin"));
            if (i % 3 == 0) File.WriteAllText(Path.Combine(Path.GetDirectoryName(logs[i])!, $"again-{i}.log"), text);
        }

        Assert.Equal(Verdicts(Plumb.Json_of(Plumb.Bank)), Verdicts(Plumb.Json_of(estate)));
    }

    [Fact]
    public void A_broken_delivery_is_a_named_gap_and_nothing_it_may_hide_passes()
    {
        var estate = Plumb.Copy(Plumb.Bank);
        var log = Directory.EnumerateFiles(Path.Combine(estate, "logs"), "*CloudTrail*.json.gz", SearchOption.AllDirectories)
            .First(f => File.ReadAllBytes(f) is [0x1f, 0x8b, ..] && f.Contains("111122223333", StringComparison.Ordinal));
        File.WriteAllBytes(log, File.ReadAllBytes(log)[..^20]);
        var report = Plumb.Json_of(estate);

        Assert.Equal(3, report.ExitCode);
        Assert.Contains(report.Gaps, g => g.GetProperty("kind").GetString() == "unreadable" && g.GetProperty("reason").GetString()!.Contains(Path.GetFileName(log), StringComparison.Ordinal));
        Assert.Equal("not-evaluable", report.Cell("kyc-summaries", "model-version-pinning"));
        Assert.Equal("fail", report.Cell("loan-decisioning", "model-version-pinning"));
    }

    [Fact]
    public void Garbage_beside_the_estate_changes_no_verdict_and_stops_nothing()
    {
        var estate = Plumb.Copy(Plumb.Bank);
        var odd = Directory.CreateDirectory(Path.Combine(estate, "odd")).FullName;
        File.WriteAllText(Path.Combine(odd, "deep.json"), new string('[', 100_000));
        File.WriteAllText(Path.Combine(odd, "half.json"), "{\"a\": ");
        File.WriteAllBytes(Path.Combine(odd, "noise.bin"), [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31))]);
        File.WriteAllText(Path.Combine(odd, "bomb.yaml"), "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n");
        File.WriteAllText(Path.Combine(odd, "wide.txt"), "é", Encoding.Unicode);
        File.CreateSymbolicLink(Path.Combine(odd, "loop"), odd);
        var report = Plumb.Json_of(estate);

        Assert.Equal(Verdicts(Plumb.Json_of(Plumb.Bank)), Verdicts(report));
    }

    [Fact]
    public void An_approved_baseline_is_never_taken_for_the_guardrail_that_is_deployed()
    {
        var estate = Plumb.Copy(Plumb.Bank);
        var answers = Path.Combine(estate, "aws", "111122223333", "eu-west-1", "bedrock");
        foreach (var file in (string[])["get-guardrail-gr-loans.json", "list-guardrails.json"]) File.Delete(Path.Combine(answers, file));
        var report = Plumb.Json_of(estate);

        Assert.Contains(report.Findings, f => f.GetProperty("rule").GetString() == "pii-filter-weakened"
            && f.GetProperty("asset").GetProperty("name").GetString() == "gr-loans" && f.GetProperty("verdict").GetString() == "not-evaluable");
    }

    [Fact]
    public void Parts_of_an_estate_named_one_by_one_are_the_estate()
    {
        var whole = Plumb.Json_of(Plumb.Bank);
        string[] parts = [.. Directory.GetDirectories(Plumb.Bank)];

        Assert.Equal(Verdicts(whole), Verdicts(Plumb.Run(["scan", .. parts, parts[0] + "/", "--format", "json", "--as-of", "2026-11-21T09:00:00Z"])));
    }

    [Fact]
    public void A_delivery_cut_between_two_records_is_noticed()
    {
        var estate = Plumb.Copy(Plumb.Bank);
        var log = Directory.EnumerateFiles(Path.Combine(estate, "logs"), "*", SearchOption.AllDirectories)
            .First(f => f.Contains("BedrockModelInvocationLogs/", StringComparison.Ordinal) && f.Contains("111122223333", StringComparison.Ordinal));
        var lines = Plain(log).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using (var cut = new MemoryStream())
        {
            using (var gzip = new GZipStream(cut, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
                gzip.Flush();
                File.WriteAllBytes(log, cut.ToArray());
            }
        }

        var report = Plumb.Json_of(estate);
        Assert.Equal(3, report.ExitCode);
        Assert.Contains(report.Gaps, g => g.GetProperty("kind").GetString() == "unreadable" && g.GetProperty("file").GetString()!.EndsWith(Path.GetFileName(log), StringComparison.Ordinal));
    }

    [Fact]
    public void A_registry_that_does_not_parse_is_an_unreadable_gap()
    {
        var estate = Plumb.Copy(Plumb.Bank);
        var file = Directory.EnumerateFiles(Path.Combine(estate, "registry"), "*.yaml").Order(StringComparer.Ordinal).First();
        File.AppendAllText(file, "\n  - : [\n");
        var report = Plumb.Json_of(estate);

        Assert.Equal(3, report.ExitCode);
        Assert.Contains(report.Gaps, g => g.GetProperty("kind").GetString() == "unreadable" && g.GetProperty("reason").GetString()!.Contains(Path.GetFileName(file), StringComparison.Ordinal));
    }

    private static List<string> Verdicts(Plumb report) =>
        [.. report.Json.GetProperty("matrix").EnumerateArray().Select(c => $"{c.GetProperty("id")} {c.GetProperty("control")} {c.GetProperty("verdict")}")];

    private static string Plain(string file)
    {
        using var stored = File.OpenRead(file);
        var isGzip = stored.ReadByte() == 0x1f;
        stored.Position = 0;
        using var reader = new StreamReader(isGzip ? new GZipStream(stored, CompressionMode.Decompress) : stored);
        return reader.ReadToEnd();
    }
}
