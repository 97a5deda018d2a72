using System.IO.Compression;
using System.Text;

namespace Plumbline.Guardrails.Markup;

/// <summary>One object of a PDF that carries a stream.</summary>
/// <param name="Start">Its first byte in the file.</param>
/// <param name="Head">Its dictionary as text.</param>
/// <param name="Data">Its bytes, unpacked.</param>
internal sealed record PdfStream(int Start, string Head, byte[] Data);

/// <summary>Finds the streams of a PDF by their marks, not by its table: tables lie, and readers mend them. Bounded.</summary>
internal static class PdfStreams
{
    private const int MostStreams = 5000;
    private const int LargestStream = 8 << 20;
    private const int MostBytes = 64 << 20;
    private const int LongestHead = 4096;

    /// <summary>The streams in their order, and what of the file is no stream.</summary>
    public static List<PdfStream> Of(ReadOnlySpan<byte> file, StringBuilder rest, out bool isWhole)
    {
        var found = new List<PdfStream>();
        var (at, total) = (0, 0);
        isWhole = true;
        while (at < file.Length)
        {
            var next = file[at..].IndexOf("stream"u8);
            if (next < 0) { Append(rest, file[at..]); break; }
            var mark = at + next;
            Append(rest, file[at..mark]);
            if (found.Count >= MostStreams || total > MostBytes) { isWhole = false; break; }
            var head = Head(file[..mark]);
            var from = mark + 6;
            if (from < file.Length && file[from] == '\r') from++;
            if (from < file.Length && file[from] == '\n') from++;
            var length = file[from..].IndexOf("endstream"u8);
            if (length < 0) { isWhole = false; length = file.Length - from; }
            var data = Unpacked(head, file.Slice(from, length), ref isWhole);
            total += data?.Length ?? 0;
            if (data is not null) found.Add(new PdfStream(mark, head, data));
            at = Math.Min(file.Length, from + length + 9);
        }

        return found;
    }

    private static void Append(StringBuilder rest, ReadOnlySpan<byte> bytes)
    {
        if (rest.Length < 16 << 20) rest.Append(Encoding.Latin1.GetString(bytes));
    }

    private static string Head(ReadOnlySpan<byte> before)
    {
        var head = before[Math.Max(0, before.Length - LongestHead)..];
        var start = head.LastIndexOf(" obj"u8);
        return Encoding.Latin1.GetString(start < 0 ? head : head[start..]);
    }

    // Pictures and fonts hold no text; of the packings only the common one is undone.
    private static byte[]? Unpacked(string head, ReadOnlySpan<byte> data, ref bool isWhole)
    {
        if (head.Contains("/Image", StringComparison.Ordinal) || head.Contains("/FontFile", StringComparison.Ordinal) || head.Contains("/Length1", StringComparison.Ordinal)) return null;
        if (!head.Contains("/Filter", StringComparison.Ordinal)) return data.Length <= LargestStream ? data.ToArray() : null;
        if (!head.Contains("FlateDecode", StringComparison.Ordinal) && !head.Contains("/Fl ", StringComparison.Ordinal)) { isWhole &= !head.Contains("/Crypt", StringComparison.Ordinal) && !head.Contains("LZW", StringComparison.Ordinal) && !head.Contains("ASCII", StringComparison.Ordinal); return null; }
        using var held = new MemoryStream();
        try
        {
            using var packed = new MemoryStream(data.ToArray());
            using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
            var buffer = new byte[32 * 1024];
            for (int read; (read = unpacked.Read(buffer)) > 0 && held.Length <= LargestStream;) held.Write(buffer, 0, read);
        }
        catch (InvalidDataException)
        {
            isWhole = false;
        }

        isWhole &= held.Length <= LargestStream;
        return held.ToArray();
    }
}
