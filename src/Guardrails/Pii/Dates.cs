using System.Collections.Frozen;
using System.Globalization;

namespace Plumbline.Guardrails.Pii;

/// <summary>Days and times as people and machines write them. They name nobody; whose birthday one is, only words beside it say.</summary>
internal static class Dates
{
    /// <summary>The kind's name.</summary>
    public const string Kind = "date-time";

    private const int LongestName = 10;
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Months = MonthNames().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds what is found.</summary>
    public static void Find(ReadOnlySpan<char> text, PiiProfile profile, List<Candidate> found)
    {
        for (var at = 0; at < text.Length && found.Count < PiiScanner.MostMatches;)
        {
            var next = at + 1;
            if (char.IsLetterOrDigit(text[at]))
            {
                if (!Nearby.GoesOnLeft(text, at) && !IsPartOfPath(text, at))
                {
                    var (end, isWhole) = char.IsAsciiDigit(text[at]) ? Numeric(text, at) : Named(text, at);
                    if (end > at && !GoesOn(text, end) && (isWhole || profile.IsExpected))
                    {
                        found.Add(new Candidate(new PiiMatch(Kind, at, end - at), isWhole ? Proof.Formed : Proof.Expected));
                        next = end;
                    }
                }

                while (next < text.Length && char.IsLetterOrDigit(text[next])) next++;
            }

            at = next;
        }
    }

    // The end, and whether the year is written whole; 0 where no date starts here.
    private static (int End, bool IsWhole) Numeric(ReadOnlySpan<char> text, int at)
    {
        var first = Digits(text, at);
        var end = at + first;
        if (end + 1 >= text.Length || first is not (1 or 2 or 4)) return default;
        var separator = text[end];
        if (separator is not ('-' or '/' or '.' or ' ')) return default;
        var value = Number(text, at, first);
        var second = Digits(text, end + 1);
        if (second == 0) return first < 4 ? Day(text, end, value, separator) : default;
        if (separator == ' ' || second is not (1 or 2 or 4)) return default;
        var middle = Number(text, end + 1, second);
        end += 1 + second;
        if (first == 4) return second < 3 && end < text.Length && text[end] == separator ? YearFirst(text, end, value, middle) : default;
        var length = end + 1 < text.Length && text[end] == separator ? Digits(text, end + 1) : 0;
        if (length is 2 or 4)
        {
            var isYear = length == 2 || IsYear(Number(text, end + 1, 4));
            return second < 3 && isYear && (IsDay(value, middle) || IsDay(middle, value)) ? (Time(text, end + 1 + length), length == 4) : default;
        }

        // `05/2021` and `5/21`, which may be fractions.
        return separator != '/' || (end < text.Length && text[end] == '/') ? default
            : second == 4 ? (value is >= 1 and <= 12 && IsYear(middle) ? end : 0, false)
            : (value is >= 1 and <= 12 ? end : 0, false);
    }

    private static (int End, bool IsWhole) YearFirst(ReadOnlySpan<char> text, int separator, int year, int month)
    {
        var length = Digits(text, separator + 1);
        return length is 1 or 2 && IsYear(year) && IsDay(month, Number(text, separator + 1, length)) ? (Time(text, separator + 1 + length), true) : default;
    }

    // `5-May-2021`, `21 May`, `1st of June 2020`, `3. Mai 2021`.
    private static (int End, bool IsWhole) Day(ReadOnlySpan<char> text, int end, int day, char separator)
    {
        var at = end + 1;
        if (separator == '.' && at < text.Length && text[at] == ' ') at++;
        var (month, behind) = Month(text, at);
        return month > 0 && day is >= 1 and <= 31 ? Year(text, behind) is { End: > 0 } year ? year : (behind, false) : default;
    }

    // `May-21`, `May 2021`, `May 1st, 1977`.
    private static (int End, bool IsWhole) Named(ReadOnlySpan<char> text, int at)
    {
        var (month, end) = Month(text, at);
        if (month == 0 || end + 1 >= text.Length || text[end] is not (' ' or '-')) return default;
        var digits = Digits(text, end + 1);
        if (digits == 4) return Year(text, end);
        if (digits is not (1 or 2) || Number(text, end + 1, digits) is 0) return default;
        var behind = end + 1 + digits;
        if (behind + 1 < text.Length && text[behind..(behind + 2)] is "st" or "nd" or "rd" or "th") behind += 2;
        var comma = behind < text.Length && text[behind] == ',' ? behind + 1 : behind;
        return Year(text, comma) is { End: > 0 } year ? year : (behind, false);
    }

    private static (int End, bool IsWhole) Year(ReadOnlySpan<char> text, int separator)
    {
        if (separator + 2 >= text.Length || text[separator] is not (' ' or '-' or '/')) return default;
        var digits = Digits(text, separator + 1);
        return digits == 4 && IsYear(Number(text, separator + 1, 4)) ? (Time(text, separator + 5), true) : digits == 2 && text[separator] != ' ' ? (separator + 3, false) : default;
    }

    private static (int Month, int End) Month(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        Span<char> lower = stackalloc char[LongestName];
        while (end < text.Length && char.IsLetter(text[end]) && end - at < LongestName)
        {
            lower[end - at] = char.ToLowerInvariant(text[end]);
            end++;
        }

        if (!Months.TryGetValue(lower[..(end - at)], out var month) || (end < text.Length && char.IsLetter(text[end]))) return default;
        return (month, end + 1 < text.Length && text[end] == '.' && text[end + 1] == ' ' && end - at < 5 ? end + 1 : end);
    }

    // `T09:15:30.500-07:00`, ` 10:00`, `T14:30Z`; the end as it was where no time follows.
    private static int Time(ReadOnlySpan<char> text, int end)
    {
        if (end + 5 >= text.Length || text[end] is not ('T' or 't' or ' ')) return end;
        var at = Pair(text, end + 1, 23);
        if (at < 0 || text[at] != ':') return end;
        at = Pair(text, at + 1, 59);
        if (at < 0) return end;
        if (at < text.Length && text[at] == ':' && Pair(text, at + 1, 60) is var seconds and > 0) at = seconds;
        if (at + 1 < text.Length && text[at] is '.' or ',' && Digits(text, at + 1) is > 0 and <= 9 and var fraction) at += 1 + fraction;
        if (at < text.Length && text[at] is 'Z' or 'z') return at + 1;
        if (at < text.Length && text[at] is '+' or '-' && Pair(text, at + 1, 23) is var hours and > 0)
            at = hours < text.Length && text[hours] == ':' ? Math.Max(hours, Pair(text, hours + 1, 59)) : Math.Max(hours, Pair(text, hours, 59));
        return at;
    }

    private static int Pair(ReadOnlySpan<char> text, int at, int most) => Digits(text, at) is 2 or 4 && Number(text, at, 2) <= most ? at + 2 : -1;

    private static int Digits(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]) && end - at < 10) end++;
        return end - at;
    }

    private static int Number(ReadOnlySpan<char> text, int at, int length) => int.Parse(text.Slice(at, length), NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsYear(int year) => year is >= 1000 and <= 2999;

    private static bool IsDay(int month, int day) => month is >= 1 and <= 12 && day is >= 1 and <= 31;

    // `1/2/3/4`, `a/5/21`, `1:5/21`: parts of something longer.
    private static bool IsPartOfPath(ReadOnlySpan<char> text, int at) => at > 1 && text[at - 1] is '/' or '\\' or ':' or '#' or '$' or '=' && char.IsLetterOrDigit(text[at - 2]) && text[at - 1] is not ('=' or ':');

    private static bool GoesOn(ReadOnlySpan<char> text, int end) =>
        end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_' || (text[end] is '-' or '/' or '.' or ':' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])));

    private static FrozenDictionary<string, int> MonthNames()
    {
        string[] languages =
        [
            "january february march april may june july august september october november december", "jan feb mar apr may jun jul aug sep oct nov dec", "januar februar märz april mai juni juli august september oktober november dezember",
            "jän feber mrz apr mai jun jul aug sept okt nov dez", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre", "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        ];
        return languages.SelectMany(l => l.Split(' ').Select((name, i) => (name, Month: i + 1))).DistinctBy(p => p.name).ToFrozenDictionary(p => p.name, p => p.Month, StringComparer.Ordinal);
    }
}
