using System.Globalization;
using System.Net;

namespace Plumbline.Cel.Types;

/// <summary>An IP address and the length of its network's prefix; the bits behind the prefix are kept.</summary>
public sealed record Cidr(Ip Ip, int Length) : IBoxed
{
    /// <inheritdoc/>
    public ValueKind Kind => ValueKind.Cidr;

    /// <summary>Reads `192.0.2.0/24`; null where the text is no such thing.</summary>
    public static Cidr? Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        if (slash < 0) return null;
        var digits = text.AsSpan(slash + 1);
        if (digits.Length is 0 or > 3 || (digits.Length > 1 && digits[0] == '0') || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return null;
        var address = text.AsSpan(0, slash);
        if (Ip.Parse(address) is not { } ip || (ip.Family == 4 && address.Contains(':'))) return null;
        return length <= (ip.Family == 4 ? 32 : 128) ? new Cidr(ip, length) : null;
    }

    /// <summary>The same with every bit behind the prefix at zero.</summary>
    public Cidr Masked() => new(Cut(Ip, Length), Length);

    /// <summary>True where the address lies in the network.</summary>
    public bool Contains(Ip other) => other.Family == Ip.Family && Cut(other, Length).Address.Equals(Cut(Ip, Length).Address);

    /// <summary>True where the whole other network lies in this one.</summary>
    public bool Contains(Cidr other) => other.Length >= Length && Contains(other.Ip);

    /// <inheritdoc/>
    public bool EqualTo(IBoxed other) => other is Cidr that && Length == that.Length && Ip.EqualTo(that.Ip);

    /// <inheritdoc/>
    public override string ToString() => $"{Ip}/{Length.ToString(CultureInfo.InvariantCulture)}";

    private static Ip Cut(Ip ip, int length)
    {
        var bytes = ip.Address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(length - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff << (8 - kept));
        }

        return new Ip(new IPAddress(bytes));
    }
}
