using System.IO.Compression;
using System.Text;

namespace Plumbline.Fuzz.Models;

/// <summary>Small artifacts in the real formats, written here.</summary>
public static class Seeds
{
    private static readonly byte[] Old = "(lp0\nS'a\\x41'\np1\naV\\u0041b\np2\naI12\naL5L\naF1.5\na(dp3\ng1\ng2\nsa(ios\nsystem\nacos\nsystem\n(S'ls'\ntR.u."u8.ToArray();
    private static readonly byte[] New =
    [
        0x80, 4, 0x95, 60, 0, 0, 0, 0, 0, 0, 0, .. "]\x94("u8, 0x8C, 8, .. "builtins"u8, 0x94, 0x8C, 7, .. "getattr"u8, 0x93, .. "h\0h\0"u8, 0x86, (byte)'R', 0x8C, 2, .. "os"u8, 0x8C, 6, .. "system"u8, 0x93,
        0x8C, 2, .. "ls"u8, 0x85, (byte)'R', 0x8D, 3, 0, 0, 0, 0, 0, 0, 0, .. "abc"u8, (byte)'C', 4, 0x80, 4, (byte)'N', (byte)'.', 0x8F, (byte)'(', (byte)'K', 1, 0x90, (byte)'e', (byte)'.',
    ];

    private static readonly byte[] Array =
    [
        0x80, 4, .. "]("u8, .. "cjoblib.numpy_pickle\nNumpyArrayWrapper\n)"u8, 0x81, .. "}("u8, 0x8C, 5, .. "shape"u8, (byte)'K', 2, 0x85, 0x8C, 5, .. "dtype"u8, .. "cnumpy\ndtype\n"u8, 0x8C, 2, .. "f8"u8, 0x85, .. "Rub"u8, .. new byte[16],
        .. "e."u8,
    ];

    /// <summary>Every seed.</summary>
    public static IReadOnlyList<byte[]> All { get; } =
    [
        Old, New, Array, [.. New, .. Old], Zip(New), Zip(Old), Packed(New, s => new GZipStream(s, CompressionLevel.Fastest, leaveOpen: true)), Packed(Old, s => new ZLibStream(s, CompressionLevel.Fastest, leaveOpen: true)), Tar(New), Zip(Tar(Old)),
        [0x93, .. "NUMPY"u8, 1, 0, 54, 0, .. Encoding.ASCII.GetBytes("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}"), .. New],
    ];

    private static byte[] Zip(byte[] content)
    {
        using var held = new MemoryStream();
        using (var zip = new ZipArchive(held, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, level) in new[] { ("archive/data.pkl", CompressionLevel.NoCompression), ("b", CompressionLevel.Optimal) })
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return held.ToArray();
    }

    private static byte[] Packed(byte[] content, Func<Stream, Stream> open)
    {
        using var held = new MemoryStream();
        using (var packed = open(held)) packed.Write(content);
        return held.ToArray();
    }

    private static byte[] Tar(byte[] content)
    {
        using var held = new MemoryStream();
        using (var writer = new System.Formats.Tar.TarWriter(held, leaveOpen: true))
        {
            using var data = new MemoryStream(content);
            writer.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, "pickle") { DataStream = data });
        }

        return held.ToArray();
    }
}
