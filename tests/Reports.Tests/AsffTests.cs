using System.Text;
using System.Text.Json;
using Xunit;

namespace Plumbline.Reports.Tests;

/// <summary>Findings have what `BatchImportFindings` asks, within its limits.</summary>
public sealed class AsffTests
{
    private static readonly string[] Required = ["SchemaVersion", "Id", "ProductArn", "GeneratorId", "AwsAccountId", "CreatedAt", "UpdatedAt", "Severity", "Title", "Description", "Resources", "Types"];
    private static readonly string[] Labels = ["INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"];
    private static readonly JsonElement[] Findings = Read(Sample.In("asff"));

    [Fact]
    public void Every_finding_has_the_required_fields_within_their_limits()
    {
        Assert.NotEmpty(Findings);
        Assert.All(Findings, f => Assert.Empty(Faults(f)));
    }

    [Fact]
    public void Long_texts_are_cut_and_the_size_stays_below_240_kb()
    {
        var one = Sample.Report.Failures.First(f => f.Asset.Fact("account") == "111122223333");
        var long_ = one with { Message = new string('ж', 9000), Fix = new string('漢', 9000), Evidence = [.. Enumerable.Repeat(one.Evidence, 30).SelectMany(e => e)] };
        var finding = Read(Sample.In("asff", Sample.Report with { Assessment = Sample.Report.Assessment with { Findings = [long_] } }))[0];

        Assert.Empty(Faults(finding));
        Assert.EndsWith("…", finding.GetProperty("Description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_are_unique_so_that_no_finding_overwrites_another() =>
        Assert.Equal(Findings.Length, Findings.Select(f => f.GetProperty("Id").GetString()).Distinct().Count());

    [Fact]
    public void Fail_and_not_evaluable_are_told_apart()
    {
        Assert.Equal("FAILED", Of("called-not-approved").GetProperty("Compliance").GetProperty("Status").GetString());
        var open = Of("prompt-not-logged");
        Assert.Equal("NOT_AVAILABLE", open.GetProperty("Compliance").GetProperty("Status").GetString());
        Assert.Equal("INFORMATIONAL", open.GetProperty("Severity").GetProperty("Label").GetString());
        Assert.Contains("observed.invocations", open.GetProperty("Compliance").GetProperty("StatusReasons")[0].GetProperty("Description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_waived_finding_is_suppressed() => Assert.Equal("SUPPRESSED", Of("pii-filter-weakened").GetProperty("Workflow").GetProperty("Status").GetString());

    [Fact]
    public void An_arn_has_its_own_resource_type_and_details()
    {
        var role = Findings.Select(f => f.GetProperty("Resources")[0]).First(r => r.GetProperty("Id").GetString()!.EndsWith("role/evil", StringComparison.Ordinal));
        Assert.Equal("AwsIamRole", role.GetProperty("Type").GetString());
        Assert.Equal("evil", role.GetProperty("Details").GetProperty("AwsIamRole").GetProperty("RoleName").GetString());
    }

    [Fact]
    public void What_lives_outside_aws_is_filed_in_the_first_account_and_says_so()
    {
        var elsewhere = Findings.First(f => f.GetProperty("Resources")[0].GetProperty("Id").GetString()!.Contains("/subscriptions/", StringComparison.Ordinal));
        Assert.Contains("lives outside AWS", elsewhere.GetProperty("ProductFields").GetProperty("plumbline/account").GetString(), StringComparison.Ordinal);
    }

    /// <summary>What Security Hub would reject.</summary>
    public static List<string> Faults(JsonElement finding)
    {
        var faults = Required.Where(r => !finding.TryGetProperty(r, out _)).Select(r => $"{r} is missing").ToList();
        void Length(string name, string? text, int most)
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > most) faults.Add($"{name} is empty or longer than {most}");
        }

        Length("Title", finding.GetProperty("Title").GetString(), 256);
        Length("Description", finding.GetProperty("Description").GetString(), 1024);
        Length("Id", finding.GetProperty("Id").GetString(), 512);
        Length("GeneratorId", finding.GetProperty("GeneratorId").GetString(), 512);
        Length("Remediation", finding.GetProperty("Remediation").GetProperty("Recommendation").GetProperty("Text").GetString(), 512);
        var account = finding.GetProperty("AwsAccountId").GetString()!;
        if (account.Length != 12 || !account.All(char.IsAsciiDigit)) faults.Add("AwsAccountId is no account");
        if (!finding.GetProperty("ProductArn").GetString()!.EndsWith($":{account}:product/{account}/default", StringComparison.Ordinal)) faults.Add("ProductArn is not the account's default product");
        if (!Labels.Contains(finding.GetProperty("Severity").GetProperty("Label").GetString())) faults.Add("Severity.Label");
        foreach (var type in finding.GetProperty("Types").EnumerateArray())
            if (type.GetString()!.Split('/').Length != 3 || type.GetString()!.Split('/')[0] is not ("Software and Configuration Checks" or "Unusual Behaviors")) faults.Add($"type {type}");
        if (finding.GetProperty("Resources").GetArrayLength() is < 1 or > 32) faults.Add("Resources");
        if (finding.TryGetProperty("ProductFields", out var fields))
        {
            if (fields.EnumerateObject().Count() > 50) faults.Add("more than 50 ProductFields");
            foreach (var field in fields.EnumerateObject()) if (field.Name.Length > 128 || field.Value.GetString() is not { Length: > 0 and <= 2048 }) faults.Add($"ProductFields.{field.Name}");
        }

        if (Encoding.UTF8.GetByteCount(finding.GetRawText()) > 240 * 1024) faults.Add("larger than 240 KB");
        return faults;
    }

    private static JsonElement[] Read(string text) => [.. JsonDocument.Parse(text).RootElement.EnumerateArray()];

    private static JsonElement Of(string rule) => Findings.First(f => f.GetProperty("GeneratorId").GetString()!.EndsWith("/" + rule, StringComparison.Ordinal));
}
