using System.IO.Compression;
using Plumbline.Guardrails.Models.Decoders;

namespace Plumbline.Guardrails.Models.Archives;

/// <summary>Opens archives in memory, told by content, one level at a time: zip, tar, gzip, bzip2, xz, LZMA, LZ4, 7z. Writes nothing.</summary>
/// <param name="mostFiles">Files it may take out.</param>
/// <param name="mostBytes">Bytes it may unpack.</param>
/// <param name="largest">Bytes of one file.</param>
public sealed class Unpacker(int mostFiles, long mostBytes, int largest)
{
    private const int MostHeaders = 20_000;

    /// <summary>Files it may still take out.</summary>
    public int FilesLeft { get; private set; } = mostFiles;

    /// <summary>Bytes it may still unpack.</summary>
    public long BytesLeft { get; private set; } = mostBytes;

    /// <summary>What sort of archive begins so; null where it is none, or not one of those that are read.</summary>
    public static string? KindOf(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\u0003\u0004"u8) ? "zip"
        : head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b, 8]) ? "gzip"
        : Bzip2.Is(head) ? "bzip2"
        : head.StartsWith(Xz.Magic) ? "xz"
        : Lz4.Is(head) ? "lz4"
        : head.StartsWith(SevenZip.Magic) ? "7z"
        : head.Length >= 512 && head[0] != 0 && new TarFormat().Recognises(new MemoryArtifact(head[..512].ToArray())) ? "tar"
        : null;

    /// <summary>What sort of archive no reader is here for; null where it is none of those.</summary>
    public static string? UnreadKindOf(ReadOnlySpan<byte> head) =>
        head.StartsWith("Rar!"u8) ? "rar"
        : head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xb5, 0x2f, 0xfd]) ? "zstd"
        : head.StartsWith("MSCF"u8) ? "cab"
        : head.StartsWith("!<arch>\n"u8) ? "ar"
        : head.StartsWith("xar!"u8) ? "xar"
        : null;

    /// <summary>True where a directory of a zip stands at the end of bytes that begin as something else.</summary>
    public static bool HidesZip(byte[] bytes) =>
        KindOf(bytes) is null && new MemoryArtifact(bytes) is var artifact && ZipDirectory.EndRecord(artifact) is >= 0 and var end && ZipDirectory.Listed(artifact, end).Exists(e => e.Data >= 0);

    /// <summary>The names that the directory of a zip lists.</summary>
    public static IReadOnlyList<string> NamesOf(byte[] zip) =>
        new MemoryArtifact(zip) is var artifact && ZipDirectory.EndRecord(artifact) is >= 0 and var end ? ZipDirectory.Listed(artifact, end).ConvertAll(e => e.Name) : [];

    /// <summary>What an archive holds; of what is no archive, nothing.</summary>
    /// <param name="bytes">The archive.</param>
    /// <param name="name">Its own name: what is merely compressed is called by it.</param>
    public Unpacked Open(byte[] bytes, string name)
    {
        var found = new Unpacked();
        switch (KindOf(bytes))
        {
            case "zip": Zip(bytes, found); break;
            case "tar": Tar(bytes, found); break;
            case "gzip": Inflate(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress), Stem(name), found); break;
            case "bzip2": Take(Stem(name), Bzip2.Decode(bytes, Room), found); break;
            case "xz": Take(Stem(name), Xz.Decode(bytes, Room), found); break;
            case "lz4": Take(Stem(name), Lz4.Decode(bytes, Room), found); break;
            case "7z": Seven(bytes, found); break;
            default: if (HidesZip(bytes)) Zip(bytes, found); break;
        }

        return found;
    }

    private int Room => (int)Math.Min(largest, Math.Max(0, BytesLeft));

    private void Zip(byte[] bytes, Unpacked found)
    {
        var artifact = new MemoryArtifact(bytes);
        var end = ZipDirectory.EndRecord(artifact);
        var listed = end < 0 ? [] : ZipDirectory.Listed(artifact, end);
        if (end < 0) found.Lose("it has no directory, so it breaks off");
        var seen = new HashSet<long>();
        foreach (var entry in listed)
        {
            if (!seen.Add(entry.Header)) continue;
            if (ZipDirectory.Local(artifact, entry.Header) is not { } local) { found.Lose($"`{entry.Name}` is not where its directory says"); continue; }
            if (local.Method != entry.Method || local.Name != entry.Name) found.Lose($"`{entry.Name}` is called or packed otherwise where it lies");
            if (!Member(artifact, entry with { Data = local.Data, Packed = Math.Max(entry.Packed, local.Packed) }, found)) return;
        }

        // What no directory lists is read all the same by who reads an archive from its beginning.
        var at = 0L;
        for (var headers = 0; headers < MostHeaders && ZipDirectory.Local(artifact, at) is { } entry; headers++)
        {
            if (seen.Add(at) && !Member(artifact, entry, found)) return;
            if (entry.Packed < 0) break;
            at = entry.Data + entry.Packed;
        }
    }

    private bool Member(MemoryArtifact artifact, ZipEntry entry, Unpacked found)
    {
        if (entry.Name.EndsWith('/') && entry.Packed <= 2) return true;
        if (!MayTake(found)) return false;
        if (Names.Leaves(entry.Name)) found.Lead(entry.Name);
        if (entry.Encrypted)
        {
            found.IsLocked = true;
            found.Lose($"`{entry.Name}` is locked with a password");
            return true;
        }

        var packed = artifact.Part(entry.Data, entry.Packed < 0 ? long.MaxValue : entry.Packed);
        if (entry.IsLink)
        {
            var target = System.Text.Encoding.UTF8.GetString(packed.Slice(0, 4096));
            if (entry.Method == 0 && Names.Leaves(target, entry.Name)) found.Lead(entry.Name);
            return true;
        }

        if (entry.Method == 0) Take(entry.Name, new Decoded(packed.Slice(0, Room).ToArray(), packed.Length > Room ? DecodeEnd.TooLarge : DecodeEnd.Whole, 0), found);
        else if (ZipMethods.Decoder(entry.Method, artifact, entry.Data) is { } decoder) Inflate(decoder, entry.Name, found);
        else if (ZipMethods.Decode(entry.Method, packed.Slice(0, (int)packed.Length), Room) is { } decoded) Take(entry.Name, decoded, found);
        else found.Lose($"`{entry.Name}` is packed in a way that is not read");
        return true;
    }

    private void Tar(byte[] bytes, Unpacked found)
    {
        try
        {
            using var reader = new System.Formats.Tar.TarReader(new MemoryStream(bytes));
            for (var headers = 0; headers < MostHeaders && reader.GetNextEntry() is { } entry; headers++)
            {
                if (Names.Leaves(entry.Name)) found.Lead(entry.Name);
                if (entry.EntryType is System.Formats.Tar.TarEntryType.SymbolicLink or System.Formats.Tar.TarEntryType.HardLink && Names.Leaves(entry.LinkName, entry.EntryType == System.Formats.Tar.TarEntryType.HardLink ? "" : entry.Name)) found.Lead(entry.Name);
                if (entry.DataStream is not { } stream) continue;
                if (!MayTake(found)) return;
                Inflate(stream, entry.Name, found);
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or FormatException or ArgumentException or OverflowException)
        {
            found.Lose("a header of it cannot be read, nor what comes behind it");
        }
    }

    private void Seven(byte[] bytes, Unpacked found)
    {
        if (SevenZip.Read(bytes, Room) is not { } folders)
        {
            found.Lose("its directory cannot be read: it is broken, cut off or encrypted");
            return;
        }

        foreach (var folder in folders)
        {
            var decoded = SevenZip.Decode(bytes, folder, (int)Math.Min(int.MaxValue, Math.Max(0, BytesLeft)));
            BytesLeft -= decoded.Bytes.Length;
            Say("what it holds", decoded.End, found);
            foreach (var (name, start, length) in folder.Members)
            {
                if (start >= decoded.Bytes.Length && length > 0) continue;
                if (!MayTake(found)) return;
                if (Names.Leaves(name)) found.Lead(name);
                found.Add(name, decoded.Bytes.Slice((int)start, (int)Math.Min(length, decoded.Bytes.Length - start)));
            }
        }
    }

    private bool MayTake(Unpacked found)
    {
        if (FilesLeft-- > 0 && BytesLeft > 0) return true;
        found.Lose("it holds more than is unpacked");
        return false;
    }

    private void Inflate(Stream decoder, string name, Unpacked found)
    {
        using (decoder)
        {
            var (bytes, isWhole) = Decoding.Read(decoder, Room, default, out var isBroken);
            Take(name, new Decoded(bytes, isBroken ? DecodeEnd.Broken : isWhole ? DecodeEnd.Whole : DecodeEnd.TooLarge, 0), found);
        }
    }

    private void Take(string name, Decoded decoded, Unpacked found)
    {
        BytesLeft -= decoded.Bytes.Length;
        Say($"`{name}`", decoded.End, found);
        if (decoded.Bytes.Length > 0 || decoded.End == DecodeEnd.Whole) found.Add(name, decoded.Bytes);
    }

    private static void Say(string what, DecodeEnd end, Unpacked found)
    {
        if (end is DecodeEnd.Cut or DecodeEnd.Broken) found.Lose($"{what} does not unpack whole");
        else if (end is DecodeEnd.TooLarge) found.Lose($"{what} is larger than is unpacked");
        else if (end is DecodeEnd.Unsupported) found.Lose($"{what} is locked, or packed in a way that is not read");
    }

    private static string Stem(string name) => name.LastIndexOf('.') is > 0 and var dot ? (name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase) ? name[..dot] + ".tar" : name[..dot]) : name + ".unpacked";
}
