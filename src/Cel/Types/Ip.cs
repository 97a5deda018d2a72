using System.Globalization;
using System.Net;

namespace Plumbline.Cel.Types;

/// <summary>An IP address: a dotted quad without leading zeros, or IPv6 as RFC 4291 writes it, without a zone and without a dotted tail.</summary>
public sealed record Ip(IPAddress Address) : IBoxed
{
    private const int LongestText = 45;

    /// <inheritdoc/>
    public ValueKind Kind => ValueKind.Ip;

    /// <summary>4 or 6.</summary>
    public int Family => Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 4 : 6;

    /// <summary>Reads an address; null where the text is none. An IPv4 address written in IPv6's hexadecimal form is the IPv4 address.</summary>
    public static Ip? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > LongestText) return null;
        if (!text.Contains(':')) return Quad(text);
        foreach (var letter in text) if (letter != ':' && !char.IsAsciiHexDigit(letter)) return null;
        if (!IPAddress.TryParse(text, out var address)) return null;
        return new Ip(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
    }

    /// <inheritdoc/>
    public bool EqualTo(IBoxed other) => other is Ip that && Address.Equals(that.Address);

    /// <summary>As RFC 5952 writes it.</summary>
    public override string ToString()
    {
        if (Family == 4) return Address.ToString();
        var bytes = Address.GetAddressBytes();
        Span<int> groups = stackalloc int[8];
        for (var i = 0; i < 8; i++) groups[i] = (bytes[i * 2] << 8) | bytes[(i * 2) + 1];
        var (start, length) = Zeros(groups);
        if (length < 2) return Written(groups);
        return $"{Written(groups[..start])}::{Written(groups[(start + length)..])}";
    }

    private static Ip? Quad(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (count == 4 || part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0')) return null;
            if (!byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out bytes[count++])) return null;
        }

        return count == 4 ? new Ip(new IPAddress(bytes)) : null;
    }

    // The longest run of zeros is left out, the first of two as long.
    private static (int Start, int Length) Zeros(ReadOnlySpan<int> groups)
    {
        var (best, longest) = (0, 0);
        for (var i = 0; i < groups.Length; i++)
        {
            var length = 0;
            while (i + length < groups.Length && groups[i + length] == 0) length++;
            if (length > longest) (best, longest) = (i, length);
            i += length;
        }

        return (best, longest);
    }

    private static string Written(ReadOnlySpan<int> groups)
    {
        var parts = new string[groups.Length];
        for (var i = 0; i < groups.Length; i++) parts[i] = groups[i].ToString("x", CultureInfo.InvariantCulture);
        return string.Join(':', parts);
    }
}
