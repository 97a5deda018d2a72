namespace Plumbline.Server.Web;

/// <summary>One way to choose from a list.</summary>
/// <param name="Name">Its name in the query.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Of">What an item is under it; several things, or nothing.</param>
internal sealed record Facet<T>(string Name, string Label, Func<T, IEnumerable<string>> Of)
{
    /// <summary>A value as people say it.</summary>
    public Func<string, string> Say { get; init; } = v => v;

    /// <summary>Puts values in order; those with more items first where it says nothing.</summary>
    public Comparison<string>? Order { get; init; }
}

/// <summary>A value to choose.</summary>
/// <param name="Value">The value.</param>
/// <param name="Text">As people say it.</param>
/// <param name="Items">How many items it would leave, with everything else that is chosen.</param>
/// <param name="IsChosen">True where it is chosen.</param>
/// <param name="Address">The list with it chosen, or no longer.</param>
public sealed record Choice(string Value, string Text, int Items, bool IsChosen, string Address);

/// <summary>One facet with its values.</summary>
/// <param name="Label">What people call it.</param>
/// <param name="Choices">Its values.</param>
public sealed record ChoiceGroup(string Label, IReadOnlyList<Choice> Choices);

/// <summary>A list, what is chosen of it, and what else could be.</summary>
internal sealed class Facets<T>
{
    private const int MostChoices = 30;

    /// <param name="visit">Knows what is chosen.</param>
    /// <param name="columns">The whole list.</param>
    /// <param name="among">The items to choose from, by place and in order; null for all.</param>
    public Facets(Visit visit, Columns<T> columns, IReadOnlyList<int>? among = null)
    {
        var names = columns.Facets.Select(f => visit.All(f.Name).ToHashSet(StringComparer.Ordinal)).ToList();
        var chosen = names.Select((n, i) => n.Count == 0 ? null : Marked(columns, i, n)).ToArray();
        var counts = columns.Facets.Select((_, i) => new int[columns.Values(i).Count]).ToArray();
        var places = new List<int>();
        var count = among?.Count ?? columns.Items.Count;
        for (var at = 0; at < count; at++)
        {
            var item = among?[at] ?? at;
            var miss = Missed(columns, chosen, item);
            if (miss == -1) places.Add(item);
            for (var i = 0; i < counts.Length; i++)
            {
                if (miss != -1 && miss != i) continue;
                foreach (var value in columns.Of(i, item)) counts[i][value]++;
            }
        }

        Places = places;
        Items = places.Count == columns.Items.Count ? columns.Items : [.. places.Select(p => columns.Items[p])];
        Groups = [.. columns.Facets.Select((f, i) => Group(visit, f, names[i], Counted(columns, i, counts[i]))).Where(g => g.Choices.Count > 0)];
        IsNarrowed = names.Exists(n => n.Count > 0);
    }

    /// <summary>What is left, by place in the whole list.</summary>
    public IReadOnlyList<int> Places { get; }

    /// <summary>What is left.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<ChoiceGroup> Groups { get; }

    /// <summary>True where something is chosen.</summary>
    public bool IsNarrowed { get; }

    private static bool[] Marked(Columns<T> columns, int facet, HashSet<string> names)
    {
        var marks = new bool[columns.Values(facet).Count];
        foreach (var name in names) if (columns.Number(facet, name) is >= 0 and var number) marks[number] = true;
        return marks;
    }

    // The one facet whose choice an item is not under; -1 for none, -2 for several.
    private static int Missed(Columns<T> columns, bool[]?[] chosen, int item)
    {
        var miss = -1;
        for (var i = 0; i < chosen.Length; i++)
        {
            if (chosen[i] is not { } marks) continue;
            var isUnder = false;
            foreach (var value in columns.Of(i, item)) isUnder |= marks[value];
            if (isUnder) continue;
            if (miss != -1) return -2;
            miss = i;
        }

        return miss;
    }

    private static Dictionary<string, int> Counted(Columns<T> columns, int facet, int[] counts)
    {
        var counted = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < counts.Length; i++) if (counts[i] > 0) counted[columns.Values(facet)[i]] = counts[i];
        return counted;
    }

    private static ChoiceGroup Group(Visit visit, Facet<T> facet, HashSet<string> chosen, Dictionary<string, int> counts)
    {
        foreach (var one in chosen) counts.TryAdd(one, 0);
        var values = counts.Keys.ToList();
        values.Sort((a, b) => facet.Order?.Invoke(a, b) is { } order and not 0 ? order : counts[b] != counts[a] && facet.Order is null ? counts[b].CompareTo(counts[a]) : string.CompareOrdinal(a, b));
        return new ChoiceGroup(facet.Label, [.. values.Where((v, i) => i < MostChoices || chosen.Contains(v)).Select(v => new Choice(
            v, facet.Say(v), counts[v], chosen.Contains(v), visit.With(facet.Name, chosen.Contains(v) ? chosen.Where(c => c != v) : chosen.Append(v))))]);
    }
}
