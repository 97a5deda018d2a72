using System.Text.Json;
using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>`plumb lineage` and the rules of lineage, over an estate of one model whose chain is whole, and the same with one link taken away.</summary>
public sealed class LineageTests
{
    private const string Arn = "arn:aws:bedrock:eu-west-1:111122223333:custom-model/amazon.nova-lite-v1:0/abc123def456";
    private const string Job = "arn:aws:bedrock:eu-west-1:111122223333:model-customization-job/amazon.nova-lite-v1:0/job1";

    private const string Registry = """
        plumbline: registry/v1
        accounts: [{ id: "111122223333", name: bank, environment: production }]
        datasets:
          - name: letters
            source: s3://bank-train/letters/
            classification: internal
            preprocessing: { run: "arn:aws:sagemaker:eu-west-1:111122223333:processing-job/clean", commit: 9f2c1ab }
            approval: { status: approved, by: data-governance, date: 2026-07-01, expires: 2027-07-01, purpose: training }
        """;

    private static readonly string Model = $$$"""
        {"modelArn":"{{{Arn}}}","modelName":"writer","modelKmsKeyArn":"arn:aws:kms:eu-west-1:111122223333:key/1","jobName":"tune","jobArn":"{{{Job}}}","customizationType":"FINE_TUNING",
         "baseModelArn":"arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0","creationTime":"2026-08-01T00:00:00Z",
         "trainingDataConfig":{"s3Uri":"s3://bank-train/letters/v1/train.jsonl"},"outputDataConfig":{"s3Uri":"s3://bank-train/out/"}}
        """;

    private static readonly string Run = $$$"""
        {"jobArn":"{{{Job}}}","jobName":"tune","outputModelName":"writer","outputModelArn":"{{{Arn}}}","roleArn":"arn:aws:iam::111122223333:role/tune","status":"Completed",
         "creationTime":"2026-08-01T00:00:00Z","lastModifiedTime":"2026-08-01T02:00:00Z","endTime":"2026-08-01T02:00:00Z",
         "trainingDataConfig":{"s3Uri":"s3://bank-train/letters/v1/train.jsonl"},"outputDataConfig":{"s3Uri":"s3://bank-train/out/"}}
        """;

    [Fact]
    public void A_chain_that_is_whole_breaks_no_rule_of_it()
    {
        var found = Found(Estate(Registry, Model, Run));
        Assert.DoesNotContain(found, f => f.Verdict == "fail");
    }

    [Theory]
    [InlineData("source: s3://bank-train/letters/", "source: s3://bank-train/letters/v2/", "fine-tune-without-documented-dataset")]
    [InlineData("source: s3://bank-train/letters/", "source: s3://bank-train/letter", "lineage-link-broken")]
    [InlineData("status: approved", "status: rejected", "dataset-not-approved")]
    [InlineData("expires: 2027-07-01", "expires: 2026-11-01", "dataset-not-approved")]
    [InlineData("purpose: training", "purpose: evaluation", "dataset-not-approved")]
    [InlineData("run: \"arn:aws:sagemaker:eu-west-1:111122223333:processing-job/clean\", commit: 9f2c1ab", "description: cleaned", "dataset-preprocessing-undocumented")]
    public void A_registry_that_loses_a_link_is_found(string what, string by, string rule) =>
        Assert.Contains(Found(Estate(Registry.Replace(what, by, StringComparison.Ordinal), Model, Run)), f => f.Rule == rule && f.Verdict == "fail");

    [Fact]
    public void A_run_that_the_export_lacks_is_found_and_named()
    {
        var other = Run.Replace("job1", "job9", StringComparison.Ordinal).Replace("abc123def456", "zzz", StringComparison.Ordinal);
        var broken = Found(Estate(Registry, Model, other)).Single(f => f.Rule == "lineage-link-broken" && f.Asset == "writer" && f.Message.Contains(Job, StringComparison.Ordinal));
        Assert.Equal("fail", broken.Verdict);
        Assert.Contains("pipeline metadata lacks run", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_pipeline_metadata_or_without_a_registry_nothing_passes()
    {
        Assert.Contains(Found(Estate(Registry, Model, null)), f => f.Rule == "lineage-link-broken" && f.Verdict == "not-evaluable");
        Assert.Contains(Found(Estate(null, Model, Run)), f => f.Rule == "fine-tune-without-documented-dataset" && f.Verdict == "not-evaluable");
    }

    [Fact]
    public void The_record_states_what_is_stated_and_lists_the_rest_as_gaps()
    {
        var said = Plumb.Run("lineage", "writer", Estate(Registry, Model, Run), "--format", "json");
        Assert.Equal(0, said.ExitCode);
        Assert.Equal("plumbline.lineage/v1", said.Json.GetProperty("schema").GetString());
        var model = Assert.Single(said.Json.GetProperty("models").EnumerateArray());
        Assert.All(model.GetProperty("article53").EnumerateArray(), f => Assert.Equal(f.GetProperty("value").ValueKind == JsonValueKind.Null, f.GetProperty("origin").ValueKind == JsonValueKind.Null));
        Assert.Contains(model.GetProperty("gaps").EnumerateArray(), g => g.GetString()!.StartsWith("limitations", StringComparison.Ordinal));
        Assert.Contains(model.GetProperty("chain").EnumerateArray(), l => l.GetProperty("link").GetString() == "approved by" && l.GetProperty("to").GetString() == "data-governance");
        Assert.Equal(said.Output, Plumb.Run("lineage", Arn, Path.GetDirectoryName(Estate(Registry, Model, Run) + "/")!, "--format", "json", "--as-of", "2026-11-21T09:00:00Z").Output);
    }

    [Fact]
    public void A_model_that_is_not_there_is_a_usage_error()
    {
        var said = Plumb.Run("lineage", "nobody", Estate(Registry, Model, Run));
        Assert.Equal(2, said.ExitCode);
        Assert.Contains("`nobody`", said.Errors, StringComparison.Ordinal);
    }

    private static List<(string Rule, string Verdict, string Asset, string Message)> Found(string estate) =>
        Plumb.Json_of(estate).Findings.Select(f => (
            f.GetProperty("rule").GetString()!, f.GetProperty("verdict").GetString()!, f.GetProperty("asset").GetProperty("name").GetString()!, f.GetProperty("message").GetString()!))
            .Where(f => f.Item3 == "writer").ToList();

    private static string Estate(string? registry, string model, string? run)
    {
        var folder = Directory.CreateTempSubdirectory("plumb-lineage-").FullName;
        File.WriteAllText(Path.Combine(folder, "plumbline.yaml"), "plumbline: estate/v1\nname: lineage\nas-of: 2026-11-21T09:00:00Z\n");
        if (registry is not null) File.WriteAllText(Path.Combine(folder, "reg.yaml"), registry);
        File.WriteAllText(Path.Combine(folder, "one.json"), model);
        if (run is not null) File.WriteAllText(Path.Combine(folder, "two.json"), run);
        return folder;
    }
}
