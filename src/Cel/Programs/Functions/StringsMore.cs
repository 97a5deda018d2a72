using System.Text;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>The strings extension: positions count code points.</summary>
internal static class StringsMore
{
    public static IEnumerable<Overload> All { get; } =
    [
        new("(string).charAt(int): string", static a => CharAt(a[0].AsString!, a[1].AsInt)),
        new("(string).indexOf(string): int", static a => IndexOf(a[0].AsString!, a[1].AsString!, 0)),
        new("(string).indexOf(string, int): int", static a => IndexOf(a[0].AsString!, a[1].AsString!, a[2].AsInt)),
        new("(string).lastIndexOf(string): int", static a => LastIndexOf(a[0].AsString!, a[1].AsString!, null)),
        new("(string).lastIndexOf(string, int): int", static a => LastIndexOf(a[0].AsString!, a[1].AsString!, a[2].AsInt)),
        new("(string).lowerAscii(): string", static a => Value.Of(Cased(a[0].AsString!, char.IsAsciiLetterUpper))),
        new("(string).upperAscii(): string", static a => Value.Of(Cased(a[0].AsString!, char.IsAsciiLetterLower))),
        new("(string).replace(string, string): string", static a => Replace(a[0].AsString!, a[1].AsString!, a[2].AsString!, -1)),
        new("(string).replace(string, string, int): string", static a => Replace(a[0].AsString!, a[1].AsString!, a[2].AsString!, a[3].AsInt)),
        new("(string).split(string): list(string)", static a => Split(a[0].AsString!, a[1].AsString!, -1)),
        new("(string).split(string, int): list(string)", static a => Split(a[0].AsString!, a[1].AsString!, a[2].AsInt)),
        new("(string).substring(int): string", static a => Substring(a[0].AsString!, a[1].AsInt, null)),
        new("(string).substring(int, int): string", static a => Substring(a[0].AsString!, a[1].AsInt, a[2].AsInt)),
        new("(string).trim(): string", static a => Value.Of(a[0].AsString!.Trim())),
        new("(string).reverse(): string", static a => Value.Of(Reverse(a[0].AsString!))),
        new("strings.quote(string): string", static a => Value.Of(Quote(a[0].AsString!))),
        new("(string).format(list(dyn)): string", static a => Formats.Format(a[0].AsString!, a[1].AsList!.Items)),
    ];

    private static Value Outside(long at) => Value.Error($"position {at} is outside of the text: index out of range: {at}");

    private static Value CharAt(string text, long at)
    {
        var offset = Texts.Offset(text, at);
        if (offset < 0) return Outside(at);
        if (offset == text.Length) return Value.Of("");
        return Value.Of(text.Substring(offset, char.IsSurrogatePair(text, offset) ? 2 : 1));
    }

    private static Value IndexOf(string text, string part, long from)
    {
        var offset = Texts.Offset(text, from);
        if (offset < 0) return Outside(from);
        return Point(text, text.IndexOf(part, offset, StringComparison.Ordinal));
    }

    private static Value LastIndexOf(string text, string part, long? from)
    {
        var offset = from is { } at ? Texts.Offset(text, at) : text.Length;
        if (offset < 0 || (from is not null && offset == text.Length && text.Length > 0)) return Outside(from ?? 0);
        var end = Math.Min(text.Length, offset + part.Length);
        return part.Length == 0 ? Point(text, offset) : Point(text, text.AsSpan(0, end).LastIndexOf(part, StringComparison.Ordinal));
    }

    private static Value Point(string text, int offset) => Value.Of(offset < 0 ? -1L : Texts.Length(text[..offset]));

    private static string Cased(string text, Func<char, bool> isOther) =>
        string.Create(text.Length, (text, isOther), static (room, of) =>
        {
            for (var i = 0; i < room.Length; i++) room[i] = of.isOther(of.text[i]) ? (char)(of.text[i] ^ 0x20) : of.text[i];
        });

    private static Value Replace(string text, string old, string with, long times)
    {
        if (times == 0) return Value.Of(text);
        var left = times < 0 ? long.MaxValue : times;
        var result = new StringBuilder();
        var at = 0;
        while (left-- > 0 && at <= text.Length)
        {
            var found = text.IndexOf(old, at, StringComparison.Ordinal);
            if (found < 0) break;
            result.Append(text, at, found - at).Append(with);
            at = found + old.Length;
            if (old.Length == 0 && at < text.Length) result.Append(text[at]);
            if (old.Length == 0) at++;
            if (Texts.Bounded(result.Length) is { } tooLong) return tooLong;
        }

        if (at < text.Length) result.Append(text, at, text.Length - at);
        return Value.Of(result.ToString());
    }

    private static Value Split(string text, string separator, long limit)
    {
        if (limit == 0) return Value.EmptyList;
        var count = limit < 0 || limit > int.MaxValue ? int.MaxValue : (int)limit;
        if (separator.Length > 0) return Value.List(text.Split(separator, count));
        var parts = text.EnumerateRunes().Select(r => r.ToString()).ToList();
        if (parts.Count <= count) return Value.List(parts);
        return Value.List(parts.Take(count - 1).Append(string.Concat(parts.Skip(count - 1))));
    }

    private static Value Substring(string text, long from, long? to)
    {
        var start = Texts.Offset(text, from);
        if (start < 0) return Outside(from);
        var end = to is { } at ? Texts.Offset(text, at) : text.Length;
        if (end < 0) return Outside(to ?? 0);
        return start <= end ? Value.Of(text[start..end]) : Value.Error($"invalid substring range. start: {from}, end: {to}");
    }

    private static string Reverse(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Reverse()) result.Append(rune.ToString());
        return result.ToString();
    }

    private static string Quote(string text)
    {
        const string Letters = "\a\b\f\n\r\t\v\\\"";
        const string Names = "abfnrtv\\\"";
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            var at = rune.IsBmp ? Letters.IndexOf((char)rune.Value) : -1;
            if (at >= 0) result.Append('\\').Append(Names[at]);
            else result.Append(rune.ToString());
        }

        return result.Append('"').ToString();
    }
}
