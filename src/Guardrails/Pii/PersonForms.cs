using System.Globalization;
using static Plumbline.Guardrails.Pii.Checks;

namespace Plumbline.Guardrails.Pii;

/// <summary>What belongs to people of all countries and has a form.</summary>
internal static class PersonForms
{
    private const string Months = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

    /// <summary>The forms.</summary>
    public static readonly Form[] Rows =
    [
        new("date-of-birth", "d4-d2-d2|d4/d2/d2|d4.d2.d2|d2/d2/d4|d1/d2/d4|d2/d1/d4|d1/d1/d4|d2.d2.d4|d1.d2.d4|d2.d1.d4|d1.d1.d4|d2-d2-d4|d1-d2-d4|d1-l3-d4|d2-l3-d4|d1 l3 d4|d2 l3 d4", Date,
            "dob,birth,born,birthday,birthdate,geboren,geburtsdatum,geburtstag,naissance,née,nacimiento,nascita,nascimento"),
    ];

    private static bool Date(ReadOnlySpan<char> n)
    {
        var letters = n.IndexOfAnyInRange('A', 'Z');
        if (letters > 0) return Months.IndexOf(new string(n.Slice(letters, 3)), StringComparison.Ordinal) % 3 == 0 && IsYear(n[^4..]) && int.Parse(n[..letters], CultureInfo.InvariantCulture) is >= 1 and <= 31;
        if (n.Length == 8 && IsYear(n[..4]) && IsDay(Two(n, 4), Two(n, 6))) return true;
        if (!IsYear(n[^4..])) return false;
        for (var split = 1; split <= 2; split++)
        {
            var first = n[..split];
            var second = n[split..^4];
            if (second.Length is 1 or 2 && (IsPair(first, second) || IsPair(second, first))) return true;
        }

        return false;
    }

    private static bool IsPair(ReadOnlySpan<char> month, ReadOnlySpan<char> day) => IsDay(int.Parse(month, CultureInfo.InvariantCulture), int.Parse(day, CultureInfo.InvariantCulture));

    private static bool IsYear(ReadOnlySpan<char> year) => Two(year, 0) is 19 or 20;
}
