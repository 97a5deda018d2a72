using System.Collections.Immutable;
using System.Text.Json;

namespace Plumbline.Reports.Bom;

/// <summary>Reads a CycloneDX JSON document of any writer, bounded in size and depth.</summary>
public static class BomReading
{
    /// <summary>Most bytes of a document.</summary>
    public const int MostBytes = 128 << 20;

    private const int MostDepth = 64;
    private const int MostNested = 16;

    /// <summary>The parts by what names them across versions; null and one sentence where the document is none.</summary>
    public static IReadOnlyDictionary<string, BomPart>? Read(ReadOnlyMemory<byte> utf8, out string? problem)
    {
        problem = null;
        try
        {
            if (utf8.Length > MostBytes) throw new FormatException($"is larger than {MostBytes >> 20} MiB");
            if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MostDepth });
            return Parts(document.RootElement);
        }
        catch (JsonException e)
        {
            problem = $"is not json at line {(e.LineNumber ?? 0) + 1}";
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            problem = e is FormatException ? e.Message : "holds text that is none";
        }

        return null;
    }

    private static SortedDictionary<string, BomPart> Parts(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || Text(root, "bomFormat") != "CycloneDX") throw new FormatException("is no CycloneDX document in json; `bomFormat` does not say so");
        foreach (var name in (string[])["components", "services", "dependencies", "vulnerabilities"])
            if (root.TryGetProperty(name, out var list) && list.ValueKind != JsonValueKind.Array) throw new FormatException($"has `{name}` that are no list");
        List<(string? Ref, BomPart Part)> all = [.. Below(root, "components", 0), .. Below(root, "services", 0)];
        var keys = new Dictionary<string, BomPart>(StringComparer.Ordinal);
        foreach (var (reference, part) in all) if (reference is not null) keys.TryAdd(reference, part);
        var needs = Needs(root, keys);
        var weaknesses = Weaknesses(root).ToLookup(w => w.Ref, w => w.Id, StringComparer.Ordinal);
        var parts = new SortedDictionary<string, BomPart>(StringComparer.Ordinal);
        foreach (var (reference, part) in all)
        {
            var whole = reference is not null && needs.TryGetValue(reference, out var fields) ? part.With(fields) : part;
            if (reference is not null && weaknesses[reference].ToImmutableSortedSet(StringComparer.Ordinal) is { IsEmpty: false } ids)
                whole = whole.With(ImmutableSortedDictionary.Create<string, ImmutableSortedSet<string>>(StringComparer.Ordinal).Add("advisories", ids));
            parts[part.Key] = parts.TryGetValue(part.Key, out var other) ? other.With(whole.Fields) : whole;
        }

        return parts;
    }

    private static IEnumerable<(string?, BomPart)> Below(JsonElement parent, string list, int depth)
    {
        if (depth > MostNested || !parent.TryGetProperty(list, out var items) || items.ValueKind != JsonValueKind.Array) yield break;
        foreach (var item in items.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object) throw new FormatException($"has an entry of `{list}` that is no object");
            if (Text(item, "name") is not { } name) throw new FormatException($"has an entry of `{list}` without a name");
            yield return (Text(item, "bom-ref"), Part(item, name, list == "services" ? BomItem.Service : Text(item, "type") ?? "component"));
            foreach (var inner in Below(item, list, depth + 1)) yield return inner;
        }
    }

    // A version is what changes: it must not be part of what names a package.
    private static BomPart Part(JsonElement item, string name, string type)
    {
        var notes = Notes(item).ToLookup(n => n.Name, n => n.Value, StringComparer.Ordinal);
        var key = Text(item, "purl") is { } purl && purl.StartsWith("pkg:", StringComparison.Ordinal) ? purl.Split('?', '#')[0] is var bare && bare.LastIndexOf('@') is > 0 and var at ? bare[..at] : purl.Split('?', '#')[0]
            : notes["kind"].FirstOrDefault() is not (null or "container") && Text(item, "bom-ref") is { } reference ? reference
            : $"{type}/{Text(item, "group")}/{name}";
        var fields = new SortedDictionary<string, ImmutableSortedSet<string>>(StringComparer.Ordinal);
        Put("version", Text(item, "version"));
        foreach (var field in (string[])["planes", "owner", "status", "environment", "provider", "tool", "mode", "sandbox", "permission", "fingerprint", "model.unresolved"]) foreach (var value in notes[field]) Put(field, value);
        if (item.TryGetProperty("authenticated", out var authenticated) && authenticated.ValueKind is JsonValueKind.True or JsonValueKind.False) Put("authenticated", authenticated.ValueKind == JsonValueKind.True ? "yes" : "no");
        if (item.TryGetProperty("endpoints", out var endpoints) && endpoints.ValueKind == JsonValueKind.Array)
            foreach (var endpoint in endpoints.EnumerateArray()) Put("endpoints", endpoint.ValueKind == JsonValueKind.String ? endpoint.GetString() : null);
        return new BomPart(key, type, Plain.Line(name), fields.ToImmutableSortedDictionary(StringComparer.Ordinal));

        void Put(string field, string? value)
        {
            if (value is not null) fields[field] = fields.GetValueOrDefault(field, BomPart.None).Add(Plain.Line(value));
        }
    }

    private static IEnumerable<(string Name, string Value)> Notes(JsonElement item)
    {
        if (!item.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Array) yield break;
        foreach (var property in properties.EnumerateArray())
        {
            if (property.ValueKind == JsonValueKind.Object && Text(property, "name") is { } name && name.StartsWith("plumbline:", StringComparison.Ordinal) && Text(property, "value") is { } value)
                yield return (name["plumbline:".Length..], value);
        }
    }

    private static IEnumerable<(string Ref, string Id)> Weaknesses(JsonElement root)
    {
        if (!root.TryGetProperty("vulnerabilities", out var list)) yield break;
        foreach (var weakness in list.EnumerateArray())
        {
            if (weakness.ValueKind != JsonValueKind.Object || Text(weakness, "id") is not { } id || !weakness.TryGetProperty("affects", out var affects) || affects.ValueKind != JsonValueKind.Array) continue;
            foreach (var part in affects.EnumerateArray()) if (part.ValueKind == JsonValueKind.Object && Text(part, "ref") is { } reference) yield return (reference, Plain.Line(id));
        }
    }

    private static Dictionary<string, ImmutableSortedDictionary<string, ImmutableSortedSet<string>>> Needs(JsonElement root, Dictionary<string, BomPart> keys)
    {
        var needs = new Dictionary<string, ImmutableSortedDictionary<string, ImmutableSortedSet<string>>>(StringComparer.Ordinal);
        if (!root.TryGetProperty("dependencies", out var list)) return needs;
        foreach (var entry in list.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Object || Text(entry, "ref") is not { } reference || !entry.TryGetProperty("dependsOn", out var on) || on.ValueKind != JsonValueKind.Array) continue;
            var targets = on.EnumerateArray().Select(t => t.ValueKind == JsonValueKind.String ? keys.GetValueOrDefault(t.GetString()!) : null).OfType<BomPart>();
            needs[reference] = targets.GroupBy(t => t.Type == BomItem.Model ? "models" : "depends on")
                .ToImmutableSortedDictionary(g => g.Key, g => g.Select(t => t.Name).ToImmutableSortedSet(StringComparer.Ordinal), StringComparer.Ordinal);
        }

        return needs;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>A component or service as a comparison sees it.</summary>
/// <param name="Key">What names it in any version: its package URL without version, its reference, else type, group and name.</param>
/// <param name="Type">The component type, or `service`.</param>
/// <param name="Name">Its name.</param>
/// <param name="Fields">What may change, by field.</param>
public sealed record BomPart(string Key, string Type, string Name, ImmutableSortedDictionary<string, ImmutableSortedSet<string>> Fields)
{
    internal static ImmutableSortedSet<string> None { get; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    internal BomPart With(ImmutableSortedDictionary<string, ImmutableSortedSet<string>> more)
    {
        var all = Fields;
        foreach (var (field, values) in more) all = all.SetItem(field, all.GetValueOrDefault(field, None).Union(values));
        return this with { Fields = all };
    }
}
