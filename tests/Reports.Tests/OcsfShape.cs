using System.Text.Json;

namespace Plumbline.Reports.Tests;

/// <summary>What OCSF 1.8.0 asks of the classes and objects that events are made of: attribute, type, whether required, its enumeration, the profile it needs.</summary>
/// <remarks>`!` required, `@` profile cloud, `[]` a list; an object's own shape by its name. `|` lists of which one must be there.</remarks>
internal static class OcsfShape
{
    private const string Severities = "0 1 2 3 4 5 6 99";

    private static readonly Dictionary<string, string> Shapes = new(StringComparer.Ordinal)
    {
        ["compliance_finding"] = Finding + "compliance! compliance",
        ["detection_finding"] = Finding + "is_alert bool",
        ["metadata"] = "version! text; product! product; profiles text[]; event_code text; tenant_uid text; log_name text; correlation_uid text; uid text; sequence number",
        ["product"] = "name text; uid text; vendor_name text; version text; url_string text; |name uid",
        ["cloud"] = "provider! text; region text; cloud_partition text; account account",
        ["account"] = "uid text; name text; type_id 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 99; type text; |uid name",
        ["finding_info"] = "uid! text; title text; desc text; types text[]; created_time time; first_seen_time time; last_seen_time time; data_sources text[]; analytic analytic; attacks attack[]; tags pair[]",
        ["analytic"] = "uid text; name text; category text; type_id! 0 1 2 3 4 5 6 7 8 9 10 11 99; type text; state_id 0 1 2 3 99; state text; |uid name",
        ["attack"] = "technique technique; sub_technique technique; tactic technique; |technique sub_technique tactic",
        ["technique"] = "uid text; name text; src_url text; |uid name",
        ["pair"] = "name! text; value text; values text[]; |value values",
        ["compliance"] = "control text; desc text; status_id 0 1 2 3 99; status text; status_code text; status_details text[]; standards text[]; requirements text[]; checks check[]",
        ["check"] = "uid text; name text; desc text; status_id 0 1 2 3 99; status text; severity_id " + Severities + "; severity text; standards text[]",
        ["remediation"] = "desc! text; references text[]",
        ["resource"] = "uid text; name text; type text; role_id 0 1 2 3 4 99; role text; region@ text; provider@ text; cloud_partition@ text; owner user; criticality text; namespace text; data any; |uid name",
        ["user"] = "uid text; name text; type_id 0 1 2 3 4 99; type text; |uid name",
        ["evidence"] = "name text; uid text; api api; actor actor; file file; data any; src_endpoint endpoint; http_request request; |api actor file data",
        ["api"] = "operation! text",
        ["actor"] = "user user; session session; |user session",
        ["session"] = "uid text",
        ["endpoint"] = "ip text; |ip",
        ["request"] = "user_agent text",
        ["file"] = "name! text; path text; type_id! 0 1 2 3 4 5 6 7 8 99; type text",
    };

    private const string Finding =
        "activity_id! 0 1 2 3 99; activity_name text; category_uid! 2; category_name text; class_uid! 2003 2004; class_name text; type_uid! number; type_name text; severity_id! " + Severities +
        "; severity text; status_id 0 1 2 3 4 5 6 99; status text; time! time; start_time time; end_time time; message text; comment text; confidence_id 0 1 2 3 99; confidence text; metadata! metadata; " +
        "finding_info! finding_info; remediation remediation; resources resource[]; evidences evidence[]; unmapped any; cloud@! cloud; ";

    /// <summary>What is wrong with one event; empty where nothing is.</summary>
    public static List<string> Faults(JsonElement e)
    {
        var faults = new List<string>();
        if (e.GetProperty("type_uid").GetInt64() != (e.GetProperty("class_uid").GetInt64() * 100) + e.GetProperty("activity_id").GetInt64()) faults.Add("type_uid is not class and activity");
        var profiles = e.GetProperty("metadata").TryGetProperty("profiles", out var used) ? used.EnumerateArray().Select(p => p.GetString()!).ToList() : [];
        if (profiles.Except(["cloud", "datetime", "host", "incident", "osint", "security_control"]).Any()) faults.Add("a profile that no finding class has");
        Check(e, e.GetProperty("class_uid").GetInt32() == 2004 ? "detection_finding" : "compliance_finding", "", profiles.Contains("cloud"), faults);
        return faults;
    }

    private static void Check(JsonElement e, string shape, string path, bool cloud, List<string> faults)
    {
        var parts = Shapes[shape].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var attributes = parts.Where(p => p[0] != '|').Select(p => p.Split(' ', 2)).ToDictionary(p => p[0].TrimEnd('!', '@'), p => (Flags: p[0], Type: p[1]));
        foreach (var (name, (flags, _)) in attributes)
        {
            var isCloud = flags.Contains('@', StringComparison.Ordinal);
            if (flags.EndsWith('!') && (!isCloud || cloud) && !e.TryGetProperty(name, out _)) faults.Add($"{path}.{name} is missing");
            if (isCloud && !cloud && e.TryGetProperty(name, out _)) faults.Add($"{path}.{name} needs the profile cloud");
        }

        foreach (var one in parts.Where(p => p[0] == '|')) if (!one[1..].Split(' ').Any(n => e.TryGetProperty(n, out _))) faults.Add($"{path} has none of {one[1..]}");
        foreach (var property in e.EnumerateObject())
        {
            if (!attributes.TryGetValue(property.Name, out var attribute)) faults.Add($"{path}.{property.Name} is no attribute of {shape}");
            else Value(property.Value, attribute.Type, $"{path}.{property.Name}", cloud, faults);
        }
    }

    private static void Value(JsonElement e, string type, string path, bool cloud, List<string> faults)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            if (e.ValueKind != JsonValueKind.Array || e.GetArrayLength() == 0) faults.Add($"{path} is no list, or empty");
            else foreach (var item in e.EnumerateArray()) Value(item, type[..^2], path + "[]", cloud, faults);
            return;
        }

        var fits = type switch
        {
            "any" => e.ValueKind == JsonValueKind.Object,
            "text" => e.ValueKind == JsonValueKind.String && e.GetString()!.Length > 0,
            "bool" => e.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "number" => e.ValueKind == JsonValueKind.Number && e.TryGetInt64(out _),
            "time" => e.ValueKind == JsonValueKind.Number && e.TryGetInt64(out var at) && at > 1_000_000_000_000,
            _ when char.IsDigit(type[0]) => e.ValueKind == JsonValueKind.Number && e.TryGetInt64(out var id) && type.Split(' ').Contains($"{id}"),
            _ => e.ValueKind == JsonValueKind.Object,
        };
        if (!fits) faults.Add($"{path} is no {type}: {e}");
        else if (Shapes.ContainsKey(type)) Check(e, type, path, cloud, faults);
    }
}
