using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Infrastructure.Arm;

/// <summary>Finds deployment templates of Azure Resource Manager by their schema and reads their resources.</summary>
internal sealed class Templates
{
    private const int LargestFile = 4 << 20;
    private const int Deepest = 8;

    /// <summary>Templates that could not be read, and why.</summary>
    public List<(string Path, string Reason)> Unread { get; } = [];

    /// <summary>Every resource of every template.</summary>
    public IEnumerable<Resource> Resources(Scope scope)
    {
        foreach (var file in scope.Files.Where(f => f.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
        {
            if (Content.Head(file).IndexOf("eploymentTemplate.json#"u8) < 0) continue;
            var bytes = Content.ReadAll(file, out var reason, LargestFile);
            var root = reason is null ? Jsons.Read(bytes, out reason) as MapTerm : null;
            if (root is null) Unread.Add((file.Path, reason?.StartsWith('`') == true ? reason : $"`{file.Path}` is not read: {reason ?? "it is no json object"}"));
            else foreach (var resource in Isolation.Read(file.Path, Unread, () => All(file.Path, root))) yield return resource;
        }
    }

    private List<Resource> All(string file, MapTerm root)
    {
        var template = new Template(root);
        var all = Twins.Settled(Of(file, template, root["resources"], "", "", 0).Select(r => (r, !r.Name.Contains('(', StringComparison.Ordinal), "")));
        if (template.IsCut) Unread.Add((file, $"`{file}` holds more than is evaluated; what comes late in it is not known"));
        return all;
    }

    // Resources stand in a list, by symbolic name in a map, or inside their parent with a shorter type.
    private static IEnumerable<Resource> Of(string file, Template template, Term? resources, string parentType, string parentName, int depth)
    {
        var items = resources switch
        {
            ListTerm list => list.Items,
            MapTerm map => [.. map.Entries.Select(e => e.Value)],
            _ => [],
        };
        foreach (var item in items.OfType<MapTerm>())
        {
            if (item["type"]?.AsText is not { } type || depth > Deepest) continue;
            var condition = item["condition"] is { } written ? template.Of(written) : Term.Of(true);
            if (condition.AsFlag == false) continue;
            var whole = template.Of(new MapTerm([.. item.Entries.Where(e => e.Key is not ("resources" or "type" or "properties"))], item.Line)) as MapTerm ?? item;
            var name = template.Name(item["name"]);
            var (fullType, fullName) = parentType.Length == 0 ? (type, name) : ($"{parentType}/{type}", $"{parentName}/{name}");
            // What stands under `properties` is the resource's own; the rest (identity, sku, kind) lies beside it.
            var set = template.Of(item["properties"] ?? Term.Null);
            var properties = set is MapTerm or NullTerm ? set as MapTerm : new MapTerm([new(MapTerm.Rest, set as OpenTerm ?? Term.Open("a value of another kind", set.Line))], set.Line);
            var all = new MapTerm([.. whole.Entries.Where(e => e.Key != "name"), new("name", Term.Of(fullName, item.Line)), .. properties?.Entries ?? []], item.Line);
            all = all with { Entries = [.. all.Entries.DistinctBy(e => e.Key)] };
            yield return new Resource(Sources.Arm, "arm:" + file, fullType, $"{fullType}/{fullName}", fullName, all, file, item.Line, default)
            {
                Unsure = condition.AsFlag is null ? (condition as OpenTerm)?.Why ?? "a condition" : null,
            };
            foreach (var child in Of(file, template, item["resources"], fullType, fullName, depth + 1)) yield return child;
        }
    }
}
