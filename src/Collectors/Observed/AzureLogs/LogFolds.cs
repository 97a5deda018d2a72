using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.PromptForms;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.AzureLogs;

/// <summary>Gives every record to the fold that reads its category.</summary>
/// <param name="source">The collector.</param>
/// <param name="known">What the control plane says of the accounts.</param>
internal sealed class LogFolds(string source, KnownEndpoints known, FilledTemplates templates)
{
    private readonly CallFold calls = new(source, known);
    private readonly GatewayFold gateways = new(source, known, templates);
    private readonly ActivityFold activity = new(source);

    /// <summary>Files that could not be read whole: whatever they held is missing.</summary>
    public Reaches Losses { get; } = new(
        source, ["workload.calls", "workload.invocations", "workload.releases", "guardrail.changes", "endpoint.changes"], "Azure log");

    /// <summary>Adds a record; the subscription it is about, or null where it is none that is read.</summary>
    /// <param name="record">The record.</param>
    /// <param name="file">Path of its file.</param>
    /// <param name="place">Where it is there.</param>
    /// <param name="why">Why a record that is read elsewhere cannot be read; null where nothing is wrong.</param>
    public string? Add(LogRecord record, string file, int place, out string? why)
    {
        why = null;
        if (record.Resource is not { } resource) return null;
        var category = (record.Text("category") ?? "").ToUpperInvariant();
        if (category.Length == 0) category = Table(record.Text("type"));
        var operation = record.Text("operationnamevalue", "operationname");
        var isEvent = ActivityFold.IsEvent(operation);
        var isOfAccount = resource.Type == ArmId.Accounts && category is "REQUESTRESPONSE" or "AZUREOPENAIREQUESTUSAGE" or "AUDIT";
        var isOfGateway = resource.Type == "microsoft.apimanagement/service" && category is "GATEWAYLLMLOGS" or "GATEWAYLOGS";
        if (!isEvent && !isOfAccount && !isOfGateway) return null;
        if (record.Time is not { } time)
        {
            why = "a record without a time";
            return resource.Subscription;
        }

        if (isOfGateway) gateways.Add(record, resource, category == "GATEWAYLLMLOGS", time, file, place);
        else if (isEvent) activity.Add(record, resource, operation!, time, file, place);
        else if (category == "AUDIT") activity.AddAudit(record, resource, time, file, place);
        else calls.Add(record, resource, category, time, file, place);
        return resource.Subscription;
    }

    /// <summary>Everything said, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims() => calls.ToClaims().Concat(gateways.ToClaims()).Concat(activity.ToClaims()).Concat(Losses.ToClaims());

    // Tables of their own have no category.
    private static string Table(string? table) => table switch
    {
        "ApiManagementGatewayLlmLog" => "GATEWAYLLMLOGS",
        "ApiManagementGatewayLogs" => "GATEWAYLOGS",
        _ => "",
    };
}
