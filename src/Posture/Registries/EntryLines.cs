using System.Collections.Immutable;
using System.Text.Json;

namespace Plumbline.Posture.Registries;

/// <summary>One line of a comparison.</summary>
/// <param name="Sign">`-` only in the first, `+` only in the second, a space in both.</param>
/// <param name="Text">The line.</param>
public sealed record LineChange(char Sign, string Text);

/// <summary>Entries line by line, in the order of their keys, so that two of them can be laid side by side.</summary>
public static class EntryLines
{
    // The table of the longest common part grows with the square of the lines.
    private const int Most = 4000;

    /// <summary>An entry as lines; texts of several lines keep them.</summary>
    public static ImmutableArray<string> Of(JsonElement entry)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        Write(entry, "", "", lines);
        return lines.DrainToImmutable();
    }

    private static void Write(JsonElement value, string head, string indent, ImmutableArray<string>.Builder lines)
    {
        var deeper = head.Length == 0 ? indent : indent + "  ";
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                if (head.Length > 0) lines.Add(indent + head);
                foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal)) Write(property.Value, property.Name + ":", deeper, lines);
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                if (head.Length > 0) lines.Add(indent + head);
                foreach (var item in value.EnumerateArray()) Write(item, "-", deeper, lines);
                break;
            case JsonValueKind.String when value.GetString() is { } text && text.Contains('\n', StringComparison.Ordinal):
                lines.Add($"{indent}{head} |");
                foreach (var line in text.Split('\n')) lines.Add($"{deeper}{line}");
                break;
            default:
                lines.Add($"{indent}{head} {(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText())}".TrimEnd());
                break;
        }
    }

    /// <summary>The changed lines between two entries, each change with up to two lines around it.</summary>
    public static ImmutableArray<LineChange> Changes(JsonElement before, JsonElement after)
    {
        var (old, now) = (Of(before), Of(after));
        var (head, tail) = (Common(old, now, 0), 0);
        while (tail < Math.Min(old.Length, now.Length) - head && old[^(tail + 1)] == now[^(tail + 1)]) tail++;
        var all = new List<LineChange>(old[..head].Select(l => new LineChange(' ', l)));
        all.AddRange(Middle(old[head..^tail], now[head..^tail]));
        all.AddRange(old[^tail..].Select(l => new LineChange(' ', l)));
        return Near(all);
    }

    private static int Common(ImmutableArray<string> old, ImmutableArray<string> now, int at)
    {
        while (at < Math.Min(old.Length, now.Length) && old[at] == now[at]) at++;
        return at;
    }

    private static IEnumerable<LineChange> Middle(ImmutableArray<string> old, ImmutableArray<string> now)
    {
        if (old.Length > Most || now.Length > Most)
            return [.. old.Select(l => new LineChange('-', l)), .. now.Select(l => new LineChange('+', l))];
        var longest = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                longest[i, j] = old[i] == now[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        return Walk(old, now, longest);
    }

    private static IEnumerable<LineChange> Walk(ImmutableArray<string> old, ImmutableArray<string> now, int[,] longest)
    {
        var (x, y) = (0, 0);
        while (x < old.Length || y < now.Length)
        {
            if (x < old.Length && y < now.Length && old[x] == now[y])
            {
                yield return new LineChange(' ', old[x++]);
                y++;
            }
            else if (y == now.Length || (x < old.Length && longest[x + 1, y] >= longest[x, y + 1])) yield return new LineChange('-', old[x++]);
            else yield return new LineChange('+', now[y++]);
        }
    }

    private static ImmutableArray<LineChange> Near(List<LineChange> all)
    {
        const int Around = 2;
        var changed = all.Select((l, i) => (l, i)).Where(p => p.l.Sign != ' ').Select(p => p.i).ToList();
        var kept = changed.SelectMany(i => Enumerable.Range(i - Around, (2 * Around) + 1)).ToHashSet();
        return [.. all.Where((_, i) => kept.Contains(i))];
    }
}
