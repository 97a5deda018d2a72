using System.Buffers.Binary;

namespace Plumbline.Collectors.Declared.DataFiles.Parquet;

/// <summary>What the end of a Parquet file says: its columns, and where their pages lie.</summary>
/// <param name="Total">Records.</param>
/// <param name="Groups">Row groups.</param>
internal sealed record Footer(long Total, IReadOnlyList<RowGroup> Groups)
{
    private const int Largest = 16 << 20;
    private const int MostColumns = 4000;

    /// <summary>Reads the end of a file.</summary>
    /// <exception cref="InvalidDataException">It is none, or broken.</exception>
    public static Footer Read(Stream file)
    {
        if (file.Length < 12) throw new InvalidDataException("too short");
        var tail = Bytes(file, file.Length - 8, 8);
        if (tail.AsSpan(4).SequenceEqual("PARE"u8)) throw new InvalidDataException("its footer is encrypted");
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail.AsSpan(4).SequenceEqual("PAR1"u8) || length <= 0 || length > Math.Min(Largest, file.Length - 12)) throw new InvalidDataException("it has no footer");
        var meta = Thrift.Read(Bytes(file, file.Length - 8 - length, length), out _);
        var leaves = Leaves([.. meta.Items<Thrift>(2)]);
        return new Footer(Math.Max(0, meta.Number(3) ?? 0), [.. meta.Items<Thrift>(4).Select(g => Group(g, leaves))]);
    }

    /// <summary>A part of the file.</summary>
    /// <exception cref="InvalidDataException">It reaches outside.</exception>
    public static byte[] Bytes(Stream file, long at, int length)
    {
        if (at < 0 || length < 0 || at + length > file.Length) throw new InvalidDataException("a page lies outside the file");
        file.Position = at;
        var bytes = new byte[length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static RowGroup Group(Thrift group, List<Leaf> leaves)
    {
        var columns = group.Items<Thrift>(1).Select(c => c.Inner(3)).Select((c, i) => c is null || i >= leaves.Count ? null : new Chunk(
            leaves[i], (int)(c.Number(4) ?? -1), c.Number(5) ?? 0,
            c.Number(11) is > 0 and var d && d < (c.Number(9) ?? long.MaxValue) ? d : c.Number(9) ?? -1, c.Number(7) ?? 0));
        return new RowGroup(Math.Max(0, group.Number(3) ?? 0), [.. columns.OfType<Chunk>()]);
    }

    // The tree of the schema is written in its depth-first order; each level that may be absent or repeated adds to the levels of its leaves.
    private static List<Leaf> Leaves(List<Thrift> schema)
    {
        var leaves = new List<Leaf>();
        var at = 1;
        for (var children = schema.Count > 0 ? schema[0].Number(5) ?? 0 : 0; children > 0 && at < schema.Count; children--) Walk(schema, ref at, "", 0, 0, 0, leaves);
        return leaves;
    }

    private static void Walk(List<Thrift> schema, ref int at, string path, int defined, int repeated, int depth, List<Leaf> leaves)
    {
        if (depth > 32 || leaves.Count > MostColumns) throw new InvalidDataException("its schema is too large");
        var element = schema[at++];
        var repetition = element.Number(3) ?? 0;
        if (repetition != 0) defined++;
        if (repetition == 2) repeated++;
        var name = element.Text(4) ?? "";
        // `list` and `element` are how lists are written, not what people call the field.
        var own = repetition == 2 ? path + "[]" : name is "element" or "item" or "array_element" && path.EndsWith("[]", StringComparison.Ordinal) ? path : path.Length == 0 ? name : $"{path}.{name}";
        if (repetition == 2 && path.Length == 0) own = name + "[]";
        var children = element.Number(5) ?? 0;
        if (children == 0) leaves.Add(new Leaf(own, (int)(element.Number(1) ?? -1), (int)(element.Number(2) ?? 0), defined, repeated));
        for (; children > 0 && at < schema.Count; children--) Walk(schema, ref at, own, defined, repeated, depth + 1, leaves);
    }
}

/// <summary>A column that holds values.</summary>
/// <param name="Path">Its path as rules read it.</param>
/// <param name="Type">Parquet's physical type.</param>
/// <param name="Width">Bytes of a value of fixed length.</param>
/// <param name="Defined">The level at which a value is there.</param>
/// <param name="Repeated">How many lists it lies in.</param>
internal sealed record Leaf(string Path, int Type, int Width, int Defined, int Repeated);

/// <summary>The pages of a column in a row group.</summary>
internal sealed record Chunk(Leaf Leaf, int Codec, long Values, long Start, long Length);

/// <summary>A row group.</summary>
internal sealed record RowGroup(long Rows, IReadOnlyList<Chunk> Chunks);
