using System.Text.Json;
using Plumbline.Cel.Types;
using static Plumbline.Collectors.Files.GuardrailJson;

namespace Plumbline.Collectors.Files;

/// <summary>Reads what a Model Armor template or floor setting stops into the guardrail words.</summary>
/// <remarks>The answer of the API (`filterConfig.raiSettings`) and Terraform (`filter_config`) give the same words. What only inspects,
/// is disabled or not enforced has level 0. A confidence level counts by what it lets through: `LOW_AND_ABOVE` 3, `HIGH` 1; one that is
/// not written counts as the weakest, since Google's pages do not agree on the default.</remarks>
public static class ModelArmor
{
    private static readonly string[] Settings = ["raiSettings", "sdpSettings", "piAndJailbreakFilterSettings", "maliciousUriFilterSettings"];

    /// <summary>True where the object is a template, a floor setting, or the filter configuration of one.</summary>
    public static bool Is(JsonElement element) => Configs(element).Any();

    /// <summary>The elements of `filters`, `pii` and `detectOnly`; none where nothing is configured.</summary>
    public static IEnumerable<(string Word, Value Element)> Read(JsonElement armor)
    {
        var mode = ModeOf(armor);
        foreach (var (word, type, level) in Configs(armor).SelectMany(Filters))
        {
            yield return (word, Value.Map(("type", Value.Of(type)), ("input", Value.Of(mode == Mode.Acts ? level : 0)), ("output", Value.Of(mode == Mode.Acts ? level : 0))));
            if (mode == Mode.Inspects && level > 0) yield return ("detectOnly", Value.Of($"{(word == "pii" ? "personal data" : "filter")} {type}"));
        }
    }

    private enum Mode
    {
        Acts, Inspects, Off,
    }

    private static IEnumerable<(string Word, string Type, long Level)> Filters(JsonElement config)
    {
        foreach (var item in Each(config, "raiSettings").SelectMany(s => Each(s, "raiFilters")))
            if (Upper(item, "filterType") is { } type) yield return ("filters", type, Confidence(item));
        foreach (var item in Each(config, "piAndJailbreakFilterSettings")) yield return ("filters", "PROMPT_ATTACK", IsEnabled(item) ? Confidence(item) : 0);
        foreach (var item in Each(config, "maliciousUriFilterSettings")) yield return ("filters", "MALICIOUS_URI", IsEnabled(item) ? 1 : 0);
        foreach (var settings in Each(config, "sdpSettings"))
            foreach (var said in SensitiveData(settings)) yield return said;
    }

    // Basic detection blocks what it finds; a de-identification template masks it.
    private static IEnumerable<(string Word, string Type, long Level)> SensitiveData(JsonElement settings)
    {
        foreach (var basic in Each(settings, "basicConfig")) yield return ("pii", "SDP_BASIC", IsEnabled(basic) ? 2 : 0);
        foreach (var advanced in Each(settings, "advancedConfig"))
        {
            var masks = Text(advanced, "deidentifyTemplate") is { Length: > 0 };
            if (Text(advanced, "inspectTemplate") is { Length: > 0 } template) yield return ("pii", $"SDP:{Last(template)}", masks ? 1 : 2);
        }
    }

    private static IEnumerable<JsonElement> Configs(JsonElement element)
    {
        if (Settings.Any(s => Find(element, s).ValueKind is JsonValueKind.Object or JsonValueKind.Array)) return [element];
        return Each(element, "filterConfig");
    }

    // A template enforces unless it says INSPECT_ONLY; a floor only where its enforcement is switched on.
    private static Mode ModeOf(JsonElement armor)
    {
        if (IsFloor(armor) && Flag(armor, "enableFloorSettingEnforcement") != true) return Mode.Off;
        return Each(armor, "templateMetadata").Any(m => Upper(m, "enforcementType") == "INSPECT_ONLY") || Each(armor, "aiPlatformFloorSetting").Any(f => Flag(f, "inspectOnly") == true)
            ? Mode.Inspects : Mode.Acts;
    }

    private static bool IsFloor(JsonElement armor) =>
        Find(armor, "enableFloorSettingEnforcement").ValueKind != JsonValueKind.Undefined || Text(armor, "name")?.EndsWith("/floorSetting", StringComparison.Ordinal) == true;

    private static bool IsEnabled(JsonElement item) => Upper(item, "filterEnforcement") == "ENABLED";

    private static long Confidence(JsonElement item) => Upper(item, "confidenceLevel") switch
    {
        "LOW_AND_ABOVE" => 3,
        "MEDIUM_AND_ABOVE" => 2,
        _ => 1,
    };

    private static string Last(string name) => name[(name.LastIndexOf('/') + 1)..];
}
