using System.Net;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>The network extension: addresses and networks as values.</summary>
internal static class Networks
{
    public static IEnumerable<Overload> All { get; } =
    [
        new("ip(string): net.IP", static a => Address(a[0].AsString!)),
        new("isIP(string): bool", static a => Value.Of(Types.Ip.Parse(a[0].AsString!) is not null)),
        new("ip.isCanonical(string): bool", static a => Types.Ip.Parse(a[0].AsString!) is { } ip ? Value.Of(ip.ToString() == a[0].AsString) : Address(a[0].AsString!)),
        new("string(net.IP): string", static a => Value.Of(a[0].AsBoxed!.ToString())),
        new("(net.IP).family(): int", static a => Value.Of((long)Ip(a[0]).Family)),
        new("(net.IP).isUnspecified(): bool", static a => Value.Of(Ip(a[0]).Address is var at && (at.Equals(IPAddress.Any) || at.Equals(IPAddress.IPv6Any)))),
        new("(net.IP).isLoopback(): bool", static a => Value.Of(IPAddress.IsLoopback(Ip(a[0]).Address))),
        new("(net.IP).isGlobalUnicast(): bool", static a => Value.Of(IsGlobal(Ip(a[0])))),
        new("(net.IP).isLinkLocalMulticast(): bool", static a => Value.Of(IsLocalGroup(Ip(a[0]).Address.GetAddressBytes()))),
        new("(net.IP).isLinkLocalUnicast(): bool", static a => Value.Of(IsLocal(Ip(a[0]).Address.GetAddressBytes()))),
        new("cidr(string): net.CIDR", static a => Network(a[0].AsString!)),
        new("isCIDR(string): bool", static a => Value.Of(Types.Cidr.Parse(a[0].AsString!) is not null)),
        new("string(net.CIDR): string", static a => Value.Of(a[0].AsBoxed!.ToString())),
        new("(net.CIDR).containsIP(net.IP): bool", static a => Value.Of(Cidr(a[0]).Contains(Ip(a[1])))),
        new("(net.CIDR).containsIP(string): bool", static a => Address(a[1].AsString!) is { IsError: false } ip ? Value.Of(Cidr(a[0]).Contains(Ip(ip))) : Address(a[1].AsString!)),
        new("(net.CIDR).containsCIDR(net.CIDR): bool", static a => Value.Of(Cidr(a[0]).Contains(Cidr(a[1])))),
        new("(net.CIDR).containsCIDR(string): bool", static a => Network(a[1].AsString!) is { IsError: false } net ? Value.Of(Cidr(a[0]).Contains(Cidr(net))) : Network(a[1].AsString!)),
        new("(net.CIDR).ip(): net.IP", static a => Value.Of(Cidr(a[0]).Ip)),
        new("(net.CIDR).masked(): net.CIDR", static a => Value.Of(Cidr(a[0]).Masked())),
        new("(net.CIDR).prefixLength(): int", static a => Value.Of((long)Cidr(a[0]).Length)),
    ];

    private static Ip Ip(Value value) => (Ip)value.AsBoxed!;

    private static Cidr Cidr(Value value) => (Cidr)value.AsBoxed!;

    private static Value Address(string text) =>
        Types.Ip.Parse(text) is { } ip ? Value.Of(ip)
        : text.Contains('%', StringComparison.Ordinal) ? Value.Error("an IP address with a zone is not taken")
        : text.Contains(':', StringComparison.Ordinal) && text.Contains('.', StringComparison.Ordinal) ? Value.Error("an IPv4 address inside of an IPv6 one is not taken")
        : Value.Error("the text is no IP address");

    private static Value Network(string text) =>
        Types.Cidr.Parse(text) is { } cidr ? Value.Of(cidr)
        : text.Contains('%', StringComparison.Ordinal) ? Value.Error("a CIDR with a zone is not taken") : Value.Error("the text is no CIDR");

    private static bool IsGlobal(Ip ip)
    {
        var bytes = ip.Address.GetAddressBytes();
        var isGroup = ip.Family == 4 ? bytes[0] is >= 224 and < 240 : bytes[0] == 0xff;
        return !isGroup && !IPAddress.IsLoopback(ip.Address) && !IsLocal(bytes)
            && !ip.Address.Equals(IPAddress.Any) && !ip.Address.Equals(IPAddress.IPv6Any) && !ip.Address.Equals(IPAddress.Broadcast);
    }

    private static bool IsLocalGroup(byte[] bytes) => bytes.Length == 4 ? bytes is [224, 0, 0, _] : bytes[0] == 0xff && (bytes[1] & 0x0f) == 2;

    private static bool IsLocal(byte[] bytes) => bytes.Length == 4 ? bytes is [169, 254, ..] : bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80;
}
