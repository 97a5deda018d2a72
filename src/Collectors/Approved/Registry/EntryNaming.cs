using System.Text.Json;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Names of entries in a ledger: the entry's own, and behind `#` what tells it from another of that name.</summary>
internal static class EntryNaming
{
    public static string Of(string section, JsonElement entry, string digest)
    {
        var name = Text(entry, RegistryForm.Sections.First(s => s.Name == section).Id);
        var more = section switch
        {
            "models" => string.Join(',', Texts(entry, "accounts").Concat(Texts(entry, "systems"))),
            "evals" => Text(entry, "metric"),
            "recalls" => Text(entry, "kind"),
            "guardrails" => Place(entry),
            "waivers" or "promotions" or "gates" or "gate-overrides" => digest[..12],
            _ => "",
        };
        return more.Length == 0 ? name : $"{name}#{more}";
    }

    private static string Place(JsonElement entry)
    {
        var arn = Text(entry, "arn").Split(':') is { Length: > 5 } parts ? parts : null;
        var (account, region) = (Text(entry, "account"), Text(entry, "region"));
        if (account.Length == 0) account = arn?[4] ?? "";
        if (region.Length == 0) region = arn?[3] ?? "";
        return account.Length + region.Length == 0 ? "" : $"{account}/{region}";
    }

    private static string Text(JsonElement entry, string key) =>
        entry.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : "";

    private static IEnumerable<string> Texts(JsonElement entry, string key) =>
        entry.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(v => v.GetString()!.Trim()).Order(StringComparer.Ordinal) : [];
}
