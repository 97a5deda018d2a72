using System.Collections.Immutable;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>One entry of a section, put together from every place that writes it.</summary>
internal sealed class Item(string section, string id)
{
    private readonly List<Said> entries = [];

    public string Section { get; } = section;

    public string Id { get; } = id;

    /// <summary>The places that write it, by file and line.</summary>
    public IReadOnlyList<Said> Entries => entries;

    /// <summary>The first place, to which what has no place of its own is traced.</summary>
    public Said First => entries[0];

    /// <summary>The entries of <paramref name="said"/> by their id; the same id is the same item.</summary>
    public static List<Item> Group(string section, IEnumerable<Said> said, Func<Said, string> id)
    {
        var items = new Dictionary<string, Item>(StringComparer.Ordinal);
        foreach (var entry in said.OrderBy(s => s.File, StringComparer.Ordinal).ThenBy(s => s.Node.Line))
        {
            var key = id(entry);
            if (!items.TryGetValue(key, out var item)) items[key] = item = new Item(section, key);
            item.entries.Add(entry);
        }

        return [.. items.Values.OrderBy(i => i.Id, StringComparer.Ordinal)];
    }

    /// <summary>True where an entry says anything under the key, `[]` included.</summary>
    public bool States(string key) => entries.Any(e => e[key] is not null);

    /// <summary>True where the key is stated, and stated alike everywhere.</summary>
    public bool Settles(string key) => States(key) && !Clashes(key);

    /// <summary>True where two entries say different things under the key.</summary>
    public bool Clashes(string key) => entries.Count > 1 && entries.Select(e => e[key]?.Canonical()).OfType<string>().Distinct().Skip(1).Any();

    /// <summary>The one value under the key; null where there is none, or where the entries do not agree.</summary>
    public Said? One(string key) => entries.Count == 1 ? First[key] : Clashes(key) ? null : entries.Select(e => e[key]).FirstOrDefault(s => s is not null);

    /// <summary>The text of the one value; null where there is none.</summary>
    public string? Text(string key) => One(key)?.Text?.Trim();

    /// <summary>The elements of a list; only those that every statement has, where the entries do not agree.</summary>
    public ImmutableArray<Said> All(string key)
    {
        if (entries.Count == 1 && First[key] is var only && only?.Node is null or YamlScalar or YamlList { Nodes.Length: < 2 }) return [.. only?.Items ?? []];
        var lists = entries.Select(e => e[key]).OfType<Said>().ToList();
        if (lists.Count == 0) return [];
        if (lists.Count == 1 && lists[0].Items.Take(2).Count() < 2) return [.. lists[0].Items];
        var others = lists.Skip(1).Select(l => l.Items.Select(i => i.Canonical()).ToHashSet()).ToList();
        return [.. lists[0].Items.Where(i => others.TrueForAll(o => o.Contains(i.Canonical()))).DistinctBy(i => i.Canonical())];
    }

    /// <summary>The elements of a list that the entries share out between them.</summary>
    public IEnumerable<Said> Union(string key) => entries.SelectMany(e => e[key]?.Items ?? []);

    /// <summary>One sentence for every key under which the entries differ.</summary>
    public IEnumerable<(string Key, string Sentence, Said At)> Contradictions(string name, params string[] shared)
    {
        if (entries.Count == 1) yield break;
        var keys = entries.SelectMany(e => e.Node is YamlMap map ? map.Entries.Select(p => p.Key) : []).Distinct();
        foreach (var key in keys.Except(shared).Where(Clashes).Order(StringComparer.Ordinal))
        {
            var places = entries.Select(e => e[key]).OfType<Said>().DistinctBy(s => s.Canonical()).ToList();
            yield return (key, $"{name} has {places.Count} different values for `{key}`: {string.Join(" and ", places.Select(p => p.Where))} contradict each other", places[0]);
        }
    }
}
