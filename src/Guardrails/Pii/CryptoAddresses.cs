using System.Buffers;
using System.Security.Cryptography;

namespace Plumbline.Guardrails.Pii;

/// <summary>Addresses of wallets: Bitcoin's by their checksums (base58check, bech32, bech32m), Ethereum's beside words.</summary>
internal static class CryptoAddresses
{
    private const string Kind = "crypto-address";
    private const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const string Bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly string[] Words = ["wallet", "ethereum", "eth", "address", "erc20", "metamask"];

    /// <summary>Adds what is found.</summary>
    public static void Find(ReadOnlySpan<char> text, PiiProfile profile, List<Candidate> found)
    {
        for (var at = DigitGroups.Next(text, 0); at >= 0 && found.Count < PiiScanner.MostMatches;)
        {
            var start = at > 1 && text[at] == '1' && char.IsAsciiLetter(text[at - 1]) ? at - 2 : at;
            var end = start;
            while (end < text.Length && end - start <= 90 && char.IsAsciiLetterOrDigit(text[end])) end++;
            var isFree = (start == 0 || !(char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_')) && (end == text.Length || !(char.IsLetterOrDigit(text[end]) || text[end] == '_'));
            if (isFree && end - start is >= 26 and <= 90 && Of(text, start, text[start..end], profile) is var proof and not Proof.None)
                found.Add(new Candidate(new PiiMatch(Kind, start, end - start), proof));
            at = DigitGroups.Next(text, Math.Max(end, at + 1));
        }
    }

    private static Proof Of(ReadOnlySpan<char> text, int start, ReadOnlySpan<char> address, PiiProfile profile)
    {
        if (address[0] is '1' or '3' && address.Length <= 35) return HasBase58Check(address) ? Proof.Formed : Proof.None;
        if (address.StartsWith("bc1", StringComparison.OrdinalIgnoreCase)) return HasBech32Check(address) ? Proof.Formed : Proof.None;
        if (address.Length != 42 || !address.StartsWith("0x", StringComparison.Ordinal) || address[2..].ContainsAnyExcept(Hexadecimal) || address[2..].IndexOfAnyExcept(address[2]) < 0) return Proof.None;
        return Nearby.Says(text, start, Words) ? Proof.Named : profile.IsExpected ? Proof.Expected : Proof.None;
    }

    private static bool HasBase58Check(ReadOnlySpan<char> address)
    {
        Span<byte> bytes = stackalloc byte[25];
        bytes.Clear();
        foreach (var c in address)
        {
            var carry = Base58.IndexOf(c);
            if (carry < 0) return false;
            for (var i = bytes.Length - 1; i >= 0; i--)
            {
                carry += bytes[i] * 58;
                bytes[i] = (byte)carry;
                carry >>= 8;
            }

            if (carry != 0) return false;
        }

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes[..21], hash);
        SHA256.HashData(hash, hash);
        return bytes[0] is 0 or 5 && hash[..4].SequenceEqual(bytes[21..]);
    }

    private static bool HasBech32Check(ReadOnlySpan<char> address)
    {
        Span<char> lower = stackalloc char[address.Length];
        address.ToLowerInvariant(lower);
        if (!address.SequenceEqual(lower) && address.ContainsAnyInRange('a', 'z')) return false;
        var check = Polymod(Polymod(Polymod(Polymod(Polymod(1, 3), 3), 0), 2), 3);
        foreach (var c in lower[3..])
        {
            var value = Bech32.IndexOf(c);
            if (value < 0) return false;
            check = Polymod(check, value);
        }

        return check is 1 or 0x2bc830a3;
    }

    private static uint Polymod(uint check, int value)
    {
        ReadOnlySpan<uint> generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
        var top = check >> 25;
        check = ((check & 0x1ffffff) << 5) ^ (uint)value;
        for (var i = 0; i < 5; i++)
        {
            if (((top >> i) & 1) != 0) check ^= generator[i];
        }

        return check;
    }
}
