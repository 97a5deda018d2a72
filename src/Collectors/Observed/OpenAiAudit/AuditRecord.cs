using System.Text.Json;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.OpenAiAudit;

/// <summary>One record of the log: what a type adds stands under its own name, with a dot or an underscore.</summary>
internal static partial class AuditRecord
{
    /// <summary>The organization where the path names none: the list is asked for one organization, and its records do not repeat it.</summary>
    public const string Unnamed = "org-unnamed";

    /// <summary>The event, its id, time and organization; null where the record is none.</summary>
    public static (ProviderEvent? Event, string Id, DateTimeOffset Time, string Organization)? Read(JsonElement record, string path)
    {
        if (record.Text("type") is not { } type || !Types().IsMatch(type)) return null;
        if (record.At("effective_at") is not { ValueKind: JsonValueKind.Number } at || !at.TryGetDouble(out var seconds) || seconds is < 0 or > 253402300799) return null;
        var time = DateTimeOffset.UnixEpoch.AddSeconds(Math.Truncate(seconds));
        var more = record.At(type) is { ValueKind: JsonValueKind.Object } dotted ? dotted : record.At(type.Replace('.', '_'));
        var organization = path.Split('/').FirstOrDefault(p => OrganizationId().IsMatch(p)) ?? Unnamed;
        var (actor, kind) = Actor(record.At("actor"));
        var target = more.Text("id") ?? more.Text("user_id") ?? record.Text("project", "id") ?? "";
        return (new ProviderEvent(organization, type, actor, kind, target.Contains('@', StringComparison.Ordinal) ? "" : target, ProviderEvents.Join(Details(more))), record.Text("id") ?? "", time, organization);
    }

    private static (string Actor, string Kind) Actor(JsonElement actor)
    {
        if (actor.At("api_key") is { ValueKind: JsonValueKind.Object } key)
            return (key.Text("service_account", "id") ?? key.Text("user", "id") ?? key.Text("id") ?? "unknown", key.Text("type") == "service_account" ? "service-account" : "key");
        var user = actor.At("session", "user");
        return (user.Text("id") ?? (user.Text("email") is { } address ? ProviderEvents.Masked(address) : "unknown"), actor.Text("type") ?? "unknown");
    }

    private static IEnumerable<string> Details(JsonElement more)
    {
        foreach (var part in (JsonElement[])[more.At("data"), more.At("changes_requested")])
        {
            foreach (var scope in part.Elements("scopes")) if (scope.ValueKind == JsonValueKind.String) yield return "scope:" + scope.GetString();
            if (part.Text("role") is { } role) yield return "role:" + role;
        }

        foreach (var setting in Names(more.At("changes_requested"), 2)) yield return "setting:" + setting;
        if (more.Text("error_code") is { } error) yield return "error:" + error;
    }

    private static IEnumerable<string> Names(JsonElement changes, int depth)
    {
        if (changes.ValueKind != JsonValueKind.Object || depth == 0) yield break;
        foreach (var change in changes.EnumerateObject())
        {
            var inner = Names(change.Value, depth - 1).ToList();
            if (inner.Count == 0) yield return change.Name;
            foreach (var name in inner) yield return $"{change.Name}.{name}";
        }
    }

    [GeneratedRegex(@"^[a-z_]{2,40}(?:\.[a-z_]{2,40}){1,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex Types();

    [GeneratedRegex(@"^org-[A-Za-z0-9]{3,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex OrganizationId();
}
