namespace Plumbline.Guardrails.Models.Hdf5;

/// <summary>Finds the attributes of the root object: superblock, object header and its continuations, heap of long texts.</summary>
internal sealed class Hdf5Objects(Artifact artifact, long start, Judgement judgement)
{
    private const int MostMessages = 10_000;
    private const int AttributeKind = 0x0c;
    private const int DenseKind = 0x15;
    private const int ExternalKind = 0x07;
    private const int LinkKind = 0x06;
    private const int ContinuationKind = 0x10;
    private int wide = 8;
    private int lengths = 8;
    private long start0;

    /// <summary>Names, places and values of attributes that are texts.</summary>
    public IEnumerable<(string Name, long At, byte[] Text)> RootTexts()
    {
        if (Root() is not { } root)
        {
            judgement.NotScanned("its superblock is of a version that is not known", start);
            yield break;
        }

        foreach (var (kind, at, size) in Messages(root))
        {
            if (kind == AttributeKind && Attribute(at, size) is { } attribute) yield return attribute;
            else if (kind == ExternalKind) judgement.Sign("reads-other-file", Danger.Review, at, "external storage", "its data lie in another file");
            else if (kind == LinkKind) Link(at, size);
            else if (kind == DenseKind) judgement.Fact("attributes", "in a heap");
        }
    }

    private long? Root()
    {
        var version = artifact.Byte(start + 8);
        if (version <= 1)
        {
            (wide, lengths) = (artifact.Byte(start + 13), artifact.Byte(start + 14));
            var at = start + 24 + (version == 1 ? 4 : 0);
            if (wide is not (2 or 4 or 8) || lengths is not (2 or 4 or 8)) return null;
            start0 = Base(Number(at, wide));
            return start0 + Number(at + 4 * wide + wide, wide);
        }

        (wide, lengths) = (artifact.Byte(start + 9), artifact.Byte(start + 10));
        if (version > 3 || wide is not (2 or 4 or 8) || lengths is not (2 or 4 or 8)) return null;
        start0 = Base(Number(start + 12, wide));
        return start0 + Number(start + 12 + 3 * wide, wide);
    }

    private long Base(long said) => said == 0 ? start : said;

    private long Number(long at, int size) => size switch { 2 => artifact.UInt16(at), 4 => artifact.UInt32(at), _ => artifact.Int64(at) };

    private IEnumerable<(int Kind, long At, int Size)> Messages(long header)
    {
        var isNew = artifact.Has(header, "OHDR"u8);
        var blocks = new Queue<(long At, long End)>();
        var hasOrder = false;
        if (isNew)
        {
            var flags = artifact.Byte(header + 5);
            var at = header + 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
            var bytes = 1 << (flags & 3);
            hasOrder = (flags & 4) != 0;
            blocks.Enqueue((at + bytes, at + bytes + (bytes == 1 ? artifact.Byte(at) : Number(at, bytes))));
        }
        else if (artifact.Byte(header) == 1) blocks.Enqueue((header + 16, header + 16 + artifact.UInt32(header + 8)));

        var left = MostMessages;
        var met = new HashSet<long>();
        while (blocks.TryDequeue(out var block))
        {
            if (!met.Add(block.At)) continue;
            for (var at = block.At; at + 4 <= block.End && at < artifact.Length && left-- > 0 && judgement.Step();)
            {
                var kind = isNew ? artifact.Byte(at) : artifact.UInt16(at);
                int size = artifact.UInt16(at + (isNew ? 1 : 2));
                var data = at + (isNew ? hasOrder ? 6 : 4 : 8);
                if (kind == ContinuationKind)
                {
                    var (to, length) = (start0 + Number(data, wide), Number(data + wide, lengths));
                    blocks.Enqueue(isNew ? (to + 4, to + length - 4) : (to, to + length));
                }
                else yield return (kind, data, size);
                at = data + size;
            }
        }
    }

    private (string Name, long At, byte[] Text)? Attribute(long at, int size)
    {
        var version = artifact.Byte(at);
        if (version is 0 or > 3) return null;
        int nameSize = artifact.UInt16(at + 2), typeSize = artifact.UInt16(at + 4), spaceSize = artifact.UInt16(at + 6);
        var name = at + (version == 3 ? 9 : 8);
        int Padded(int bytes) => version == 1 ? (bytes + 7) & ~7 : bytes;
        var type = name + Padded(nameSize);
        var data = type + Padded(typeSize) + Padded(spaceSize);
        var length = (int)Math.Max(0, at + size - data);
        var text = artifact.Text(name, Math.Max(0, nameSize - 1), 256);
        return (artifact.Byte(type) & 15) switch
        {
            3 => (text, data, artifact.Slice(data, length).ToArray()),
            9 => InHeap(text, data),
            _ => null,
        };
    }

    // A long text: its length, the collection it lies in, and its number there.
    private (string Name, long At, byte[] Text)? InHeap(string name, long at)
    {
        var (length, heap, index) = (artifact.UInt32(at), start0 + Number(at + 4, wide), artifact.UInt32(at + 4 + wide));
        if (!artifact.Has(heap, "GCOL"u8)) return null;
        var end = heap + Number(heap + 8, lengths);
        for (var entry = heap + 8 + lengths; entry < end && entry + 16 < artifact.Length && judgement.Step();)
        {
            var size = Number(entry + 8, lengths);
            var data = entry + 8 + lengths;
            if (artifact.UInt16(entry) == index) return (name, data, artifact.Slice(data, (int)Math.Min(Math.Min(length, (ulong)size), 64 << 20)).ToArray());
            if (artifact.UInt16(entry) == 0 || size < 0 || size > artifact.Length) break;
            entry = data + ((size + 7) & ~7);
        }

        return null;
    }

    // A link out of the file: another file is opened when the model is.
    private void Link(long at, int size)
    {
        var flags = artifact.Byte(at + 1);
        if ((flags & 8) == 0 || artifact.Byte(at + 2) != 64) return;
        judgement.Sign("reads-other-file", Danger.High, at, artifact.Text(at, size, 256).Trim('\0'), "it opens another file when it is loaded");
    }
}
