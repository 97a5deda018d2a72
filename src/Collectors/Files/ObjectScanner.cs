using System.Buffers;

namespace Plumbline.Collectors.Files;

/// <summary>Finds where a JSON object ends by its braces and quotes alone; may be fed piece by piece.</summary>
/// <param name="depth">Objects already open before the first byte.</param>
/// <remarks>What lies between the braces is not validated: whoever parses the object does that.</remarks>
internal struct ObjectScanner(int depth)
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}"u8);
    private int depth = depth;
    private bool quoted;
    private bool escaped;

    /// <summary>How many bytes the object takes up to and with its closing brace; -1 where it goes on after these bytes.</summary>
    public int Scan(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (quoted)
            {
                if (!Unquote(bytes, ref at)) return -1;
                continue;
            }

            var found = bytes[at..].IndexOfAny(Structure);
            if (found < 0) return -1;
            at += found + 1;
            switch (bytes[at - 1])
            {
                case (byte)'"':
                    quoted = true;
                    break;
                case (byte)'{':
                    depth++;
                    break;
                default:
                    if (--depth <= 0) return at;
                    break;
            }
        }

        return -1;
    }

    private bool Unquote(ReadOnlySpan<byte> bytes, ref int at)
    {
        while (at < bytes.Length)
        {
            if (escaped)
            {
                escaped = false;
                at++;
                continue;
            }

            var found = bytes[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0) return false;
            at += found + 1;
            if (bytes[at - 1] == (byte)'\\')
            {
                escaped = true;
                continue;
            }

            quoted = false;
            return true;
        }

        return false;
    }
}
