namespace Plumbline.Collectors.Declared.Packages.Advisories;

/// <summary>Lines of a stream as bytes, bounded in length and sum.</summary>
internal sealed class LineReader(Stream stream, int longest, long most) : IDisposable
{
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private long read;

    /// <summary>The next line without its end, good until the next call; null at the end.</summary>
    /// <exception cref="InvalidDataException">A line or the whole is longer than the bounds.</exception>
    public ReadOnlyMemory<byte>? Next()
    {
        var searched = 0;
        while (true)
        {
            var at = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var line = buffer.AsMemory(start, searched + at);
                start += searched + at + 1;
                return line;
            }

            searched = end - start;
            if (!Fill()) return Rest();
        }
    }

    public void Dispose() => stream.Dispose();

    private ReadOnlyMemory<byte>? Rest()
    {
        if (start == end) return null;
        var line = buffer.AsMemory(start, end - start);
        start = end;
        return line;
    }

    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            if (buffer.Length >= longest) throw new InvalidDataException("a line is too long");
            Array.Resize(ref buffer, Math.Min(longest, buffer.Length * 2));
        }

        var more = stream.Read(buffer, end, buffer.Length - end);
        end += more;
        read += more;
        return read > most ? throw new InvalidDataException("the text is too long") : more > 0;
    }
}
