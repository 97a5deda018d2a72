using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>What a workload shows of each property that environments and planes are compared in.</summary>
public static class Sides
{
    private const string None = "none";
    private static readonly string[] Checks = ["pii", "patterns", "filters", "topics", "words", "grounding"];

    /// <summary>The properties, in the order in which people read them.</summary>
    public static ImmutableArray<string> Properties { get; } = ["model", "prompt", "guardrail", "tools", "role", "region"];

    /// <summary>What a plane shows.</summary>
    /// <param name="row">The workload.</param>
    /// <param name="property">One of <see cref="Properties"/>.</param>
    /// <param name="plane">The plane.</param>
    /// <param name="find">The row of an asset, or null.</param>
    public static Side Of(AssetRow row, string property, Plane plane, Func<AssetId, AssetRow?> find) => property switch
    {
        "model" => Listed(row, plane, plane switch { Plane.Observed => ["calls", "invocations"], Plane.Approved => ["models", "catalogue"], _ => ["models", "configured"] }, v => Named(v, "base")),
        "prompt" => plane == Plane.Observed ? Listed(row, plane, ["invocations"], v => Prompt(row, v, "prompt")) : Listed(row, plane, plane == Plane.Deployed ? ["prompts", "storedPrompts"] : ["prompts"], v => Prompt(row, v, "hash")),
        "guardrail" => Guardrail(row, plane, find),
        "tools" => Listed(row, plane, ["tools"], v => Named(v, "id") ?? Named(v, "name")),
        "role" => plane == Plane.Observed ? Side.Of(plane, false, false, []) : Listed(row, plane, ["actions"], v => Plain(v.AsString)),
        _ => Region(row, plane),
    };

    private static (string Key, string Text)? Named(Value value, string field) => Plain(value.AsMap?[field].AsString);

    private static (string Key, string Text)? Plain(string? text) => string.IsNullOrEmpty(text) ? null : (text, text);

    // A prompt is its fingerprint; people know it by its name in the registry.
    private static (string Key, string Text)? Prompt(AssetRow row, Value value, string field)
    {
        if (value.AsMap?[field].AsString is not { Length: > 0 } hash) return null;
        var slot = row.Layout.Slot(Plane.Approved, "prompts");
        var known = slot < 0 ? null : row.ClaimsOf(slot).Select(c => c.Value.AsMap).FirstOrDefault(m => m?["hash"].AsString == hash);
        var digits = hash.StartsWith("sha256:", StringComparison.Ordinal) ? hash[7..] : hash;
        if (digits.Length > 12) digits = digits[..12];
        return (hash, known is null ? digits : $"{known["name"].AsString} {known["version"].AsString} ({digits})");
    }

    private static Side Listed(AssetRow row, Plane plane, string[] words, Func<Value, (string Key, string Text)?> name)
    {
        var slots = words.Select(w => row.Layout.Slot(plane, w)).Where(s => s >= 0).ToList();
        return Side.Of(plane, slots.Exists(row.IsKnown), IsActive(row, plane), slots.SelectMany(s => row.ClaimsOf(s)).SelectMany(c => name(c.Value) is var (key, text) ? [Shown(key, text, c)] : Array.Empty<Shown>()));
    }

    private static bool IsActive(AssetRow row, Plane plane) =>
        plane != Plane.Observed || ((string[])["invocations", "calls"]).Any(w => row.Layout.Slot(plane, w) is >= 0 and var slot && !row.ClaimsOf(slot).IsEmpty);

    private static Shown Shown(string key, string text, Claim claim)
    {
        var map = claim.Value.AsMap;
        var (first, last) = ((map?["first"].AsBoxed as Timestamp)?.AsInstant, (map?["last"].AsBoxed as Timestamp)?.AsInstant);
        return new Shown(key, text, claim, first ?? claim.Time, last ?? first ?? claim.Time);
    }

    private static Side Guardrail(AssetRow row, Plane plane, Func<AssetId, AssetRow?> find)
    {
        (string, string)? Use(Value value, string id, string version) => value.AsMap is { } map ? Guardrail(map[id].AsString ?? "", map[version].AsString ?? "", find) : null;
        if (plane == Plane.Observed)
        {
            var seen = Listed(row, plane, ["invocations"], v => Use(v, "guardrail", "guardrailVersion"));
            return seen with { IsActive = !seen.All.IsEmpty };
        }

        var side = Listed(row, plane, ["guardrail", "guardrails"], v => Use(v, "id", "version"));
        return row.Layout.Slot(plane, "guardrail") is >= 0 and var slot && side.Values.IsEmpty && row.CoverageOf(slot) is { } looked
            ? Side.Of(plane, true, true, [new Shown(None, "no guardrail", looked, DateTimeOffset.MinValue, DateTimeOffset.MinValue)]) : side;
    }

    // Two accounts have two guardrails of one name; what counts is the name, the version, and what the guardrail does where that was answered.
    private static (string Key, string Text) Guardrail(string id, string version, Func<AssetId, AssetRow?> find)
    {
        if (id.Length == 0) return (None, "no guardrail");
        var row = find(new AssetId(AssetKind.Guardrail, id));
        var text = $"{row?.Name ?? id}{(version.Length > 0 ? $" version {version}" : "")}";
        return row is not null && Configuration(row) is { } does ? ($"{text} {does}", $"{text} ({does})") : (text, text);
    }

    private static string? Configuration(AssetRow row)
    {
        var slots = Checks.Select(w => row.Layout.Slot(Plane.Deployed, w)).ToList();
        if (!slots.Exists(row.IsKnown)) return null;
        var text = string.Join('\n', slots.SelectMany(s => row.ClaimsOf(s).Select(c => c.Value.ToString()).Order(StringComparer.Ordinal)));
        return "configuration " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
    }

    private static Side Region(AssetRow row, Plane plane)
    {
        if (plane == Plane.Observed) return Listed(row, plane, ["calls", "invocations"], v => Named(v, "region"));
        if (plane == Plane.Approved && row.Layout.Slot(plane, "regions") is >= 0 and var slot && !row.ClaimsOf(slot).IsEmpty) return Listed(row, plane, ["regions"], v => Plain(v.AsString));
        return Listed(row, plane, ["places"], v => Plain(v.AsString));
    }
}
