namespace Plumbline.Server.Web;

/// <summary>Items, and under what each of them is: worked out once for a standing, so that choosing is counting numbers.</summary>
internal sealed class Columns<T>
{
    private readonly Column[] columns;

    public Columns(IReadOnlyList<T> items, IReadOnlyList<Facet<T>> facets) => (Items, Facets, columns) = (items, facets, [.. facets.Select(f => new Column(items, f))]);

    /// <summary>The items in their order.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>What they can be chosen by.</summary>
    public IReadOnlyList<Facet<T>> Facets { get; }

    /// <summary>The values of a facet, by number.</summary>
    public IReadOnlyList<string> Values(int facet) => columns[facet].Values;

    /// <summary>The number of a value; -1 where no item is under it.</summary>
    public int Number(int facet, string value) => columns[facet].Numbers.GetValueOrDefault(value, -1);

    /// <summary>What an item is under, each once.</summary>
    public ReadOnlySpan<int> Of(int facet, int item) => columns[facet].Codes.AsSpan(columns[facet].Starts[item]..columns[facet].Starts[item + 1]);

    private sealed class Column
    {
        public Column(IReadOnlyList<T> items, Facet<T> facet)
        {
            var (codes, values) = (new List<int>(items.Count), new List<string>());
            Starts = new int[items.Count + 1];
            for (var i = 0; i < items.Count; i++)
            {
                foreach (var value in facet.Of(items[i]))
                {
                    if (!Numbers.TryGetValue(value, out var number))
                    {
                        Numbers[value] = number = values.Count;
                        values.Add(value);
                    }

                    if (codes.IndexOf(number, Starts[i]) < 0) codes.Add(number);
                }

                Starts[i + 1] = codes.Count;
            }

            (Codes, Values) = ([.. codes], [.. values]);
        }

        public Dictionary<string, int> Numbers { get; } = new(StringComparer.Ordinal);

        public string[] Values { get; }

        public int[] Starts { get; }

        public int[] Codes { get; }
    }
}
