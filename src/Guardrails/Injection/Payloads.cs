using System.Buffers;
using System.Text;

namespace Plumbline.Guardrails.Injection;

/// <summary>Runs of text that spell another text: base64, hexadecimal, escapes, rot13, reversed.</summary>
internal static class Payloads
{
    /// <summary>Most characters of one run.</summary>
    public const int Longest = 64 * 1024;

    private const int Shortest = 24;

    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=");
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF ,");
    private static readonly SearchValues<string> Turned = SearchValues.Create(["vtaber", "vafgehpgvba", "qvfertneq", "cebzcg", "cnffjbeq", "snoitcurtsni", "erongi", "tpmorp", "drowssap"], StringComparison.OrdinalIgnoreCase);

    /// <summary>A run that spells a text.</summary>
    /// <param name="Start">First character.</param>
    /// <param name="Length">Characters.</param>
    /// <param name="Text">What it spells.</param>
    /// <param name="Wrapping">How.</param>
    public readonly record struct Payload(int Start, int Length, string Text, string Wrapping);

    /// <summary>The runs of a text, in their order, at most <paramref name="budget"/> characters of them together.</summary>
    public static List<Payload> Find(ReadOnlySpan<char> text, ref int budget)
    {
        var found = new List<Payload>();
        Runs(text, Base64, false, found, ref budget);
        Runs(text, Hex, true, found, ref budget);
        Escapes(text, found, ref budget);
        if (text.Length <= Longest && text.ContainsAny(Turned)) Turn(text, found, ref budget);
        return found;
    }

    private static void Runs(ReadOnlySpan<char> text, SearchValues<char> alphabet, bool isHex, List<Payload> found, ref int budget)
    {
        // Seen from its last foreign character on, a stretch without a whole run is left in one step.
        for (var at = 0; at + Shortest <= text.Length;)
        {
            var foreign = text.Slice(at, Shortest).LastIndexOfAnyExcept(alphabet);
            if (foreign >= 0) { at += foreign + 1; continue; }
            var length = text[at..].IndexOfAnyExcept(alphabet);
            if (length < 0) length = text.Length - at;
            var run = text.Slice(at, Math.Min(length, Longest));
            if (budget >= run.Length && (isHex ? FromHex(run) : FromBase64(run)) is { } spelt)
            {
                budget -= run.Length;
                found.Add(new Payload(at, run.Length, spelt, isHex ? "hex" : "base64"));
            }

            at += length;
        }
    }

    private static string? FromBase64(ReadOnlySpan<char> run)
    {
        run = run.Trim("-_/=");
        if (run.Length < Shortest || run.IndexOfAnyInRange('A', 'Z') < 0 || run.IndexOfAnyInRange('a', 'z') < 0) return null;
        run = run[..(run.Length % 4 == 1 ? run.Length - 1 : run.Length)];
        var isUrl = run.IndexOfAny('-', '_') >= 0;
        if (isUrl && run.IndexOfAny('+', '/') >= 0) return null;
        var bytes = new byte[(run.Length * 3 / 4) + 4];
        var padded = string.Concat(run, run.Length % 4 == 2 ? "==" : run.Length % 4 == 3 ? "=" : "");
        return Convert.TryFromBase64String(isUrl ? padded.Replace('-', '+').Replace('_', '/') : padded, bytes, out var count) ? AsText(bytes.AsSpan(0, count)) : null;
    }

    private static string? FromHex(ReadOnlySpan<char> run)
    {
        Span<char> digits = run.Length <= 1024 ? stackalloc char[run.Length] : new char[run.Length];
        var count = 0;
        foreach (var c in run) if (char.IsAsciiHexDigit(c)) digits[count++] = c;
        if (count < Shortest || (count & 1) == 1) return null;
        var bytes = new byte[count / 2];
        return Convert.FromHexString(digits[..count], bytes, out _, out var written) == OperationStatus.Done ? AsText(bytes.AsSpan(0, written)) : null;
    }

    // Text has few control characters and some blanks; a digest or a picture has not.
    private static string? AsText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 2 && bytes.Length % 2 == 0 && bytes.Length >= 16 && bytes[1] == 0 && bytes[3] == 0) return Checked(Encoding.Unicode.GetString(bytes));
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Checked(Encoding.UTF8.GetString(bytes)) : null;
    }

    private static string? Checked(string text)
    {
        foreach (var c in text) if (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) return null;
        return text.Length >= 12 ? text : null;
    }

    // `\x69\x67`, `\u0069`, `&#105;`, `%69%67`.
    private static void Escapes(ReadOnlySpan<char> text, List<Payload> found, ref int budget)
    {
        if (text.IndexOfAny('\\', '%', '&') < 0) return;
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAny('\\', '%', '&');
            if (next < 0) return;
            var start = at += next;
            var spelt = new StringBuilder();
            while (at < text.Length && spelt.Length < Longest && Escape(text[at..], out var c, out var taken)) { spelt.Append(c); at += taken; }
            if (at - start >= Shortest && spelt.Length >= 8 && budget >= at - start && Checked(spelt.ToString()) is { } read)
            {
                budget -= at - start;
                found.Add(new Payload(start, at - start, read, "escapes"));
            }

            if (at == start) at++;
        }
    }

    private static bool Escape(ReadOnlySpan<char> text, out char c, out int taken)
    {
        (c, taken) = ('\0', 0);
        if (text.Length < 3) return false;
        var value = text[0] switch
        {
            '\\' when text[1] is 'x' => Number(text, 2, 2, out taken),
            '\\' when text[1] is 'u' => Number(text, 2, 4, out taken),
            '%' => Number(text, 1, 2, out taken),
            '&' when text[1] == '#' => Entity(text, out taken),
            _ => -1,
        };
        c = (char)value;
        return value is > 0 and <= 0xFFFF;
    }

    private static int Number(ReadOnlySpan<char> text, int from, int digits, out int taken)
    {
        taken = from + digits;
        return text.Length >= taken && int.TryParse(text.Slice(from, digits), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value) ? value : -1;
    }

    private static int Entity(ReadOnlySpan<char> text, out int taken)
    {
        var end = text[..Math.Min(text.Length, 10)].IndexOf(';');
        taken = end + 1;
        if (end < 3) return -1;
        var isHex = text[2] is 'x' or 'X';
        return int.TryParse(text[(isHex ? 3 : 2)..end], isHex ? System.Globalization.NumberStyles.AllowHexSpecifier : System.Globalization.NumberStyles.None, null, out var value) ? value : -1;
    }

    private static void Turn(ReadOnlySpan<char> text, List<Payload> found, ref int budget)
    {
        if (budget < text.Length * 2) return;
        budget -= text.Length * 2;
        var rotated = text.ToArray();
        foreach (ref var c in rotated.AsSpan()) c = c is >= 'a' and <= 'z' ? (char)('a' + ((c - 'a' + 13) % 26)) : c is >= 'A' and <= 'Z' ? (char)('A' + ((c - 'A' + 13) % 26)) : c;
        found.Add(new Payload(0, text.Length, new string(rotated), "rot13"));
        var reversed = text.ToArray();
        Array.Reverse(reversed);
        found.Add(new Payload(0, text.Length, new string(reversed), "reversed"));
    }
}
