using System.Text;
using Plumbline.Cel.Types;

namespace Plumbline.Posture.Evidence;

/// <summary>A value as text that stays the same while only counts and dates of use grow and lines move.</summary>
public static class StableText
{
    // Fields that grow while a thing goes on being the same; a fact that is noted anew is no new fact.
    private static readonly HashSet<string> Growing = new(StringComparer.Ordinal) { "count", "first", "last", "days", "requests", "noted" };

    // `file:line`: a line above that is added or taken away makes nothing else of it.
    private static readonly HashSet<string> Places = new(StringComparer.Ordinal) { "at", "promptAt" };

    /// <summary>True where a field only grows.</summary>
    public static bool Grows(string field) => Growing.Contains(field);

    /// <summary>The text of a value.</summary>
    public static string Of(Value value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    /// <summary>Adds the text of a value.</summary>
    public static void Write(Value value, StringBuilder to)
    {
        if (value.AsMap is { } map)
        {
            for (var i = 0; i < map.Count; i++)
            {
                if (Growing.Contains(map.Keys[i].ToString())) continue;
                to.Append(map.Keys[i]).Append('=');
                if (Places.Contains(map.Keys[i].ToString()) && map.Values[i].AsString is { } place) to.Append(FileOf(place));
                else Write(map.Values[i], to);
                to.Append('\n');
            }
        }
        else if (value.AsList is { } list)
        {
            foreach (var item in list.Items)
            {
                Write(item, to);
                to.Append('\u001f');
            }
        }
        else to.Append(value.ToString());
    }

    private static ReadOnlySpan<char> FileOf(string place) => place.AsSpan(0, place.LastIndexOf(':') is > 0 and var colon ? colon : place.Length);
}
