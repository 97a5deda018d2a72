using System.Buffers;
using System.Globalization;

namespace Plumbline.Guardrails.Pii;

/// <summary>Internet addresses of both versions, with a prefix length where one is written.</summary>
internal static class IpAddresses
{
    private const string Kind = "ip-address";
    private const int Longest = 64;
    private static readonly string[] Words = ["ip", "ipv4", "ipv6", "addr", "address", "src", "dst", "host", "client", "server", "remote", "gateway"];
    private static readonly string[] Versions = ["v", "ver", "version", "release", "build", "firmware"];
    private static readonly SearchValues<char> Parts = SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <summary>Adds what is found.</summary>
    public static void Find(ReadOnlySpan<char> text, PiiProfile profile, List<Candidate> found)
    {
        Fourth(text, found);
        for (var at = text.IndexOf(':'); at >= 0 && found.Count < PiiScanner.MostMatches;)
        {
            var start = at;
            while (start > 0 && at - start < 5 && char.IsAsciiHexDigit(text[start - 1])) start--;
            var end = Sixth(text, start, profile, found);
            var next = text[Math.Max(end, at + 1)..].IndexOf(':');
            at = next < 0 ? -1 : Math.Max(end, at + 1) + next;
        }
    }

    private static void Fourth(ReadOnlySpan<char> text, List<Candidate> found)
    {
        for (var at = DigitGroups.Next(text, 0); at >= 0 && found.Count < PiiScanner.MostMatches;)
        {
            var isFree = at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '.' or ':' && at > 1 && (text[at - 1] == '.' || char.IsAsciiHexDigit(text[at - 2]) && IsSixth(text, at) || text[at - 2] == ':'));
            var end = isFree ? Four(text, at) : -1;
            if (end > 0 && !IsVersion(text, at)) found.Add(new Candidate(new PiiMatch(Kind, at, Prefix(text, end, 32) - at), Proof.Formed));
            at = DigitGroups.Next(text, end > 0 ? end : at + 1);
        }
    }

    // `host:1.2.3.4` is fine, `2001:db8::1.2.3.4` belongs to the longer address.
    private static bool IsSixth(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        while (start > 0 && at - start < 40 && Parts.Contains(text[start - 1])) start--;
        return text[start..at].Count(':') > 1;
    }

    private static bool IsVersion(ReadOnlySpan<char> text, int at) => Nearby.Says(text[Math.Max(0, at - 12)..], Math.Min(at, 12), Versions);

    private static int Four(ReadOnlySpan<char> text, int at)
    {
        for (var part = 0; part < 4; part++)
        {
            var (value, digits) = (0, 0);
            while (at < text.Length && digits < 4 && char.IsAsciiDigit(text[at]))
            {
                value = (value * 10) + text[at++] - '0';
                digits++;
            }

            if (digits is 0 or > 3 || value > 255) return -1;
            if (part < 3 && (at >= text.Length || text[at++] != '.')) return -1;
        }

        if (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_' || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))) return -1;
        return at;
    }

    private static int Sixth(ReadOnlySpan<char> text, int start, PiiProfile profile, List<Candidate> found)
    {
        var window = text.Slice(start, Math.Min(Longest, text.Length - start));
        var length = window.IndexOfAnyExcept(Parts);
        if (length < 0) length = window.Length;
        var stop = start + length;
        if (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or ':' or '.')) return stop;
        while (length > 0 && text[start + length - 1] == '.') length--;
        if (length > 1 && text[start + length - 1] == ':' && text[start + length - 2] != ':') length--;
        var address = text.Slice(start, length);
        var end = start + length;
        if (length < 2 || (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))) return stop;
        var groups = Groups(address);
        if (groups < 0) return stop;
        var isSure = groups >= 3 || (groups > 0 && address.Length > 5);
        var proof = Nearby.Says(text, start, Words) ? Proof.Named : isSure ? Proof.Formed : profile.IsExpected ? Proof.Expected : Proof.None;
        if (proof != Proof.None) found.Add(new Candidate(new PiiMatch(Kind, start, Prefix(text, Zone(text, end), 128) - start), proof));
        return stop;
    }

    // The groups written, or -1: eight, or fewer around one `::`; the last two may be written as an address of version 4.
    private static int Groups(ReadOnlySpan<char> address)
    {
        var hole = address.IndexOf("::");
        if (hole >= 0 && address[(hole + 1)..].IndexOf("::") >= 0) return -1;
        if (hole < 0) return Side(address, true) is 8 ? 8 : -1;
        var left = hole == 0 ? 0 : Side(address[..hole], false);
        var right = hole + 2 == address.Length ? 0 : Side(address[(hole + 2)..], true);
        return left < 0 || right < 0 || left + right > 7 ? -1 : left + right;
    }

    private static int Side(ReadOnlySpan<char> side, bool mayBeFour)
    {
        var count = 0;
        foreach (var range in side.Split(':'))
        {
            var group = side[range];
            if (group.Contains('.'))
            {
                if (!mayBeFour || range.End.GetOffset(side.Length) != side.Length || Four(group, 0) != group.Length) return -1;
                count += 2;
                continue;
            }

            if (group.Length is 0 or > 4) return -1;
            count++;
        }

        return count;
    }

    // `fe80::1%eth0` names the card it goes through.
    private static int Zone(ReadOnlySpan<char> text, int end)
    {
        if (end + 1 >= text.Length || text[end] != '%' || !char.IsAsciiLetter(text[end + 1])) return end;
        var at = end + 1;
        while (at < text.Length && at - end < 16 && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_' or '.')) at++;
        return text[at - 1] == '.' ? at - 1 : at;
    }

    private static int Prefix(ReadOnlySpan<char> text, int end, int most)
    {
        if (end >= text.Length || text[end] != '/') return end;
        var at = end + 1;
        while (at < text.Length && at - end < 5 && char.IsAsciiDigit(text[at])) at++;
        return at > end + 1 && int.Parse(text[(end + 1)..at], CultureInfo.InvariantCulture) <= most && (at == text.Length || !char.IsLetterOrDigit(text[at])) ? at : end;
    }
}
