using System.Text.Json;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Asff;

/// <summary>AWS Security Finding Format 2018-10-08: the array that `BatchImportFindings` takes, 100 a call and only from the account they name.</summary>
/// <remarks>An asset outside AWS is filed in the estate's first AWS account, and says so; an estate without one gives an empty array.</remarks>
public sealed class AsffReport : IReportFormat
{
    private const string Schema = "2018-10-08";
    private const int MostTitle = 256;
    private const int MostDescription = 1024;
    private const int MostRemediation = 512;
    private const int MostRequirements = 32;

    /// <inheritdoc/>
    public string Name => "asff";

    /// <inheritdoc/>
    public void Write(Report report, TextWriter to, Look look) => JsonText.Write(to, json =>
    {
        var homes = new AsffHomes(report);
        json.WriteStartArray();
        foreach (var finding in report.Assessment.Findings) if (homes.Of(finding.Asset) is { } home) Finding(finding, home, report, json);
        json.WriteEndArray();
    });

    private static void Finding(Finding finding, AsffHome home, Report report, Utf8JsonWriter json)
    {
        var fails = finding.Verdict == Verdict.Fail;
        var rule = finding.Rule;
        json.WriteStartObject();
        Head($"plumbline/{finding.Id}", $"plumbline/{rule.Control}/{rule.Id}", home, report.Scope.AsOf, json);
        if (Seen.Of(finding) is { } seen)
        {
            json.WriteString("FirstObservedAt", Values.Text(seen.First));
            json.WriteString("LastObservedAt", Values.Text(seen.Last));
        }

        Classify(fails ? finding.Weight.Severity : Severity.Info, finding.Weight.Severity, Types(finding), json);
        json.WriteNumber("Confidence", rule.Maturity == Maturity.Stable ? 95 : 60);
        json.WriteString("Title", Plain.Cut(fails ? rule.Title : $"Not evaluable: {rule.Title}", MostTitle));
        json.WriteString("Description", Plain.Cut(finding.Message, MostDescription));
        json.WriteStartObject("Remediation");
        json.WriteStartObject("Recommendation");
        json.WriteString("Text", Plain.Cut(finding.Fix, MostRemediation));
        json.WriteEndObject();
        json.WriteEndObject();
        AsffFields.Write(finding, home, json);
        AsffResources.Write(finding.Asset, home, json);
        Compliance(finding, fails, json);
        Foot(finding.IsWaived ? "SUPPRESSED" : "NEW", json);
        json.WriteEndObject();
    }

    private static void Head(string id, string generator, AsffHome home, DateTimeOffset asOf, Utf8JsonWriter json)
    {
        json.WriteString("SchemaVersion", Schema);
        json.WriteString("Id", id);
        json.WriteString("ProductArn", $"arn:{home.Partition}:securityhub:{home.Region}:{home.Account}:product/{home.Account}/default");
        json.WriteString("ProductName", Product.Name);
        json.WriteString("CompanyName", Product.Name);
        json.WriteString("GeneratorId", generator);
        json.WriteString("AwsAccountId", home.Account);
        json.WriteString("CreatedAt", Values.Text(asOf));
        json.WriteString("UpdatedAt", Values.Text(asOf));
    }

    private static void Classify(Severity severity, Severity own, IReadOnlyList<string> types, Utf8JsonWriter json)
    {
        // Normalized is what Security Hub itself derives from the label.
        var (label, normalized) = severity switch
        {
            Severity.Critical => ("CRITICAL", 90),
            Severity.High => ("HIGH", 70),
            Severity.Medium => ("MEDIUM", 40),
            Severity.Low => ("LOW", 1),
            _ => ("INFORMATIONAL", 0),
        };
        json.WriteStartObject("Severity");
        json.WriteString("Label", label);
        json.WriteNumber("Normalized", normalized);
        json.WriteString("Original", Posture.Assets.KebabCase.Name(own));
        json.WriteEndObject();
        json.Texts("Types", types);
        json.WriteStartObject("FindingProviderFields");
        json.WriteStartObject("Severity");
        json.WriteString("Label", label);
        json.WriteString("Original", Posture.Assets.KebabCase.Name(own));
        json.WriteEndObject();
        json.Texts("Types", types);
        json.WriteEndObject();
    }

    private static List<string> Types(Finding finding)
    {
        List<string> types = [$"Software and Configuration Checks/AI Security Posture/{finding.Rule.Control}"];
        if (finding.Verdict == Verdict.Fail && finding.Rule.Disciplines.Contains("behavior")) types.Add($"Unusual Behaviors/AI Workload/{finding.Rule.Control}");
        return types;
    }

    private static void Compliance(Finding finding, bool fails, Utf8JsonWriter json)
    {
        json.WriteStartObject("Compliance");
        json.WriteString("Status", fails ? "FAILED" : "NOT_AVAILABLE");
        json.WriteString("SecurityControlId", finding.Rule.Control);
        var requirements = finding.Rule.Maps.SelectMany(m => m.Value.Select(v => $"{Frameworks.Name(m.Key)} {v}")).Take(MostRequirements).ToList();
        if (requirements.Count > 0) json.Texts("RelatedRequirements", requirements);
        if (!fails)
        {
            json.WriteStartArray("StatusReasons");
            json.WriteStartObject();
            json.WriteString("ReasonCode", "EVIDENCE_MISSING");
            json.WriteString("Description", Plain.Cut(Posture.Findings.Finding.Unknown(finding.Missing), MostDescription));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Foot(string workflow, Utf8JsonWriter json)
    {
        json.WriteStartObject("Workflow");
        json.WriteString("Status", workflow);
        json.WriteEndObject();
        json.WriteString("RecordState", "ACTIVE");
    }
}
