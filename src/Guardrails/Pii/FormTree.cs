namespace Plumbline.Guardrails.Pii;

/// <summary>All shapes of all forms in one tree, so that a place is read once whatever is looked for.</summary>
internal sealed class FormTree
{
    private const string Classes = "dl -./:()+";
    private readonly List<int[]> nodes = [new int[Classes.Length]];
    private readonly List<List<int>> ends = [[]];

    /// <summary>Builds it.</summary>
    public FormTree(IReadOnlyList<Form> forms)
    {
        for (var i = 0; i < forms.Count; i++)
        {
            foreach (var written in forms[i].Written.Split('|')) Expand(Unroll(written), i);
        }
    }

    /// <summary>The node behind a character; 0 where no shape goes on so.</summary>
    public int Next(int node, char c)
    {
        var sort = Class(c);
        return sort < 0 ? 0 : nodes[node][sort];
    }

    /// <summary>The forms whose shape ends at a node.</summary>
    public IReadOnlyList<int> Ends(int node) => ends[node];

    private static int Class(char c)
    {
        if (char.IsAsciiDigit(c)) return 0;
        if (char.IsLetter(c)) return 1;
        return c == '\u00a0' ? 2 : Classes.IndexOf(c, 2);
    }

    private void Expand(string shape, int form)
    {
        var at = shape.AsSpan().IndexOfAny('~', '_', 'a');
        if (at < 0)
        {
            Insert(shape, form);
            return;
        }

        if (shape[at] == '~')
        {
            foreach (var separator in (ReadOnlySpan<string>)["", " ", "-"]) Expand(shape.Replace("~", separator, StringComparison.Ordinal), form);
            return;
        }

        foreach (var choice in shape[at] == '_' ? (ReadOnlySpan<string>)["", " "] : ["d", "l"]) Expand(shape[..at] + choice + shape[(at + 1)..], form);
    }

    private void Insert(string shape, int form)
    {
        var node = 0;
        foreach (var c in shape)
        {
            var sort = Classes.IndexOf(c);
            if (nodes[node][sort] == 0)
            {
                nodes[node][sort] = nodes.Count;
                nodes.Add(new int[Classes.Length]);
                ends.Add([]);
            }

            node = nodes[node][sort];
        }

        if (!ends[node].Contains(form)) ends[node].Add(form);
    }

    // `d3-d2` becomes `ddd-dd`.
    private static string Unroll(string written)
    {
        var shape = new System.Text.StringBuilder();
        for (var i = 0; i < written.Length; i++)
        {
            var digits = i + 1;
            while (digits < written.Length && char.IsAsciiDigit(written[digits])) digits++;
            var count = digits > i + 1 ? int.Parse(written.AsSpan(i + 1, digits - i - 1), System.Globalization.CultureInfo.InvariantCulture) : 1;
            shape.Append(written[i], count);
            i = digits - 1;
        }

        return shape.ToString();
    }
}
