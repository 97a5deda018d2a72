namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>A bounded, growing output that is its own dictionary.</summary>
internal sealed class Sink(int most)
{
    private byte[] bytes = new byte[Math.Min(most, 4096)];

    /// <summary>Bytes written.</summary>
    public int Count { get; private set; }

    /// <summary>True where something did not fit.</summary>
    public bool IsFull { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Count);

    /// <summary>The byte that lies a distance back; 1 is the last.</summary>
    public byte Back(int distance) => bytes[Count - distance];

    public bool Put(byte value)
    {
        if (Count == bytes.Length && !Grow(1)) return false;
        bytes[Count++] = value;
        return true;
    }

    public bool Put(ReadOnlySpan<byte> span)
    {
        var fits = Math.Min(span.Length, most - Count);
        if (fits > bytes.Length - Count) Grow(fits);
        span[..fits].CopyTo(bytes.AsSpan(Count));
        Count += fits;
        IsFull |= fits < span.Length;
        return fits == span.Length;
    }

    /// <summary>Copies from what was written, which may overlap what is being written.</summary>
    public bool Repeat(int distance, int length)
    {
        var fits = Math.Min(length, most - Count);
        if (fits > bytes.Length - Count) Grow(fits);
        var to = bytes.AsSpan(Count, fits);
        if (distance >= fits) bytes.AsSpan(Count - distance, fits).CopyTo(to);
        else for (var i = 0; i < fits; i++) to[i] = bytes[Count - distance + i];
        Count += fits;
        IsFull |= fits < length;
        return fits == length;
    }

    private bool Grow(int more)
    {
        if (Count + (long)more > most)
        {
            IsFull = true;
            return false;
        }

        Array.Resize(ref bytes, (int)Math.Min(most, Math.Max(bytes.Length * 2L, Count + (long)more)));
        return true;
    }
}
