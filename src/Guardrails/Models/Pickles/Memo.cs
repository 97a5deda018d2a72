namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>The unpickler's memo: keys that follow one another in an array, others in a dictionary, both bounded.</summary>
internal sealed class Memo(int mostDense = 1 << 22)
{
    private const int MostSparse = 1 << 16;
    private const int Gap = 1024;

    private static readonly Value Hole = new(Kind.Unknown, Traits.None, -1, 0);

    private Value[] dense = new Value[32];
    private int used;
    private Dictionary<long, Value>? sparse;

    /// <summary>What a reader that goes on from there still remembers.</summary>
    public Memo? Beneath { get; init; }

    /// <summary>Entries; what the next `MEMOIZE` is numbered by.</summary>
    public int Count { get; private set; }

    /// <summary>True once an entry could not be kept.</summary>
    public bool Full { get; private set; }

    public void Clear() => (used, Count, Full, sparse) = (0, 0, false, null);

    public void Next(Value value)
    {
        if (used == Count && used < dense.Length)
        {
            dense[used++] = value;
            Count++;
        }
        else
        {
            Put(Count, value);
        }
    }

    public void Put(long key, Value value)
    {
        if (key >= used && key - used < Gap) Fill((int)key);
        if ((ulong)key < (ulong)used)
        {
            if (IsHole(dense[key]) && sparse?.Remove(key) != true) Count++;
            dense[key] = value;
        }
        else
        {
            sparse ??= [];
            if (sparse.Count >= MostSparse && !sparse.ContainsKey(key)) Full = true;
            else if (sparse.TryAdd(key, value)) Count++;
            else sparse[key] = value;
        }
    }

    public bool TryGet(long key, out Value value)
    {
        if ((ulong)key < (ulong)used && !IsHole(dense[key]))
        {
            value = dense[key];
            return true;
        }

        if (sparse?.TryGetValue(key, out value) == true) return true;
        if (Beneath?.TryGet(key, out value) == true) return true;
        value = Full ? new Value(Kind.Forgotten, Traits.None, 0, 0) : Value.Unknown;
        return Full;
    }

    private static bool IsHole(in Value value) => value.Kind == Kind.Unknown && value.Size == -1;

    private void Fill(int key)
    {
        if (key >= dense.Length)
        {
            if (dense.Length >= mostDense) return;
            Array.Resize(ref dense, (int)Math.Min(mostDense, Math.Max(2L * dense.Length, key + 1L)));
            if (key >= dense.Length) return;
        }

        dense.AsSpan(used, key + 1 - used).Fill(Hole);
        used = key + 1;
    }
}
