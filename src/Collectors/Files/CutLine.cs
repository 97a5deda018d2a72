namespace Plumbline.Collectors.Files;

/// <summary>Finds where half a line was followed by whole ones.</summary>
internal static class CutLine
{
    /// <summary>Bytes of the line that breaks off; -1 where the record is no torn one.</summary>
    public static int Of(ReadOnlySpan<byte> record, bool whole)
    {
        var first = record.IndexOf((byte)'\n');
        if (first < 0 || first + 1 >= record.Length) return -1;
        if (!whole) return first + 1;
        for (var at = first; at >= 0 && at + 1 < record.Length;)
        {
            if (record[at + 1] == (byte)'{' || char.IsAsciiDigit((char)record[at + 1])) return first + 1;
            var next = record[(at + 1)..].IndexOf((byte)'\n');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return -1;
    }
}
