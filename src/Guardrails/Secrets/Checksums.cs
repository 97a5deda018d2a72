namespace Plumbline.Guardrails.Secrets;

/// <summary>Checksums that issuers put into their tokens.</summary>
internal static class Checksums
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Characters = 6;
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (c, _) => (c & 1) == 0 ? c >> 1 : (c >> 1) ^ 0xEDB88320u))];

    /// <summary>True where a token such as `ghp_…` ends with the CRC-32 of what stands between its underscore and it.</summary>
    public static bool HasCrc32(ReadOnlySpan<byte> token)
    {
        var body = token[(token.IndexOf((byte)'_') + 1)..];
        if (body.Length <= Characters) return false;
        ulong said = 0;
        foreach (var b in body[^Characters..])
        {
            var digit = Base62.IndexOf((char)b);
            if (digit < 0) return false;
            said = (said * 62) + (uint)digit;
        }

        return said == Crc32(body[..^Characters]);
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes) crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }
}
