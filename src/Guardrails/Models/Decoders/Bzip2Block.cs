namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>One block: the last column of its sorted rotations, and the way back to the text.</summary>
internal sealed class Bzip2Block(int size)
{
    private readonly byte[] last = new byte[size];
    private int[]? next;

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public bool Add(byte value, int times)
    {
        if (times > size - Count) return false;
        last.AsSpan(Count, times).Fill(value);
        Count += times;
        return true;
    }

    /// <summary>Writes the text; four equal bytes are followed by how many more there are. False where it does not fit.</summary>
    public bool Write(int origin, Sink to)
    {
        next ??= new int[size];
        Span<int> starts = stackalloc int[256];
        starts.Clear();
        foreach (var b in last.AsSpan(0, Count)) starts[b]++;
        var sum = 0;
        for (var b = 0; b < 256; b++) (starts[b], sum) = (sum, sum + starts[b]);
        for (var i = 0; i < Count; i++) next[starts[last[i]]++] = i;
        var (at, same, before) = (next[origin], 0, -1);
        for (var i = 0; i < Count; i++)
        {
            var value = last[at];
            at = next[at];
            if (same == 4)
            {
                for (var k = 0; k < value; k++)
                {
                    if (!to.Put((byte)before)) return false;
                }

                (same, before) = (0, -1);
                continue;
            }

            same = value == before ? same + 1 : 1;
            before = value;
            if (!to.Put(value)) return false;
        }

        return true;
    }
}
