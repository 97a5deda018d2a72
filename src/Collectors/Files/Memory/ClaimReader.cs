using System.Collections.Immutable;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Files.Memory;

/// <summary>Reads back what <see cref="ClaimWriter"/> wrote.</summary>
/// <exception cref="IOException">The bytes end too soon.</exception>
/// <exception cref="FormatException">They are not what was written.</exception>
internal sealed class ClaimReader(Stream from) : IDisposable
{
    private const int Deepest = 64;
    private readonly BinaryReader reader = new(new BufferedStream(from, 1 << 16), Encoding.UTF8);
    private readonly List<string> texts = [];
    private Origin? last;

    /// <summary>Path and content of the files that were read.</summary>
    public IEnumerable<(string Path, string Content)> Opened()
    {
        var count = Count(reader.ReadInt32());
        for (var i = 0; i < count; i++) yield return (reader.ReadString(), reader.ReadString());
    }

    /// <summary>The claims, in their order; read whole or not at all.</summary>
    public IReadOnlyList<Claim> Claims()
    {
        var count = Count(reader.ReadInt32());
        var claims = new List<Claim>(count);
        for (var i = 0; i < count; i++)
        {
            claims.Add(new Claim(
                new AssetId((AssetKind)reader.Read7BitEncodedInt(), Needed()), Needed(), (Plane)reader.Read7BitEncodedInt(), Value(0),
                last = new Origin(Needed(), Text(), reader.Read7BitEncodedInt(), Text(), Text()).Or(last), new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero)));
        }

        return claims;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private Value Value(int depth)
    {
        if (depth > Deepest) throw new FormatException("nested too deep");
        var kind = (ValueKind)reader.ReadByte();
        switch (kind)
        {
            case ValueKind.Null: return default;
            case ValueKind.Bool: return Cel.Types.Value.Of(reader.ReadInt64() != 0);
            case ValueKind.Int: return Cel.Types.Value.Of(reader.ReadInt64());
            case ValueKind.Uint: return Cel.Types.Value.Of((ulong)reader.ReadInt64());
            case ValueKind.Double: return Cel.Types.Value.Of(BitConverter.Int64BitsToDouble(reader.ReadInt64()));
            case ValueKind.String: return Cel.Types.Value.Of(Needed());
            case ValueKind.Timestamp: return Cel.Types.Value.Of(new Timestamp(reader.ReadInt64(), reader.ReadInt32()));
            case ValueKind.List: return List(depth);
            case ValueKind.Map: return Map(depth);
            default: throw new FormatException("no kind of value");
        }
    }

    private Value List(int depth)
    {
        var isPartial = reader.ReadBoolean();
        var items = ImmutableArray.CreateBuilder<Value>();
        for (var left = Count(reader.Read7BitEncodedInt()); left > 0; left--) items.Add(Value(depth + 1));
        return isPartial ? Cel.Types.Value.PartialList(items.DrainToImmutable()) : Cel.Types.Value.List(items.DrainToImmutable());
    }

    private Value Map(int depth)
    {
        var keys = ImmutableArray.CreateBuilder<Value>();
        var values = ImmutableArray.CreateBuilder<Value>();
        for (var left = Count(reader.Read7BitEncodedInt()); left > 0; left--)
        {
            keys.Add(Value(depth + 1));
            values.Add(Value(depth + 1));
        }

        return Cel.Types.Value.Of(MapValue.From(keys.DrainToImmutable(), values.DrainToImmutable()));
    }

    private string Needed() => Text() ?? throw new FormatException("a text is missing");

    private string? Text()
    {
        var index = reader.Read7BitEncodedInt();
        if (index == 0) return null;
        if (index > 1) return index - 2 < texts.Count ? texts[index - 2] : throw new FormatException("no such text");
        texts.Add(reader.ReadString());
        return texts[^1];
    }

    // Each thing counted takes a byte at least.
    private int Count(int count) => count >= 0 && count <= from.Length ? count : throw new FormatException("more than there is");
}
