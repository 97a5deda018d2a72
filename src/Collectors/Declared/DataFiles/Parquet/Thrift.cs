using System.Text;

namespace Plumbline.Collectors.Declared.DataFiles.Parquet;

/// <summary>A structure of Thrift's compact protocol, field by number; what has the wrong type reads as absent.</summary>
internal sealed class Thrift
{
    private const int Deepest = 16;
    private const int MostNodes = 2_000_000;
    private const int LongestText = 1 << 20;
    private readonly Dictionary<int, object> fields = [];

    /// <summary>A number; null where there is none.</summary>
    public long? Number(int field) => fields.GetValueOrDefault(field) as long?;

    /// <summary>A truth value; null where there is none.</summary>
    public bool? Flag(int field) => fields.GetValueOrDefault(field) as bool?;

    /// <summary>A text; null where there is none.</summary>
    public string? Text(int field) => fields.GetValueOrDefault(field) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>A structure inside; null where there is none.</summary>
    public Thrift? Inner(int field) => fields.GetValueOrDefault(field) as Thrift;

    /// <summary>The items of a list that are of a type.</summary>
    public IEnumerable<T> Items<T>(int field) => fields.GetValueOrDefault(field) is List<object> list ? list.OfType<T>() : [];

    /// <summary>The texts of a list.</summary>
    public IEnumerable<string> Texts(int field) => Items<byte[]>(field).Select(Encoding.UTF8.GetString);

    /// <summary>Reads one structure.</summary>
    /// <param name="bytes">Where it starts.</param>
    /// <param name="length">How many bytes it took.</param>
    /// <exception cref="InvalidDataException">It is cut off, too deep or too large.</exception>
    public static Thrift Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var reader = new Reader(bytes);
        var read = reader.Struct(0);
        length = reader.Position;
        return read;
    }

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> bytes = bytes;
        private int nodes;

        public int Position { get; private set; }

        public Thrift Struct(int depth)
        {
            if (depth > Deepest) throw new InvalidDataException("nested too deep");
            var read = new Thrift();
            for (var last = 0; ;)
            {
                var head = Byte();
                if (head == 0) return read;
                var type = head & 15;
                last = head >> 4 is > 0 and var delta ? last + delta : (int)ZigZag();
                read.fields[last] = type is 1 or 2 ? type == 1 : Value(type, depth);
            }
        }

        private object Value(int type, int depth)
        {
            if (++nodes > MostNodes) throw new InvalidDataException("too many values");
            return type switch
            {
                1 or 2 => Byte() == 1,
                3 => (long)(sbyte)Byte(),
                4 or 5 or 6 => ZigZag(),
                7 => (object)BitConverter.Int64BitsToDouble(BitConverter.ToInt64(Take(8))),
                8 => Take(Length(LongestText)).ToArray(),
                9 or 10 => List(depth),
                11 => Map(depth),
                12 => Struct(depth + 1),
                _ => throw new InvalidDataException("unknown type"),
            };
        }

        private List<object> List(int depth)
        {
            if (depth > Deepest) throw new InvalidDataException("nested too deep");
            var head = Byte();
            var count = head >> 4 == 15 ? Length(MostNodes) : head >> 4;
            var items = new List<object>(Math.Min(count, 1024));
            for (var i = 0; i < count; i++) items.Add(Value(head & 15, depth + 1));
            return items;
        }

        private List<object> Map(int depth)
        {
            var count = Length(MostNodes);
            if (count == 0) return [];
            var types = Byte();
            for (var i = 0; i < count; i++)
            {
                _ = Value(types >> 4, depth + 1);
                _ = Value(types & 15, depth + 1);
            }

            return [];
        }

        private int Length(int most) => Varint() is var n && n <= (ulong)most ? (int)n : throw new InvalidDataException("a length is out of range");

        private long ZigZag() => Varint() is var n ? (long)(n >> 1) ^ -(long)(n & 1) : 0;

        private ulong Varint()
        {
            ulong value = 0;
            for (var shift = 0; shift < 64; shift += 7)
            {
                var next = Byte();
                value |= (ulong)(next & 127) << shift;
                if (next < 128) return value;
            }

            throw new InvalidDataException("a number is too long");
        }

        private byte Byte() => Take(1)[0];

        private ReadOnlySpan<byte> Take(int count)
        {
            if (count > bytes.Length - Position) throw new InvalidDataException("cut off");
            var taken = bytes.Slice(Position, count);
            Position += count;
            return taken;
        }
    }
}
