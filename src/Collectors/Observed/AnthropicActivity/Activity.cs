using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.AnthropicActivity;

/// <summary>One activity as the feed gives it: a few fields for all, and what its type adds beside them.</summary>
internal static class Activity
{
    private static readonly string[] Common = ["id", "organization_id", "organization_uuid", "created_at", "type", "actor"];

    /// <summary>The event, its id, time and organization; null where the record is no activity. The event is null where it says nothing of posture.</summary>
    public static (ProviderEvent? Event, string Id, DateTimeOffset Time, string Organization)? Read(JsonElement record)
    {
        if (record.Text("type") is not { Length: > 0 } type || !record.Text("actor", "type")?.EndsWith("_actor", StringComparison.Ordinal) == true) return null;
        if ((record.Text("organization_id") ?? record.Text("organization_uuid")) is not { Length: > 0 } organization || RecordTime.Parse(record.Text("created_at")) is not { } time) return null;
        var (actor, kind) = Actor(record.At("actor"));
        var said = Matters(type) ? new ProviderEvent(organization, type, actor, kind, Target(record, type), ProviderEvents.Join(Details(record))) : null;
        return (said, record.Text("id") ?? "", time, organization);
    }

    // What people write, open and read is theirs; only what changes who may do or see what is posture.
    private static bool Matters(string type) =>
        type.EndsWith("_failed", StringComparison.Ordinal) || type.Contains("sharing", StringComparison.Ordinal) || type.Contains("published", StringComparison.Ordinal)
        || type.Contains("settings", StringComparison.Ordinal) && !type.StartsWith("claude_chat", StringComparison.Ordinal) && !type.StartsWith("claude_user", StringComparison.Ordinal)
        || (!type.StartsWith("claude_chat_", StringComparison.Ordinal) && !type.StartsWith("claude_file_", StringComparison.Ordinal) && !type.StartsWith("claude_project_", StringComparison.Ordinal)
            && !type.StartsWith("claude_user_", StringComparison.Ordinal) && !type.EndsWith("_viewed", StringComparison.Ordinal) && type != "compliance_api_accessed");

    private static (string Actor, string Kind) Actor(JsonElement actor)
    {
        var kind = actor.Text("type") is { } type ? type[..^6].Replace('_', '-') : "unknown";
        foreach (var name in (string[])["user_id", "api_key_id", "admin_api_key_id", "service_key_id", "directory_id", "unauthenticated_email_address"])
        {
            if (actor.Text(name) is { Length: > 0 } id) return (id.Contains('@', StringComparison.Ordinal) ? ProviderEvents.Masked(id) : id, kind);
        }

        return (actor.Text("email_address") is { } address ? ProviderEvents.Masked(address) : "unknown", kind);
    }

    // Failures are counted together: which of a thousand chats was asked for says less than how often.
    private static string Target(JsonElement record, string type)
    {
        if (type.EndsWith("_failed", StringComparison.Ordinal)) return "";
        return record.EnumerateObject().Where(p => p.Name.EndsWith("_id", StringComparison.Ordinal) && Array.IndexOf(Common, p.Name) < 0 && p.Value.ValueKind == JsonValueKind.String)
            .OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => p.Value.GetString()!).FirstOrDefault(v => !v.Contains('@', StringComparison.Ordinal)) ?? "";
    }

    private static IEnumerable<string> Details(JsonElement record)
    {
        foreach (var scope in record.Elements("scopes")) if (scope.ValueKind == JsonValueKind.String) yield return "scope:" + scope.GetString();
        foreach (var audience in record.Elements("audience")) if ((audience.Text("type") ?? (audience.ValueKind == JsonValueKind.String ? audience.GetString() : null)) is { } type) yield return "audience:" + type;
        if (record.Text("audience") is { } one) yield return "audience:" + one;
        if (record.Text("integration_type") is { } integration) yield return "integration:" + integration;
        foreach (var update in record.Elements("updates")) if (update.Text("type") is { } setting) yield return "setting:" + setting;
        foreach (var name in (string[])["role", "provider", "visibility"]) if (record.Text(name) is { } value) yield return $"{name}:{value}";
    }
}
