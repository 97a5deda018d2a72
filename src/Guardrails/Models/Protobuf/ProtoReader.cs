namespace Plumbline.Guardrails.Models.Protobuf;

/// <summary>Walks over messages of Protocol Buffers without knowing them.</summary>
internal static class ProtoReader
{
    private const int LargestNumber = (1 << 29) - 1;
    private const int Deepest = 64;
    private const int MostSkipped = 1 << 20;

    /// <summary>The fields between two places, up to the first that cannot be one.</summary>
    public static IEnumerable<ProtoField> Fields(this Artifact artifact, long start, long end)
    {
        end = Math.Min(end, artifact.Length);
        for (var at = start; at < end;)
        {
            if (Next(artifact, at, end) is not { } field) yield break;
            yield return field;
            at = field.Start + field.Length;
        }
    }

    public static IEnumerable<ProtoField> Fields(this Artifact artifact, ProtoField of) => artifact.Fields(of.Start, of.Start + of.Length);

    /// <summary>The fields of a message that must read to its end; where it does not, that is said.</summary>
    public static IEnumerable<ProtoField> Whole(this Artifact artifact, ProtoField of, Judgement judgement)
    {
        var end = of.Start;
        foreach (var field in artifact.Fields(of))
        {
            yield return field;
            end = field.Start + field.Length;
        }

        if (end < of.Start + of.Length) judgement.NotScanned("a message cannot be read from here on", end);
    }

    /// <summary>The field at a place; null where none can be.</summary>
    public static ProtoField? Next(Artifact artifact, long at, long end)
    {
        var piece = artifact.Slice(at, 20);
        var read = Varint(piece, out var key);
        if (read == 0 || key >> 3 is 0 or > LargestNumber) return null;
        var number = (int)(key >> 3);
        switch (key & 7)
        {
            case 0: return Varint(piece[read..], out var value) is > 0 and var length && at + read + length <= end ? new ProtoField(number, 0, value, at + read, length) : null;
            case 1: return at + read + 8 <= end ? new ProtoField(number, 1, 0, at + read, 8) : null;
            case 5: return at + read + 4 <= end ? new ProtoField(number, 5, 0, at + read, 4) : null;
            case 2:
                var head = Varint(piece[read..], out var size);
                return head > 0 && size <= (ulong)Math.Max(0, end - at - read - head) ? new ProtoField(number, ProtoField.Bytes, 0, at + read + head, (long)size) : null;
            case ProtoField.Group: return Group(artifact, number, at + read, end);
            default: return null;
        }
    }

    // A group ends where its own number says so; readers that do not know it pass it by.
    private static ProtoField? Group(Artifact artifact, int number, long start, long end)
    {
        Span<int> open = stackalloc int[Deepest];
        var (depth, at) = (0, start);
        open[0] = number;
        for (var skipped = 0; at < end && skipped < MostSkipped; skipped++)
        {
            var read = Varint(artifact.Slice(at, 10), out var key);
            if (read == 0 || key >> 3 is 0 or > LargestNumber) return null;
            switch (key & 7)
            {
                case ProtoField.Group when ++depth == Deepest: return null;
                case ProtoField.Group:
                    open[depth] = (int)(key >> 3);
                    at += read;
                    break;
                case ProtoField.EndOfGroup when open[depth] != (int)(key >> 3) || at + read > end: return null;
                case ProtoField.EndOfGroup when depth-- == 0: return new ProtoField(number, ProtoField.Group, 0, start, at + read - start);
                case ProtoField.EndOfGroup:
                    at += read;
                    break;
                default:
                    if (Next(artifact, at, end) is not { } field) return null;
                    at = field.Start + field.Length;
                    break;
            }
        }

        return null;
    }

    public static string Text(this Artifact artifact, ProtoField field, int most = 4096) => artifact.Text(field.Start, field.Length, most);

    /// <summary>The text of a field of a message; empty where there is none.</summary>
    public static string TextOf(this Artifact artifact, ProtoField message, int number)
    {
        foreach (var field in artifact.Fields(message)) if (field.IsBytes(number)) return artifact.Text(field);
        return "";
    }

    /// <summary>True where bytes are a name: letters, digits and a few marks.</summary>
    public static bool IsName(ReadOnlySpan<byte> text, int longest = 512)
    {
        if (text.Length == 0 || text.Length > longest) return false;
        foreach (var b in text) if (!char.IsAsciiLetterOrDigit((char)b) && "_./-:>^ ".IndexOf((char)b, StringComparison.Ordinal) < 0) return false;
        return true;
    }

    private static int Varint(ReadOnlySpan<byte> from, out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(10, from.Length); i++)
        {
            value |= (ulong)(from[i] & 0x7f) << (7 * i);
            if (from[i] < 0x80) return i + 1;
        }

        return 0;
    }
}
