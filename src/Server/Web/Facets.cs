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

    public Facets(Visit visit, IReadOnlyList<T> all, IReadOnlyList<Facet<T>> facets)
    {
        var chosen = facets.Select(f => visit.All(f.Name).ToHashSet(StringComparer.Ordinal)).ToList();
        var items = new List<T>();
        var counts = facets.Select(_ => new Dictionary<string, int>(StringComparer.Ordinal)).ToList();
        foreach (var item in all)
        {
            var values = facets.Select(f => f.Of(item).Distinct().ToList()).ToList();
            var misses = Enumerable.Range(0, facets.Count).Where(i => chosen[i].Count > 0 && !values[i].Exists(chosen[i].Contains)).Take(2).ToList();
            if (misses.Count == 0) items.Add(item);
            for (var i = 0; i < facets.Count; i++)
            {
                if (misses.Count > 1 || (misses.Count == 1 && misses[0] != i)) continue;
                foreach (var value in values[i]) counts[i][value] = counts[i].GetValueOrDefault(value) + 1;
            }
        }

        Items = items;
        Groups = [.. facets.Select((f, i) => Group(visit, f, chosen[i], counts[i])).Where(g => g.Choices.Count > 0)];
        IsNarrowed = chosen.Exists(c => c.Count > 0);
    }

    /// <summary>What is left.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<ChoiceGroup> Groups { get; }

    /// <summary>True where something is chosen.</summary>
    public bool IsNarrowed { get; }

    private static ChoiceGroup Group(Visit visit, Facet<T> facet, HashSet<string> chosen, Dictionary<string, int> counts)
    {
        foreach (var one in chosen) counts.TryAdd(one, 0);
        var values = counts.Keys.ToList();
        values.Sort((a, b) => facet.Order?.Invoke(a, b) is { } order and not 0 ? order : counts[b] != counts[a] && facet.Order is null ? counts[b].CompareTo(counts[a]) : string.CompareOrdinal(a, b));
        return new ChoiceGroup(facet.Label, [.. values.Where((v, i) => i < MostChoices || chosen.Contains(v)).Select(v => new Choice(
            v, facet.Say(v), counts[v], chosen.Contains(v), visit.With(facet.Name, chosen.Contains(v) ? chosen.Where(c => c != v) : chosen.Append(v))))]);
    }
}
