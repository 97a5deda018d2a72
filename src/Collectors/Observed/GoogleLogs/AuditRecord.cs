using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.GoogleLogs;

/// <summary>One entry of Cloud Audit Logs, as Logging exports it to files, buckets and BigQuery.</summary>
internal readonly struct AuditRecord(JsonElement root)
{
    private const string Private = "private";
    private readonly JsonElement root = root;

    private JsonElement Payload => root.At("protoPayload") is { ValueKind: JsonValueKind.Object } payload ? payload : root.At("protopayload_auditlog");

    /// <summary>True for an entry of an audit log.</summary>
    public bool IsAudit => Payload.Text("methodName") is not null;

    public DateTimeOffset? Time => RecordTime.Parse(root.Text("timestamp") ?? root.Text("receiveTimestamp"));

    public string Id => root.Text("insertId") ?? "";

    public string Service => Payload.Text("serviceName") ?? "";

    /// <summary>The method without its package: `GenerateContent`.</summary>
    public string Method => Payload.Text("methodName") is { } name ? name[(name.LastIndexOf('.') + 1)..] : "";

    public string Resource => Payload.Text("resourceName") ?? "";

    /// <summary>The project whose log it is: by label, log name or resource; empty where it does not say.</summary>
    public string Project => root.Text("resource", "labels", "project_id")
        ?? GoogleName.Parse(root.Text("logName"))?.Project ?? GoogleName.Parse(Resource)?.Project ?? "";

    /// <summary>A label of the resource.</summary>
    public string? Label(string name) => root.Text("resource", "labels", name);

    /// <summary>True where somebody read or wrote data, the sort of record that is off by default.</summary>
    public bool IsDataAccess => (root.Text("logName") ?? "").EndsWith("data_access", StringComparison.Ordinal)
        && Payload.Elements("authorizationInfo").Any(a => a.Text("permissionType") is null or "DATA_READ" or "DATA_WRITE");

    /// <summary>True for what changes a configuration; such records cannot be switched off.</summary>
    public bool IsActivity => (root.Text("logName") ?? "").EndsWith("activity", StringComparison.Ordinal);

    public bool HasFailed => Payload.At("status", "code") is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out var number) && number != 0;

    /// <summary>Id of a long operation that is recorded when it starts and again when it ends; empty for others.</summary>
    public string Operation => root.Flag("operation", "first") is true ^ root.Flag("operation", "last") is true ? root.Text("operation", "id") ?? "" : "";

    /// <summary>The identity that made the call: a service account, a user, or the subject of a federated one.</summary>
    public string Principal => Payload.Text("authenticationInfo", "principalEmail") is { Length: > 0 } email ? email.ToLowerInvariant()
        : Payload.Text("authenticationInfo", "principalSubject") is { Length: > 0 } subject ? subject : "unknown";

    /// <summary>Who stood behind the principal: the first person in the chain of delegation, else its first member, else the principal.</summary>
    public string Actor
    {
        get
        {
            var chain = Payload.Elements("authenticationInfo", "serviceAccountDelegationInfo")
                .Select(d => d.Text("firstPartyPrincipal", "principalEmail") ?? d.Text("principalSubject")).OfType<string>().Select(Bare).ToList();
            return chain.Find(c => !c.EndsWith(".gserviceaccount.com", StringComparison.Ordinal)) ?? chain.FirstOrDefault() ?? Principal;
        }
    }

    /// <summary>The network the call came from; `private` for an address inside Google or a network; empty over the internet; null where it is not said.</summary>
    public string? Interface
    {
        get
        {
            var network = Payload.Text("requestMetadata", "callerNetwork");
            if (network is { Length: > 0 }) return network.StartsWith("//compute.googleapis.com/", StringComparison.Ordinal) ? network[25..] : network;
            var address = Payload.Text("requestMetadata", "callerIp");
            if (address is null or "") return null;
            return address is Private or "gce-internal-ip" || (IPAddress.TryParse(address, out var parsed) && IsPrivate(parsed)) ? Private : "";
        }
    }

    /// <summary>Where the call came from; of whoever is no service account the network alone.</summary>
    public Sender? Sender => Sender.Of(
        Payload.Text("requestMetadata", "callerIp"), Payload.Text("requestMetadata", "callerSuppliedUserAgent"), !Actor.EndsWith(".gserviceaccount.com", StringComparison.Ordinal));

    /// <summary>The id of the answer, where the record has it.</summary>
    public string Response => Payload.Text("response", "responseId") ?? Payload.Text("response", "id") ?? "";

    /// <summary>A field of the request.</summary>
    public string? Asked(params ReadOnlySpan<string> path) => Payload.At("request").Text(path);

    /// <summary>A field of the answer.</summary>
    public string? Answered(params ReadOnlySpan<string> path) => Payload.At("response").Text(path);

    private static string Bare(string identity) => identity.StartsWith("serviceAccount:", StringComparison.Ordinal) ? identity[15..] : identity.StartsWith("user:", StringComparison.Ordinal) ? identity[5..] : identity;

    private static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return true;
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;
        return address.GetAddressBytes() is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [100, >= 64 and <= 127, ..] or [169, 254, ..];
    }
}
