using System.Net;
using System.Net.Sockets;

namespace Plumbline.Posture.Evidence;

/// <summary>Where the call behind a claim came from: for alerts, which are joined with other events by it. No ledger, report or page keeps it.</summary>
/// <param name="Address">The IP address; of a person its network, the rest zeros. Empty where it is not known.</param>
/// <param name="Client">The program that called, as it calls itself; empty where it is not known.</param>
public sealed record Sender(string Address, string Client)
{
    private const int LongestAddress = 64;
    private const int LongestClient = 200;

    /// <summary>Reads both as a record has them; null where it has neither.</summary>
    /// <param name="address">An address; the name of a service is none.</param>
    /// <param name="client">A user agent.</param>
    /// <param name="isPerson">True where a person called, or may have.</param>
    public static Sender? Of(string? address, string? client, bool isPerson)
    {
        var sender = new Sender(Network(address, isPerson), Program(client));
        return sender is { Address: "", Client: "" } ? null : sender;
    }

    private static string Network(string? text, bool isPerson)
    {
        if (text is null || text.Length > LongestAddress || !text.AsSpan().ContainsAny('.', ':') || text.Contains('%', StringComparison.Ordinal) || !IPAddress.TryParse(text, out var address)) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (!isPerson) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(address.AddressFamily == AddressFamily.InterNetwork ? 3 : 6).Clear();
        return new IPAddress(bytes).ToString();
    }

    private static string Program(string? text) =>
        text is null ? "" : string.Concat(text.Where(c => c is >= ' ' and <= '~').Take(LongestClient)).Trim();
}
