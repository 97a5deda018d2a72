using System.Collections.Frozen;

namespace Plumbline.Guardrails.Pii;

/// <summary>International bank account numbers: a country's length and the checksum modulo 97 (ISO 13616).</summary>
internal static class InternationalAccounts
{
    private const string Table =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 "
        + "GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 "
        + "MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 "
        + "UA29 VA22 VG24 XK20 YE30";

    private static readonly FrozenDictionary<(char, char), int> Lengths =
        Table.Split(' ').ToFrozenDictionary(e => (e[0], e[1]), e => int.Parse(e.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Adds what is found.</summary>
    public static void Find(ReadOnlySpan<char> text, List<PiiMatch> found)
    {
        for (var at = 2; at + 12 < text.Length && found.Count < PiiScanner.MostMatches; at++)
        {
            var next = text[at..].IndexOfAnyInRange('0', '9');
            if (next < 0) return;
            at += next;
            var start = at - 2;
            if (!char.IsAsciiLetter(text[start]) || !char.IsAsciiLetter(text[start + 1])) continue;
            if (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_')) continue;
            if (!Lengths.TryGetValue((Upper(text[start]), Upper(text[start + 1])), out var length)) continue;
            var end = End(text, start, length);
            if (end < 0) continue;
            found.Add(new PiiMatch("iban", start, end - start));
            at = end;
        }
    }

    private static int End(ReadOnlySpan<char> text, int start, int length)
    {
        Span<char> account = stackalloc char[length];
        var count = 0;
        var at = start;
        for (; at < text.Length && count < length; at++)
        {
            var c = text[at];
            if (char.IsAsciiLetterOrDigit(c)) account[count++] = Upper(c);
            else if (c is not (' ' or '-' or '\u00a0') || count < 4 || at + 1 >= text.Length || !char.IsAsciiLetterOrDigit(text[at + 1])) return -1;
        }

        if (count < length || (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))) return -1;
        return char.IsAsciiDigit(account[3]) && Remainder(account[..4], Remainder(account[4..], 0)) == 1 ? at : -1;
    }

    private static int Remainder(ReadOnlySpan<char> part, int remainder)
    {
        foreach (var c in part)
            remainder = char.IsAsciiDigit(c) ? ((remainder * 10) + c - '0') % 97 : ((remainder * 100) + c - 'A' + 10) % 97;
        return remainder;
    }

    private static char Upper(char c) => c is >= 'a' and <= 'z' ? (char)(c - 32) : c;
}
