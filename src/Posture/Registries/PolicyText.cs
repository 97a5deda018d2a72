using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Registries;

/// <summary>Reads policies, people and systems from entries; what is not as expected reads as the stricter thing.</summary>
internal static class PolicyText
{
    private const int Most = 100;
    private const int Longest = 36_500;

    public static ApprovalPolicy Policy(JsonElement entry) => new(
        Text(entry, "name"),
        Text(entry, "mode") is { Length: > 0 } mode ? KebabCase.TryParse<ApprovalMode>(mode, out var known) ? known : ApprovalMode.Enforce : ApprovalMode.Audit,
        Math.Clamp(Number(entry, "quorum", 1), 0, Most), Texts(entry, "roles"), Texts(entry, "reviews"),
        Texts(entry, "sections"), Texts(entry, "environments"), Texts(entry, "risk-classes"),
        Math.Clamp(Number(entry, "valid-days", 0), 0, Longest), Math.Clamp(Number(entry, "review-days", 0), 0, Longest));

    public static Identity Identity(JsonElement entry) => new(Text(entry, "person"), Texts(entry, "names"), Texts(entry, "roles"), Texts(entry, "keys"))
    {
        Vouches = entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("vouches", out var vouches) && vouches.ValueKind == JsonValueKind.True,
    };

    public static SystemUse System(JsonElement entry)
    {
        var workloads = Items(entry, "workloads");
        var uses = workloads.SelectMany(Named).Distinct().Order(StringComparer.Ordinal);
        return new SystemUse(
            Text(entry, "id"), Text(entry, "risk-class"),
            [.. workloads.Select(w => Text(w, "environment")).Where(e => e.Length > 0).Distinct().Order(StringComparer.Ordinal)], [.. uses]);
    }

    /// <summary>Environments and risk classes that a version concerns: by what it says itself, and by the systems that use it.</summary>
    public static (ImmutableArray<string> Environments, ImmutableArray<string> Risks) Concerns(EntryVersion version, ImmutableArray<SystemUse> systems)
    {
        var plain = $"{version.Name.Section}/{version.Name.Name.Split('#')[0]}";
        var own = version.Name.Section == "systems" ? System(version.Content) : null;
        // A posture policy is about the agent that it is named after.
        var about = version.Name.Section == "agent-posture-policies" ? $"agents/{version.Name.Name}" : plain;
        var users = systems.Where(s => s.Uses.Contains(about) || (version.Name.Section == "systems" && s.Id == version.Name.Name)).ToList();
        if (own is not null) users.Add(own);
        var stated = new[] { Text(version.Content, "environment") }.Where(e => e.Length > 0);
        return ([.. users.SelectMany(u => u.Environments).Concat(stated).Distinct()], [.. users.Select(u => u.RiskClass).Append(Text(version.Content, "risk-class")).Where(r => r.Length > 0).Distinct()]);
    }

    private static IEnumerable<string> Named(JsonElement workload)
    {
        foreach (var (key, section) in ((string, string)[])[("prompts", "prompts"), ("suites", "evals"), ("agents", "agents"), ("guardrail", "guardrails")])
        {
            if (workload.ValueKind != JsonValueKind.Object || !workload.TryGetProperty(key, out var said)) continue;
            foreach (var one in said.ValueKind == JsonValueKind.Array ? said.EnumerateArray().ToArray() : [said])
                if ((one.ValueKind == JsonValueKind.String ? one.GetString() : Text(one, "name")) is { Length: > 0 } name) yield return $"{section}/{name.Trim()}";
        }
    }

    /// <summary>The text under a key; empty where there is none.</summary>
    public static string Text(JsonElement entry, string key) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : "";

    private static int Number(JsonElement entry, string key, int otherwise) =>
        entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty(key, out var value) ? otherwise
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is >= 0 and <= int.MaxValue ? (int)Math.Ceiling(number) : Most;

    private static ImmutableArray<string> Texts(JsonElement entry, string key) =>
        [.. Items(entry, key).Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!.Trim()).Where(t => t.Length > 0)];

    private static JsonElement[] Items(JsonElement entry, string key) =>
        entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty(key, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
}
