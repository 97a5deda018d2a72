using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Tools;

/// <summary>A text that stands in another in disguise, and where.</summary>
/// <param name="Text">What it reads as; never shown.</param>
/// <param name="How">`base64`, `letters set apart`, ….</param>
/// <param name="Start">First character of the disguise, 0-based.</param>
/// <param name="Length">Characters of the disguise.</param>
public readonly record struct Disguised(string Text, string How, int Start, int Length)
{
    /// <summary>True where no typing error makes the disguise.</summary>
    public bool IsEncoded => How is "base64" or "hexadecimal" or "rot13" or "reversed" or "letters set apart";
}

/// <summary>Undoes the disguises under which an instruction passes a reader: encodings, letters set apart, words cut in two, reversed or rotated text.</summary>
public static partial class Disguises
{
    private const int Most = 32;
    private const int LeastLetters = 16;

    // Words that instructions need, and that so tell whether undoing made sense.
    private static readonly FrozenSet<string> Telling = (
        "ignore previous instructions instruction read send secret password passwords mention tell user credentials conversation history system prompt parameter before using tool tools file files content contents "
        + "private key keys always never must should without telling pass include forward email message messages access token tokens environment variables execute command call first important other the this and with "
        + "all any not into from that secretly silently hidden reveal disclose inform notify upload copy attach append full complete entire assistant model override disregard forget recipient address instead change to do it of in as supply security verification retrieve available append field prerequisite collect project values calling request session requires provide submit result endpoint backup reply operation service document knowledge results original mandatory replace proxy uploaded copied directly arguments recipients prior guidelines description policy directions requested safety rules earlier payments wallet function note contents before assistant using without")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly SearchValues<char> Suspicious = SearchValues.Create("%&\\=+/_-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>What is found in a text, for this judge and for others.</summary>
    public static IEnumerable<Disguised> In(string text)
    {
        if (text.Length > PlainText.Longest) text = text[..PlainText.Longest];
        if (text.AsSpan().ContainsAny(Suspicious)) foreach (var found in Encoded(text).Take(Most)) yield return found;
        if (Spaced(text) is { } spaced) yield return new Disguised(spaced, "letters set apart", 0, text.Length);
        if (Rejoined(text) is { } joined) yield return new Disguised(joined, "words cut in two", 0, text.Length);
        if (Digits(text) is { } letters) yield return new Disguised(letters, "digits for letters", 0, text.Length);
        var plain = Count(text);
        foreach (var (turned, how) in ((string, string)[])[(Rotated(text), "rot13"), (Reversed(text), "reversed")])
            if (Count(turned) is var count && count >= 4 && count > plain * 2) yield return new Disguised(turned, how, 0, text.Length);
    }

    private static IEnumerable<Disguised> Encoded(string text)
    {
        foreach (Match match in Base64().Matches(text))
            if (FromBase64(match.Value) is { } decoded) yield return new Disguised(decoded, "base64", match.Index, match.Length);
        foreach (Match match in Hex().Matches(text))
            if (FromHex(match.Value) is { } decoded) yield return new Disguised(decoded, "hexadecimal", match.Index, match.Length);
        foreach (Match match in Escapes().Matches(text))
        {
            var escaped = match.Value;
            var decoded = escaped[0] switch { '%' => Uri.UnescapeDataString(escaped), '&' => WebUtility.HtmlDecode(escaped), _ => Unescape(escaped) };
            if (Count(decoded) > 1) yield return new Disguised(decoded, escaped[0] switch { '%' => "percent escapes", '&' => "html entities", _ => "escapes" }, match.Index, match.Length);
        }
    }

    private static string? FromBase64(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        if (plain.Length % 4 == 1) plain = plain[..^1];
        plain = plain.PadRight((plain.Length + 3) / 4 * 4, '=');
        var bytes = new byte[plain.Length];
        return Convert.TryFromBase64String(plain, bytes, out var count) ? Readable(bytes.AsSpan(0, count)) : null;
    }

    private static string? FromHex(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiHexDigit));
        if (text.Contains("\\x", StringComparison.OrdinalIgnoreCase) || text.Contains("0x", StringComparison.OrdinalIgnoreCase)) digits = string.Concat(HexPairs().Matches(text).Select(m => m.Groups[1].Value));
        return digits.Length % 2 == 0 && digits.Length > 0 ? Readable(Convert.FromHexString(digits)) : null;
    }

    private static string? Readable(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 10 || bytes.IndexOfAnyInRange((byte)0, (byte)8) >= 0) return null;
        var text = Encoding.UTF8.GetString(bytes);
        return !text.Contains('\uFFFD') && (Count(text) > 1 || IsProse(text)) ? text : null;
    }

    // Words of any language: letters, with blanks between them or of a script that has none.
    private static bool IsProse(string text)
    {
        var (letters, blanks, ideographs) = (0, 0, 0);
        foreach (var letter in text)
        {
            if (char.IsLetter(letter)) letters++;
            if (letter == ' ') blanks++;
            if (letter is >= '\u3040' and <= '\ud7a3') ideographs++;
        }

        return letters * 10 > text.Length * 6 && (ideographs > 5 || (blanks > 2 && letters / (blanks + 1) < 12));
    }

    private static string Unescape(string text) =>
        EscapedUnits().Replace(text, m => ((char)int.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    // `i g n o r e   p r e v i o u s`, `i.g.n.o.r.e`, `i-g-n-o-r-e`: wider gaps part the words.
    private static string? Spaced(string text)
    {
        if (Stretch(text) is { } stretch) return stretch;
        if (!SpacedRun().IsMatch(text)) return null;
        var joined = SpacedRun().Replace(text, m => SingleGap().Replace(WideGap().Replace(m.Value, "\u0001"), "").Replace('\u0001', ' '));
        return Count(joined) > Count(text) + 1 || Glued(joined) ? joined : null;
    }

    // A stretch of single characters with blanks between, whatever the characters.
    private static string? Stretch(string text)
    {
        var parts = text.Split(' ');
        for (var start = 0; start < parts.Length; start++)
        {
            if (parts[start].Length != 1) continue;
            var (end, letters) = (start, 0);
            for (; end < parts.Length && parts[end].Length < 2; end++) letters += parts[end].Length;
            if (letters >= LeastLetters) return Joined(parts.AsSpan(start, end - start));
            start = end;
        }

        return null;
    }

    private static string Joined(ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
            if (part.Length == 1) text.Append(part);
            else if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
        return text.ToString();
    }

    // Letters all set apart alike leave no gap between words; then the words have run together.
    private static bool Glued(string text) => text.Length < 2000 && Telling.Count(w => w.Length > 5 && text.Contains(w, StringComparison.OrdinalIgnoreCase)) > 1;

    private static string? Rejoined(string text)
    {
        var parts = text.Split(' ');
        if (parts.Length is < 6 or > 20_000) return null;
        var joins = 0;
        var words = new List<string>(parts.Length);
        for (var at = 0; at < parts.Length; at++)
        {
            var two = at + 1 < parts.Length ? Bare(parts[at] + parts[at + 1]) : "";
            var isJoin = two.Length > 3 && Telling.Contains(two) && !(Telling.Contains(Bare(parts[at])) && Telling.Contains(Bare(parts[at + 1])));
            words.Add(isJoin ? parts[at] + parts[++at] : parts[at]);
            if (isJoin) joins++;
        }

        return joins > 1 ? string.Join(' ', words) : null;
    }

    private static string? Digits(string text)
    {
        var changes = 0;
        var undone = Leet().Replace(text, m =>
        {
            var word = string.Concat(m.Value.Select(c => c switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' => 'a', '5' => 's', '7' => 't', '@' => 'a', '$' => 's', _ => c }));
            if (!Telling.Contains(word.ToLowerInvariant())) return m.Value;
            changes++;
            return word;
        });
        return changes > 1 ? undone : null;
    }

    private static string Rotated(string text) => string.Create(text.Length, text, static (to, from) =>
    {
        for (var at = 0; at < to.Length; at++) to[at] = from[at] switch { >= 'a' and <= 'z' and var c => (char)('a' + (c - 'a' + 13) % 26), >= 'A' and <= 'Z' and var c => (char)('A' + (c - 'A' + 13) % 26), var c => c };
    });

    private static string Reversed(string text)
    {
        var letters = text.ToCharArray();
        Array.Reverse(letters);
        return new string(letters);
    }

    private static int Count(string text)
    {
        var count = 0;
        foreach (var match in Words().EnumerateMatches(text.AsSpan(0, Math.Min(text.Length, 4096)))) if (Telling.Contains(text.Substring(match.Index, match.Length).ToLowerInvariant())) count++;
        return count;
    }

    private static string Bare(string word) => word.Trim('.', ',', ';', ':', '"', '\'', '(', ')', '!', '`').ToLowerInvariant();

    [GeneratedRegex(@"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,}={0,2}")]
    private static partial Regex Base64();

    [GeneratedRegex(@"(?:(?:\\x|0x)[0-9a-fA-F]{2}[ ,]?){8,}|(?<![0-9a-zA-Z])(?:[0-9a-fA-F]{2} ?){10,}(?![0-9a-zA-Z])")]
    private static partial Regex Hex();

    [GeneratedRegex(@"(?:\\x|0x)([0-9a-fA-F]{2})")]
    private static partial Regex HexPairs();

    [GeneratedRegex(@"(?:(?:%[0-9a-fA-F]{2})+[\w.]{0,12}){5,}|(?:&#x?[0-9a-fA-F]{2,6};[ \w]{0,4}){5,}|(?:\\u[0-9a-fA-F]{4}[ \w]{0,4}){5,}")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})")]
    private static partial Regex EscapedUnits();

    [GeneratedRegex(@"(?<!\w)(?:\w[ .\-_*|\u00b7]{1,4}){6,}\w(?!\w)")]
    private static partial Regex SpacedRun();

    [GeneratedRegex(@"[ .\-_*|\u00b7]{2,4}")]
    private static partial Regex WideGap();

    [GeneratedRegex(@"[ .\-_*|\u00b7]")]
    private static partial Regex SingleGap();

    [GeneratedRegex(@"\b(?=\w*[A-Za-z])(?=[A-Za-z]*[0-9@$])[A-Za-z0-9@$]{2,20}")]
    private static partial Regex Leet();

    [GeneratedRegex(@"[A-Za-z']+")]
    private static partial Regex Words();
}
