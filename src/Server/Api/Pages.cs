using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
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

/// <summary>Where a page ended: the item's place, a digest of its name, and what it is ordered by as far as that is known.</summary>
internal sealed record Cursor(int At, string Name, string Rank)
{
    private const int LongestRank = 200;

    /// <summary>True where what it is ordered by was too long to be kept whole.</summary>
    public bool IsCut => Rank.Length >= LongestRank - 1;

    /// <summary>A name of any length as a short text.</summary>
    public static string Digest(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 12));

    /// <summary>What is kept of a rank: enough to go on at, and short enough for an address.</summary>
    public static string Short(string rank) => rank.Length < LongestRank ? rank : rank[..(char.IsHighSurrogate(rank[LongestRank - 1]) ? LongestRank - 1 : LongestRank)];

    /// <summary>The text that a caller sends back.</summary>
    public string Write() =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At}|{Name}|{Rank}"))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>What was sent back; null where it is none.</summary>
    public static Cursor? Read(string text)
    {
        var bytes = new byte[text.Length + 4];
        var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
        if (!Convert.TryFromBase64String(padded, bytes, out var length)) return null;
        return Encoding.UTF8.GetString(bytes, 0, length).Split('|', 3) is [var place, var name, var rank] && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? new Cursor(at, name, rank) : null;
    }
}

/// <summary>Cuts lists into pages. A list that changed meanwhile goes on behind the last item shown, or behind where that stood.</summary>
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
    /// <param name="rank">
    /// A text by whose ordinal order the list is ordered: an item that moved or went away leaves its place, and nothing behind it is passed over. Null where
    /// there is none; the list then goes on at the same item, or at the same place.
    /// </param>
    public static Pages<T>? Cut<T>(IReadOnlyList<T> all, Func<T, string> key, string? cursor, int? limit, out string? problem, Func<T, string>? rank = null)
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
            if (Cursor.Read(cursor) is not { } last)
            {
                problem = "`cursor` is none that this list gave; begin without one";
                return null;
            }

            start = rank is null ? Behind(all, key, last) : Behind(all, key, rank, last);
        }

        var count = Math.Min(limit ?? Usual, all.Count - start);
        ImmutableArray<T> items = [.. Enumerable.Range(start, count).Select(i => all[i])];
        return new Pages<T>(items, start + count < all.Count ? new Cursor(start + count - 1, Cursor.Digest(key(items[^1])), Cursor.Short(rank?.Invoke(items[^1]) ?? "")).Write() : null, all.Count);
    }

    private static int Behind<T>(IReadOnlyList<T> all, Func<T, string> key, Cursor last)
    {
        if (last.At < all.Count && Cursor.Digest(key(all[last.At])) == last.Name) return last.At + 1;
        for (var i = 0; i < all.Count; i++) if (Cursor.Digest(key(all[i])) == last.Name) return i + 1;
        return Math.Min(last.At, all.Count);
    }

    private static int Behind<T>(IReadOnlyList<T> all, Func<T, string> key, Func<T, string> rank, Cursor last)
    {
        var (from, to) = (0, all.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (string.CompareOrdinal(Cursor.Short(rank(all[middle])), last.Rank) < 0) from = middle + 1;
            else to = middle;
        }

        // Where it went away, what has the same beginning is rather shown twice than never.
        var behind = from;
        for (var i = from; i < all.Count && Cursor.Short(rank(all[i])) == last.Rank; i++)
        {
            if (Cursor.Digest(key(all[i])) == last.Name) return i + 1;
            if (!last.IsCut) behind = i + 1;
        }

        return behind;
    }
}
