using System.Buffers.Binary;
using System.Text;

namespace Plumbline.Guardrails.Skills;

/// <summary>What a file of compiled Python says of itself.</summary>
/// <param name="SourceSize">Bytes of the source it was made from; null where it is checked by hash.</param>
/// <param name="Names">Names that its code uses: variables, attributes, modules, functions.</param>
/// <param name="Texts">Texts among its constants.</param>
/// <param name="IsWhole">False where it breaks off, nests too deep, or is of a version that is not known.</param>
public sealed record Bytecode(long? SourceSize, IReadOnlySet<string> Names, IReadOnlySet<string> Texts, bool IsWhole)
{
    /// <summary>Reads the bytes; null where they are no compiled Python. Nothing is made into objects or run.</summary>
    public static Bytecode? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 16 || bytes[2] != '\r' || bytes[3] != '\n') return null;
        var magic = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        if (magic is < 3390 or > 3700) return magic is > 3000 and < 3390 or > 50000 ? new Bytecode(null, new HashSet<string>(), new HashSet<string>(), false) : null;
        var isHashed = (BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) & 1) == 1;
        var walk = new MarshalWalk(bytes[16..], magic);
        var isWhole = walk.Run();
        return new Bytecode(isHashed ? null : BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]), walk.Names, walk.Texts, isWhole);
    }
}

/// <summary>Walks marshalled code and keeps its names and texts. Bounded in depth and steps.</summary>
internal ref struct MarshalWalk(ReadOnlySpan<byte> bytes, int magic)
{
    private const int Deepest = 60;
    private const int MostSteps = 2_000_000;
    private const int Most = 50_000;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private readonly int magic = magic;
    private readonly List<string?> references = [];
    private int at;
    private int steps;
    private bool isBroken;

    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Texts { get; } = new(StringComparer.Ordinal);

    public bool Run()
    {
        Value(0, false);
        return !isBroken;
    }

    // What is walked as a name lands among the names; texts elsewhere among the texts.
    private string? Value(int depth, bool isName)
    {
        if (isBroken || depth > Deepest || ++steps > MostSteps || at >= bytes.Length || Names.Count + Texts.Count > Most) { isBroken = true; return null; }
        var code = bytes[at++];
        var kind = (char)(code & 0x7f);
        var slot = -1;
        if ((code & 0x80) != 0) { slot = references.Count; references.Add(null); }
        var text = Read(kind, depth, isName);
        if (slot >= 0) references[slot] = text;
        if (text is not null) (isName ? Names : Texts).Add(text);
        return text;
    }

    private string? Read(char kind, int depth, bool isName)
    {
        switch (kind)
        {
            case 'a' or 'A' or 'u' or 't': return Text(Number());
            case 'z' or 'Z': return Text(Byte());
            case 's': Skip(Number()); return null;
            case 'i': Skip(4); return null;
            case 'I' or 'g': Skip(8); return null;
            case 'y': Skip(16); return null;
            case 'f': Skip(Byte()); return null;
            case 'l': Skip(Math.Abs((long)Number()) * 2); return null;
            case 'r': return Number() is var index && index >= 0 && index < references.Count ? references[index] : null;
            case ')': Many(Byte(), depth, isName); return null;
            case '(' or '[' or '<' or '>': Many(Number(), depth, isName); return null;
            case ':': Many(3, depth, false); return null;
            case '{': while (!isBroken && at < bytes.Length && bytes[at] != '0') { Value(depth + 1, false); Value(depth + 1, false); } Skip(1); return null;
            case 'c': Code(depth); return null;
            case '0' or 'N' or 'F' or 'T' or 'S' or '.': return null;
            default: isBroken = true; return null;
        }
    }

    // 3.7: five numbers; 3.8 to 3.10: six; from 3.11 on five, with other fields behind.
    private void Code(int depth)
    {
        Skip(4 * (magic is >= 3400 and < 3450 ? 6 : 5));
        Value(depth + 1, false);
        Value(depth + 1, false);
        Value(depth + 1, true);
        Value(depth + 1, true);
        if (magic < 3450) { Value(depth + 1, true); Value(depth + 1, true); }
        else { Unkept(depth); }
        Unkept(depth);
        Value(depth + 1, true);
        if (magic >= 3450) Value(depth + 1, true);
        Skip(4);
        Unkept(depth);
        if (magic >= 3450) Unkept(depth);
    }

    // The name of a file and tables of lines say nothing of the code; a text among them may be referred to later.
    private void Unkept(int depth)
    {
        var before = Texts.Count;
        if (Value(depth + 1, false) is { } text && Texts.Count > before) Texts.Remove(text);
    }

    private void Many(int count, int depth, bool isName)
    {
        if (count < 0 || count > bytes.Length) { isBroken = true; return; }
        for (var i = 0; i < count && !isBroken; i++) Value(depth + 1, isName);
    }

    private string? Text(int length)
    {
        if (length < 0 || length > bytes.Length - at) { isBroken = true; return null; }
        var text = Encoding.UTF8.GetString(bytes.Slice(at, length));
        at += length;
        return text.Length is > 0 and < 4096 ? text : null;
    }

    private int Number()
    {
        if (bytes.Length - at < 4) { isBroken = true; return 0; }
        at += 4;
        return BinaryPrimitives.ReadInt32LittleEndian(bytes[(at - 4)..]);
    }

    private int Byte()
    {
        if (at >= bytes.Length) { isBroken = true; return 0; }
        return bytes[at++];
    }

    private void Skip(long count)
    {
        if (count > bytes.Length - at) isBroken = true;
        else at += (int)count;
    }
}
