using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Reports;

namespace Plumbline.Server.Api;

/// <summary>One page of a list, and where the next begins.</summary>
/// <param name="Items">What is shown.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Total">How many the whole list has.</param>
internal sealed record Pages<T>(ImmutableArray<T> Items, string? Next, int Total)
{
    /// <summary>Writes it as `{items, next, total}`.</summary>
    public Answer Answer(string? tag, Action<T, Utf8JsonWriter> write) => Api.Answer.Object(
        json =>
        {
            json.List("items", Items, write);
            json.WriteString("next", Next);
            json.WriteNumber("total", Total);
        },
        tag: tag);
}

/// <summary>Cuts lists into pages. A cursor names the last item shown and where it stood: a list that changed meanwhile goes on after that item.</summary>
internal static class Paging
{
    private const int Usual = 100;
    private const int Most = 1000;

    /// <summary>One page; null and a sentence where limit or cursor cannot be meant.</summary>
    /// <param name="all">The whole list in its order.</param>
    /// <param name="key">What names an item in the list.</param>
    /// <param name="cursor">The cursor of the page before.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="problem">What is wrong.</param>
    public static Pages<T>? Cut<T>(IReadOnlyList<T> all, Func<T, string> key, string? cursor, int? limit, out string? problem)
    {
        problem = null;
        if (limit is < 1 or > Most)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"`limit` is {limit}; choose 1 to {Most}");
            return null;
        }

        var start = 0;
        if (cursor is { Length: > 0 })
        {
            if (Read(cursor) is not var (at, last))
            {
                problem = "`cursor` is none that this list gave; begin without one";
                return null;
            }

            start = at < all.Count && key(all[at]) == last ? at + 1 : Find(all, key, last) is >= 0 and var found ? found + 1 : Math.Min(at, all.Count);
        }

        var count = Math.Min(limit ?? Usual, all.Count - start);
        ImmutableArray<T> items = [.. Enumerable.Range(start, count).Select(i => all[i])];
        return new Pages<T>(items, start + count < all.Count ? Write(start + count - 1, key(items[^1])) : null, all.Count);
    }

    private static int Find<T>(IReadOnlyList<T> all, Func<T, string> key, string last)
    {
        for (var i = 0; i < all.Count; i++) if (key(all[i]) == last) return i;
        return -1;
    }

    private static string Write(int at, string key) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at}|{key}"))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static (int At, string Key)? Read(string cursor)
    {
        var bytes = new byte[cursor.Length + 4];
        var padded = cursor.Replace('-', '+').Replace('_', '/').PadRight((cursor.Length + 3) / 4 * 4, '=');
        if (!Convert.TryFromBase64String(padded, bytes, out var length)) return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        return bar > 0 && int.TryParse(text.AsSpan(0, bar), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? (at, text[(bar + 1)..]) : null;
    }
}
