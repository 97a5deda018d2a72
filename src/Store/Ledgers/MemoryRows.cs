using System.Text;
using Plumbline.Store.Projections;

namespace Plumbline.Store.Ledgers;

/// <summary>Rows in memory. Keys that end in a digest, as those of a million claims do, are kept as numbers.</summary>
internal sealed class MemoryRows : IRows
{
    private const int DigestLength = 32;
    private readonly Dictionary<string, Row> rows = new(StringComparer.Ordinal);
    private readonly List<(byte[] Prefix, Dictionary<UInt128, long> Numbers)> digests = [];

    /// <summary>The rows that have a body.</summary>
    public IEnumerable<Row> Bodied => rows.Values;

    /// <summary>The rows that nobody took.</summary>
    public IEnumerable<(string Key, long Number)> Left =>
        rows.Values.Select(r => (r.Key, r.Number)).Concat(digests.SelectMany(d => d.Numbers.Select(n => (Encoding.UTF8.GetString(d.Prefix) + DigestText.Of(n.Key), n.Value))));

    public Row? Get(string key) => rows.GetValueOrDefault(key);

    public void Put(Row row) => rows[row.Key] = row;

    public void Remove(string key) => rows.Remove(key);

    public void Put(ReadOnlySpan<byte> key, long number)
    {
        if (Numbers(key, out var half) is { } numbers) numbers[half] = number;
        else Put(new Row(Encoding.UTF8.GetString(key), number, ""));
    }

    public void Remove(ReadOnlySpan<byte> key)
    {
        if (Numbers(key, out var half) is { } numbers) numbers.Remove(half);
        else Remove(Encoding.UTF8.GetString(key));
    }

    /// <summary>Takes the row that a store has; null where it is the same here, else what is wrong with it.</summary>
    public string? Take(ReadOnlySpan<byte> key, long number, ReadOnlySpan<byte> body)
    {
        const string None = "is not in the records", Other = "is not what the records say";
        if (body.IsEmpty && Numbers(key, out var half) is { } numbers && numbers.Remove(half, out var own)) return own == number ? null : Other;
        if (!rows.Remove(Encoding.UTF8.GetString(key), out var row)) return None;
        return row.Number == number && row.Body == Encoding.UTF8.GetString(body) ? null : Other;
    }

    private Dictionary<UInt128, long>? Numbers(ReadOnlySpan<byte> key, out UInt128 half)
    {
        half = default;
        if (key.Length < DigestLength || !DigestText.TryRead(key[^DigestLength..], out half)) return null;
        var prefix = key[..^DigestLength];
        foreach (var (known, numbers) in digests) if (prefix.SequenceEqual(known)) return numbers;
        var added = new Dictionary<UInt128, long>();
        digests.Add((prefix.ToArray(), added));
        return added;
    }
}
