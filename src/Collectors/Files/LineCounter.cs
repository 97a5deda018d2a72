namespace Plumbline.Collectors.Files;

/// <summary>Counts lines forward through UTF-8; places are asked in rising order.</summary>
internal sealed class LineCounter(byte[] utf8)
{
    private int position;
    private int line = 1;

    /// <summary>The 1-based line of a place.</summary>
    public int At(long offset)
    {
        line += utf8.AsSpan(position, (int)offset - position).Count((byte)'\n');
        position = (int)offset;
        return line;
    }
}
