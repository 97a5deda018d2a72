using System.Text;

namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>Reads the properties of a 7z directory; behind the end it reads zeros, which end every list.</summary>
internal sealed class SevenZipReader(byte[] header)
{
    public const byte Header = 1;
    public const byte Packed = 0x17;
    private const int HeadLength = 32;
    private const int Most = 100_000;
    private const int End = 0, MainStreams = 4, FilesInfo = 5, PackInfo = 6, UnpackInfo = 7, SubStreams = 8, Sizes = 9, Digests = 10, Folders = 11, UnpackSizes = 12, StreamCounts = 13, EmptyStreams = 14, Names = 17;
    private int at;

    /// <summary>The streams with the names of their files; null where the directory makes no sense.</summary>
    public IReadOnlyList<SevenZipFolder>? Directory()
    {
        at = 1;
        IReadOnlyList<SevenZipFolder>? folders = [];
        for (var left = 16; left > 0 && at < header.Length; left--)
        {
            var kind = Byte();
            if (kind == End) return folders;
            if (kind == MainStreams) folders = Streams(at);
            else if (kind == FilesInfo && folders is not null) Files(folders);
            else return null;
            if (folders is null) return null;
        }

        return folders;
    }

    /// <summary>Packed streams and what they unpack to.</summary>
    public IReadOnlyList<SevenZipFolder>? Streams(int from)
    {
        at = from;
        long position = 0;
        long[] packed = [];
        List<(byte[] Method, byte[] Properties, bool IsFiltered, int Inputs, List<long> Sizes)> folders = [];
        List<List<long>>? parts = null;
        for (var left = 16; left > 0; left--)
        {
            switch (Byte())
            {
                case End: return Joined(position, packed, folders, parts);
                case PackInfo:
                    (position, var count) = (Number(), (int)Math.Min(Number(), Most));
                    for (var kind = Byte(); kind != End && at < header.Length; kind = Byte())
                    {
                        if (kind == Sizes) packed = Numbers(count);
                        else if (kind == Digests) SkipDigests(count);
                        else return null;
                    }

                    break;
                case UnpackInfo:
                    if (Unpacked() is not { } read) return null;
                    folders = read;
                    break;
                case SubStreams:
                    parts = Parts(folders.ConvertAll(f => f.Sizes is [.., var last] ? last : 0));
                    break;
                default: return null;
            }
        }

        return null;
    }

    private static List<SevenZipFolder> Joined(long position, long[] packed, List<(byte[] Method, byte[] Properties, bool IsFiltered, int Inputs, List<long> Sizes)> folders, List<List<long>>? parts)
    {
        var joined = new List<SevenZipFolder>();
        var (offset, stream) = (HeadLength + position, 0);
        for (var i = 0; i < folders.Count; i++)
        {
            var (method, properties, isFiltered, inputs, sizes) = folders[i];
            var length = stream < packed.Length ? packed[stream] : 0;
            var size = sizes is [.., var last] ? last : 0;
            var members = new List<(string, long, long)>();
            long start = 0;
            foreach (var part in parts is not null && i < parts.Count ? parts[i] : [size])
            {
                members.Add(($"member {members.Count}", start, part));
                start += part;
            }

            if (offset < 0) break;
            joined.Add(new SevenZipFolder(method, properties, isFiltered, size, offset, length, members));
            for (var used = 0; used < inputs && stream < packed.Length; used++) offset += packed[stream++];
        }

        return joined;
    }

    private List<(byte[] Method, byte[] Properties, bool IsFiltered, int Inputs, List<long> Sizes)>? Unpacked()
    {
        if (Byte() != Folders) return null;
        var count = (int)Math.Min(Number(), Most);
        if (Byte() != 0) return null;   // kept elsewhere
        var folders = new List<(byte[] Method, byte[] Properties, bool IsFiltered, int Inputs, int Outputs)>();
        for (var i = 0; i < count && at < header.Length; i++) folders.Add(Folder());
        if (Byte() != UnpackSizes) return null;
        var read = folders.ConvertAll(f => (f.Method, f.Properties, f.IsFiltered, f.Inputs, Numbers(f.Outputs).ToList()));
        for (var kind = Byte(); kind != End && at < header.Length; kind = Byte())
        {
            if (kind == Digests) SkipDigests(count);
            else return null;
        }

        return read;
    }

    private (byte[] Method, byte[] Properties, bool IsFiltered, int Inputs, int Outputs) Folder()
    {
        var coders = (int)Math.Min(Number(), 32);
        var (inputs, outputs, method, properties, isFiltered) = (0, 0, Array.Empty<byte>(), Array.Empty<byte>(), false);
        for (var i = 0; i < coders; i++)
        {
            var flags = Byte();
            var id = Take(flags & 15);
            var (ins, outs) = (flags & 0x10) != 0 ? ((int)Math.Min(Number(), 32), (int)Math.Min(Number(), 32)) : (1, 1);
            var given = (flags & 0x20) != 0 ? Take((int)Math.Min(Number(), Most)) : [];
            if (SevenZip.IsBranchFilter(id) && coders == 2) isFiltered = true;
            else (method, properties) = (id, given);
            (inputs, outputs) = (inputs + ins, outputs + outs);
        }

        var pairs = Math.Max(0, outputs - 1);
        for (var i = 0; i < 2 * pairs; i++) Number();
        var streams = inputs - pairs;
        if (streams > 1) for (var i = 0; i < streams; i++) Number();
        return (coders == 1 || isFiltered ? method : [], properties, isFiltered, Math.Max(0, streams), outputs);
    }

    // How the unpacked stream of each folder is cut into files.
    private List<List<long>> Parts(List<long> sizes)
    {
        var counts = sizes.ConvertAll(_ => 1);
        var parts = counts.ConvertAll(_ => new List<long>());
        var kind = Byte();
        if (kind == StreamCounts)
        {
            for (var i = 0; i < counts.Count; i++) counts[i] = (int)Math.Min(Number(), Most);
            kind = Byte();
        }

        for (var i = 0; i < counts.Count; i++)
        {
            var left = sizes[i];
            for (var n = 1; n < counts[i] && at < header.Length; n++)
            {
                parts[i].Add(kind == Sizes ? Math.Max(0, Number()) : 0);
                left -= parts[i][^1];
            }

            if (counts[i] > 0) parts[i].Add(Math.Max(0, left));
        }

        if (kind == Sizes) kind = Byte();
        if (kind == Digests) SkipDigests(counts.Sum());
        while (kind != End && at < header.Length) kind = Byte();
        return parts;
    }

    private void Files(IReadOnlyList<SevenZipFolder> folders)
    {
        var count = (int)Math.Min(Number(), Most);
        var isEmpty = new bool[count];
        var names = new List<string>();
        while (at < header.Length && Byte() is var kind and not End)
        {
            var size = (int)Math.Min(Number(), header.Length - at);
            var end = at + size;
            if (kind == EmptyStreams) for (var i = 0; i < count; i++) isEmpty[i] = at + i / 8 < header.Length && (header[at + i / 8] & (0x80 >> (i % 8))) != 0;
            else if (kind == Names && size > 1) names.AddRange(Encoding.Unicode.GetString(header, at + 1, (size - 1) & ~1).Split('\0').Take(count));
            at = end;
        }

        var full = names.Where((_, i) => i >= count || !isEmpty[i]).ToList();
        var next = 0;
        foreach (var folder in folders)
        {
            for (var i = 0; i < folder.Members.Count && next < full.Count; i++, next++) if (full[next].Length > 0) folder.Members[i] = folder.Members[i] with { Name = full[next] };
        }
    }

    private void SkipDigests(int count)
    {
        var defined = count;
        if (Byte() == 0) defined = Take((count + 7) / 8).Sum(b => byte.PopCount(b));
        Take(4 * defined);
    }

    private long[] Numbers(int count)
    {
        var numbers = new List<long>();
        for (var i = 0; i < count && at < header.Length; i++) numbers.Add(Number());
        return [.. numbers];
    }

    private byte Byte() => at < header.Length ? header[at++] : (byte)0;

    private byte[] Take(int count)
    {
        var taken = header.AsSpan(at, Math.Clamp(count, 0, header.Length - at)).ToArray();
        at += taken.Length;
        return taken;
    }

    // The first byte tells by its leading ones how many bytes follow, the lowest first.
    private long Number()
    {
        var first = Byte();
        ulong value = 0;
        for (int i = 0, mask = 0x80; i < 8; i++, mask >>= 1)
        {
            if ((first & mask) == 0) return (long)Math.Min(value + ((ulong)(first & (mask - 1)) << (8 * i)), long.MaxValue);
            value |= (ulong)Byte() << (8 * i);
        }

        return (long)Math.Min(value, long.MaxValue);
    }
}
