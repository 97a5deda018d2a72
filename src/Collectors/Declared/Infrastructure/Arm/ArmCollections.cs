namespace Plumbline.Collectors.Declared.Infrastructure.Arm;

/// <summary>The functions of template expressions over lists and objects. Of an object that may have more keys than are known, what hangs on those is unknown.</summary>
internal static class ArmCollections
{
    private const int MostItems = 10_000;

    /// <summary>The value of a call; null where it is not one of these.</summary>
    public static Term? Call(string name, List<Term> args, Budget budget) => (name, args) switch
    {
        ("length" or "empty" or "items" or "objectkeys", [MapTerm map]) when map[MapTerm.Rest] is { } rest => rest,
        ("array", [ListTerm list]) => list,
        ("array", [not OpenTerm and var only]) => new ListTerm([only], 0),
        ("createarray", _) => new ListTerm([.. args], 0),
        ("empty", [var e]) => e switch { TextTerm t => Term.Of(t.Text.Length == 0), ListTerm l => Term.Of(l.Items.IsEmpty), MapTerm m => Term.Of(m.Entries.IsEmpty), NullTerm => Term.Of(true), _ => e },
        ("length", [var l]) => l switch { TextTerm t => Term.Of(t.Text.Length), ListTerm i => Term.Of(i.Items.Length), MapTerm m => Term.Of(m.Entries.Length), _ => l },
        ("contains", [var c, var x]) when c is not OpenTerm && x is not OpenTerm => Contains(c, x),
        ("first", [ListTerm { Items: var items }]) => items is [var first, ..] ? first : Term.Null,
        ("last", [ListTerm { Items: var items }]) => items is [.., var last] ? last : Term.Null,
        ("take", [ListTerm list, NumberTerm n]) => new ListTerm([.. list.Items.Take(ArmTexts.Within(n, list.Items.Length))], 0),
        ("skip", [ListTerm list, NumberTerm n]) => new ListTerm([.. list.Items.Skip(ArmTexts.Within(n, list.Items.Length))], 0),
        ("union", _) when args.TrueForAll(a => a is MapTerm) => args.Aggregate(new MapTerm([], 0), (all, a) => Merged(all, (MapTerm)a)),
        ("union", _) when args.TrueForAll(a => a is ListTerm) => Union(args, budget),
        ("concat", _) when args.Count > 0 && args.TrueForAll(a => a is ListTerm) && args.Sum(a => (long)((ListTerm)a).Items.Length) <= MostItems => new ListTerm([.. args.SelectMany(a => ((ListTerm)a).Items)], 0),
        ("flatten", [ListTerm list]) when list.Items.All(i => i is ListTerm) && list.Items.Sum(i => (long)((ListTerm)i).Items.Length) <= MostItems => new ListTerm([.. list.Items.SelectMany(i => ((ListTerm)i).Items)], 0),
        ("range", [NumberTerm from, NumberTerm { Number: >= 0 and <= MostItems } count]) => new ListTerm([.. Enumerable.Range(0, (int)count.Number).Select(i => Term.Of(from.Number + i))], 0),
        // In the order of the keys.
        ("items", [MapTerm map]) => new ListTerm([.. map.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new MapTerm([new("key", Term.Of(e.Key, e.Value.Line)), new("value", e.Value)], e.Value.Line))], 0),
        ("objectkeys", [MapTerm map]) => new ListTerm([.. map.Entries.Select(e => e.Key).Order(StringComparer.Ordinal).Select(k => Term.Of(k))], 0),
        _ => null,
    };

    /// <summary>Two objects as one: what the second says counts, and objects in both are merged; what the second does not say but may, is unknown.</summary>
    public static MapTerm Merged(MapTerm one, MapTerm other)
    {
        if (other[MapTerm.Rest] is not null) return other with { Line = one.Line };
        var over = other.Entries.DistinctBy(e => e.Key).ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
        var entries = new List<KeyValuePair<string, Term>>(one.Entries.Length + other.Entries.Length);
        foreach (var (key, value) in one.Entries)
        {
            if (!over.Remove(key, out var next)) entries.Add(new(key, value));
            else entries.Add(new(key, value is MapTerm a && next is MapTerm b ? Merged(a, b) : next));
        }

        return new MapTerm([.. entries, .. other.Entries.Where(e => over.ContainsKey(e.Key)).DistinctBy(e => e.Key)], one.Line);
    }

    private static Term Union(List<Term> args, Budget budget)
    {
        var kept = new HashSet<Term>(new Alike(budget));
        var items = args.SelectMany(a => ((ListTerm)a).Items).Where(i => !budget.IsSpent && kept.Add(i)).ToList();
        return budget.IsSpent ? Term.Open(ArmFunctions.Spent) : new ListTerm([.. items], 0);
    }

    private static Term Contains(Term container, Term item) => container switch
    {
        TextTerm text when item.AsText is { } part => Term.Of(text.Text.Contains(part, StringComparison.Ordinal)),
        ListTerm list when item.Unknown is null && list.Items.Any(i => Term.Same(i, item)) => Term.Of(true),
        ListTerm list when (list.Unknown ?? item.Unknown) is { } open => open with { IsSet = false, Names = null },
        ListTerm list when Term.IsComparable(list, list) => Term.Of(false),
        MapTerm map when item.AsText is { } key => map.Entries.Any(e => e.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) ? Term.Of(true) : map[MapTerm.Rest] ?? Term.Of(false),
        _ => Term.Open("contains()"),
    };

    // Equal items of a list fall together by their own texts before they are compared whole.
    private sealed class Alike(Budget budget) : IEqualityComparer<Term>
    {
        public bool Equals(Term? x, Term? y) => x is not null && y is not null && budget.Spend(Math.Min(x.Extent.Size, y.Extent.Size) / 4) && Term.Same(x, y);

        public int GetHashCode(Term term) => term switch
        {
            ListTerm list => HashCode.Combine(1, list.Items.Length, list.Items is [var first, ..] ? first.AsText : null),
            MapTerm map => map.Entries.Aggregate(map.Entries.Length, (hash, e) => hash ^ HashCode.Combine(e.Key, e.Value.AsText)),
            NullTerm or OpenTerm => 0,
            _ => term.AsText?.GetHashCode(StringComparison.Ordinal) ?? 0,
        };
    }
}
