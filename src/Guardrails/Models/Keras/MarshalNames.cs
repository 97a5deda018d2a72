using System.Buffers.Binary;
using System.Text;

namespace Plumbline.Guardrails.Models.Keras;

/// <summary>The names in compiled Python. Its format changes from version to version, so texts are found by how each is written, and nothing is decoded further.</summary>
internal static class MarshalNames
{
    private const int Longest = 128;
    private const byte Shared = 0x80;

    /// <summary>Names and short texts, in their order, each once.</summary>
    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> marshalled)
    {
        var names = new List<string>();
        for (var at = 0; at + 2 < marshalled.Length && names.Count < 1000; at++)
        {
            var kind = (byte)(marshalled[at] & ~Shared);
            // One byte of length for short texts, four for others.
            var (start, length) = kind switch
            {
                (byte)'z' or (byte)'Z' => (at + 2, marshalled[at + 1]),
                (byte)'a' or (byte)'A' or (byte)'u' or (byte)'t' or (byte)'s' when at + 5 < marshalled.Length => (at + 5, BinaryPrimitives.ReadInt32LittleEndian(marshalled[(at + 1)..])),
                _ => (0, 0),
            };
            if (length is <= 0 or > Longest || length > marshalled.Length - start) continue;
            var text = marshalled.Slice(start, length);
            if (!IsName(text)) continue;
            if (Encoding.ASCII.GetString(text) is var name && !names.Contains(name, StringComparer.Ordinal)) names.Add(name);
            at = start + length - 1;
        }

        return names;
    }

    private static bool IsName(ReadOnlySpan<byte> text)
    {
        foreach (var b in text) if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'_' or (byte)'.')) return false;
        return !char.IsAsciiDigit((char)text[0]);
    }
}
