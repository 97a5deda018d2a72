using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;
using Plumbline.Reports;
using Plumbline.Store.Recordings;

namespace Plumbline.Server.Alerts;

/// <summary>What a ticket system needs: an action, a key that stays the same while the finding does, and words for people.</summary>
internal static class TicketText
{
    /// <summary>The version of the payload's shape.</summary>
    public const string Shape = "plumbline.ticket/v1";

    public static string Of(Notice notice)
    {
        using var text = new StringWriter();
        JsonText.WriteLine(text, json => Write(notice, json));
        return text.ToString();
    }

    private static void Write(Notice notice, Utf8JsonWriter json)
    {
        var (finding, rule) = (notice.Finding, notice.Finding.Rule);
        json.WriteStartObject();
        json.WriteString("schema", Shape);
        json.WriteString("action", notice.State switch { FindingState.Open => "open", FindingState.Resolved => "close", _ => "update" });
        json.WriteString("key", finding.Id);
        json.WriteNumber("record", notice.Number);
        json.WriteString("time", Values.Text(notice.Time));
        json.WriteString("title", $"{rule.Title}: {finding.Asset.Name}");
        json.WriteString("description", $"{finding.Message}\n\n{rule.Why}".Trim());
        json.WriteString("fix", finding.Fix);
        json.WriteString("state", notice.State.Name());
        json.WriteString("severity", finding.Weight.Severity.Name());
        json.WriteNumber("priority", finding.Weight.Severity switch { Severity.Critical => 1, Severity.High => 2, Severity.Medium => 3, Severity.Low => 4, _ => 5 });
        json.WriteString("rule", rule.Id);
        json.WriteString("control", rule.Control);
        json.WriteString("asset", finding.Asset.Id.ToString());
        json.WriteString("estate", notice.Estate);
        json.WriteString("environment", finding.Asset.Fact("environment"));
        json.WriteString("owner", finding.Asset.Fact("owner"));
        json.Texts("labels", ["plumbline", rule.Control, finding.Weight.Severity.Name()]);
        json.WriteEndObject();
    }
}
