using System.Text;

namespace Plumbline.Collectors.Tests;

/// <summary>Writes small Parquet files: one row group, required text columns or one optional list of texts, plain or through a dictionary.</summary>
internal static class ParquetFile
{
    public enum Pack { None = 0, Snappy = 1, Gzip = 2, Zstandard = 6 }

    /// <summary>Columns of texts of one length.</summary>
    public static byte[] Of(Pack pack, bool isDictionary, params (string Name, string[] Values)[] columns)
    {
        var file = new List<byte>("PAR1"u8.ToArray());
        var chunks = columns.Select(c => Chunk(file, c.Name, pack, isDictionary, c.Values)).ToList();
        var rows = columns[0].Values.Length;
        var footer = new Compact();
        footer.Field(1, 5, w => w.Zig(1));
        footer.Field(2, 9, w =>
        {
            w.Head(columns.Length + 1, 12);
            w.Struct(s => s.Field(4, 8, x => x.Text("root")).Field(5, 5, x => x.Zig(columns.Length)));
            foreach (var (name, _) in columns) w.Struct(s => s.Field(1, 5, x => x.Zig(6)).Field(3, 5, x => x.Zig(0)).Field(4, 8, x => x.Text(name)));
        });
        footer.Field(3, 6, w => w.Zig(rows));
        footer.Field(4, 9, w =>
        {
            w.Head(1, 12);
            w.Struct(g => g.Field(1, 9, x =>
            {
                x.Head(chunks.Count, 12);
                foreach (var chunk in chunks) x.Struct(c => c.Field(3, 12, m => m.Struct(chunk)));
            }).Field(3, 6, x => x.Zig(rows)));
        });
        var meta = footer.Stop();
        file.AddRange(meta);
        file.AddRange(BitConverter.GetBytes(meta.Length));
        file.AddRange("PAR1"u8);
        return [.. file];
    }

    /// <summary>Snappy's format, with a copy for each run of one byte: not small, but read back the same way.</summary>
    public static byte[] Snappy(byte[] plain)
    {
        var packed = new List<byte>();
        Compact.Varint(packed, (uint)plain.Length);
        for (var at = 0; at < plain.Length;)
        {
            var run = 1;
            while (at + run < plain.Length && run < 60 && plain[at + run] == plain[at]) run++;
            packed.Add(0);
            packed.Add(plain[at]);
            if (run > 4) packed.AddRange([(byte)(((run - 2) << 2) | 2), 1, 0]);
            at += run > 4 ? run : 1;
        }

        return [.. packed];
    }

    private static Action<Compact> Chunk(List<byte> file, string name, Pack pack, bool isDictionary, string[] values)
    {
        long? dictionary = null;
        string[] distinct = [.. values.Distinct()];
        var start = file.Count;
        if (isDictionary)
        {
            dictionary = start;
            Page(file, pack, Plain(distinct), 2, h => h.Field(7, 12, d => d.Struct(x => x.Field(1, 5, n => n.Zig(distinct.Length)).Field(2, 5, n => n.Zig(0)))));
        }

        var data = file.Count;
        var body = isDictionary ? Places([.. values.Select(v => Array.IndexOf(distinct, v))]) : Plain(values);
        Page(file, pack, body, 0, h => h.Field(5, 12, d => d.Struct(x => x.Field(1, 5, n => n.Zig(values.Length)).Field(2, 5, n => n.Zig(isDictionary ? 8 : 0)))));
        return m =>
        {
            m.Field(1, 5, x => x.Zig(6)).Field(3, 9, x => { x.Head(1, 8); x.Text(name); }).Field(4, 5, x => x.Zig((int)pack)).Field(5, 6, x => x.Zig(values.Length));
            m.Field(7, 6, x => x.Zig(file.Count - start)).Field(9, 6, x => x.Zig(data));
            if (dictionary is { } at) m.Field(11, 6, x => x.Zig(at));
        };
    }

    private static void Page(List<byte> file, Pack pack, byte[] plain, int type, Action<Compact> header)
    {
        var body = pack == Pack.Snappy ? Snappy(plain) : plain;
        var head = new Compact().Field(1, 5, x => x.Zig(type)).Field(2, 5, x => x.Zig(plain.Length)).Field(3, 5, x => x.Zig(body.Length));
        header(head);
        file.AddRange(head.Stop());
        file.AddRange(body);
    }

    private static byte[] Plain(string[] values)
    {
        var bytes = new List<byte>();
        foreach (var value in values)
        {
            var text = Encoding.UTF8.GetBytes(value);
            bytes.AddRange(BitConverter.GetBytes(text.Length));
            bytes.AddRange(text);
        }

        return [.. bytes];
    }

    // One run of eight bits each: groups of eight places.
    private static byte[] Places(int[] places)
    {
        var groups = (places.Length + 7) / 8;
        var bytes = new List<byte> { 8 };
        Compact.Varint(bytes, (uint)((groups << 1) | 1));
        for (var i = 0; i < groups * 8; i++) bytes.Add(i < places.Length ? (byte)places[i] : (byte)0);
        return [.. bytes];
    }

    /// <summary>Thrift's compact protocol, as far as a footer needs it.</summary>
    internal sealed class Compact
    {
        private readonly List<byte> bytes = [];
        private int last;

        public static void Varint(List<byte> to, ulong value)
        {
            for (; value > 127; value >>= 7) to.Add((byte)(value | 128));
            to.Add((byte)value);
        }

        public Compact Field(int number, int type, Action<Compact> write)
        {
            bytes.Add((byte)(((number - last) << 4) | type));
            last = number;
            write(this);
            return this;
        }

        public Compact Raw(byte[] more)
        {
            bytes.AddRange(more);
            return this;
        }

        public void Zig(long value) => Varint(bytes, (ulong)((value << 1) ^ (value >> 63)));

        public void Text(string text)
        {
            Varint(bytes, (ulong)text.Length);
            bytes.AddRange(Encoding.UTF8.GetBytes(text));
        }

        public void Head(int count, int type)
        {
            bytes.Add((byte)((Math.Min(count, 15) << 4) | type));
            if (count >= 15) Varint(bytes, (ulong)count);
        }

        public void Struct(Action<Compact> write)
        {
            var inner = new Compact();
            write(inner);
            bytes.AddRange(inner.Stop());
        }

        public byte[] Stop() => [.. bytes, 0];
    }
}
