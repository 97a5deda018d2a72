using System.Buffers;
using System.Text;

namespace Plumbline.Guardrails.Injection;

/// <summary>What a character looks like, and what it is for.</summary>
/// <remarks>Own tables: the same answer with every version of the system's Unicode data.</remarks>
internal static class Letters
{
    // Latin-1 and Latin Extended-A without their accents, from U+00C0; a dot where there is nothing to fold.
    private const string Plain =
        "aaaaaa.ceeeeiiii.nooooo.ouuuuy.saaaaaa.ceeeeiiii.nooooo.ouuuuy.y"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    // Letters of other scripts that nobody tells from Latin ones, each before the Latin one.
    private const string Alike =
        "аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwвbкkмmнhтtгrпnёeїiԍgνvοoρpαaιiκkυuχxτtγyεeηnωwօoսuѵvɑaɡgɩiʀrꞓe"
        + "АAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX";

    private static readonly Dictionary<char, char> Twins = MakeTwins();

    /// <summary>Characters that show nothing and spell something: no text needs them in rows.</summary>
    public static readonly SearchValues<char> Suspects = SearchValues.Create(
        "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
        + "\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\u2800\u3164\ufeff\uffa0\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d\ufe0e\ufe0f\udb40");

    /// <summary>The Latin letter that this letter of another script looks like; the character itself where it is none.</summary>
    public static char Twin(char c) => c < 0x0370 && c is not ('\u0251' or '\u0261' or '\u0269' or '\u0280') ? c : Twins.GetValueOrDefault(c, c);

    /// <summary>True of a character that shows nothing between letters.</summary>
    public static bool IsInvisible(char c) => c is '\u00ad' or '\u034f' or '\u061c' or '\u180e' or '\ufeff'
        or (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u2060' and <= '\u206f') or (>= '\ufe00' and <= '\ufe0f') or '\u115f' or '\u1160' or '\u3164' or '\uffa0';

    /// <summary>True of what carries bits between letters: spaces and joiners without width.</summary>
    public static bool IsZeroWidth(char c) => c is (>= '\u200b' and <= '\u200f') or (>= '\u2060' and <= '\u2064') or (>= '\u206a' and <= '\u206f') or '\ufeff' or '\u034f' or '\u061c' or '\u180e';

    /// <summary>True of Latin letters.</summary>
    public static bool IsLatin(char c) => char.IsAsciiLetter(c) || c is >= '\u00c0' and <= '\u024f';

    /// <summary>True of Greek, Cyrillic and Armenian letters.</summary>
    public static bool IsNearLatin(char c) => c is >= '\u0370' and <= '\u058f' || Twins.ContainsKey(c);

    /// <summary>True of scripts that are written without blanks between words.</summary>
    public static bool IsDense(char c) => c is (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff');

    /// <summary>True of scripts whose letters are joined or kept apart by joiners: Arabic, Hebrew, Indic, Thai, Khmer, Mongolian, …</summary>
    public static bool Joins(char c) => c is (>= '\u0590' and <= '\u08ff') or (>= '\u0900' and <= '\u109f') or (>= '\u1780' and <= '\u18af') or (>= '\u1a20' and <= '\u1aaf') or (>= '\ua800' and <= '\uabff') or (>= '\ufb1d' and <= '\ufdff') or (>= '\ufe70' and <= '\ufefc');

    /// <summary>True of letters that are written from right to left.</summary>
    public static bool IsRightToLeft(char c) => c is (>= '\u0590' and <= '\u08ff') or (>= '\ufb1d' and <= '\ufdff') or (>= '\ufe70' and <= '\ufefc');

    /// <summary>True of marks that stand on the letter before.</summary>
    public static bool IsMark(char c) => c is (>= '\u0300' and <= '\u036f') or (>= '\u0483' and <= '\u0489') or (>= '\u1ab0' and <= '\u1aff') or (>= '\u1dc0' and <= '\u1dff') or (>= '\u20d0' and <= '\u20ff') or (>= '\ufe20' and <= '\ufe2f');

    /// <summary>One character in lower case and without what only decorates it: accents, width, boldness, circles. 0 = nothing stays.</summary>
    public static char Fold(Rune rune)
    {
        var v = rune.Value;
        if (v < 0x80) return (char)(v is >= 'A' and <= 'Z' ? v | 0x20 : v);
        if (v is >= 0xC0 and < 0x180 && Plain[v - 0xC0] is not '.' and var plain) return plain;
        if (v is >= 0xFF01 and <= 0xFF5E) return Fold(new Rune(v - 0xFEE0));
        if (v is >= 0x1D400 and <= 0x1D6A3) return (char)('a' + ((v - 0x1D400) % 26));
        if (v is >= 0x1D7CE and <= 0x1D7FF) return (char)('0' + ((v - 0x1D7CE) % 10));
        if (v is >= 0x24B6 and <= 0x24E9) return (char)('a' + ((v - 0x24B6) % 26));
        if (v is >= 0x1F110 and <= 0x1F189) return (v - 0x1F110) % 32 is < 26 and var n ? (char)('a' + n) : ' ';
        if (v is >= 0x1F1E6 and <= 0x1F1FF) return (char)('a' + (v - 0x1F1E6));
        if (v is >= 0xE0020 and <= 0xE007E or (>= 0xE0100 and <= 0xE01EF)) return '\0';
        if (v > 0xFFFF) return ' ';
        var c = (char)v;
        if (IsInvisible(c) || IsMark(c)) return '\0';
        return Rare(c) is not '\0' and var rare ? rare : c is '\u3000' or '\u00a0' or (>= '\u2000' and <= '\u200a') ? ' ' : char.ToLowerInvariant(c);
    }

    private static char Rare(char c) => c switch
    {
        '\u2018' or '\u2019' or '\u02bc' or '\u00b4' => '\'', '\u201c' or '\u201d' or '\u201e' => '"', '\u2010' or '\u2011' => '-',
        '\u00aa' => 'a', '\u00ba' => 'o', '\u1d00' => 'a', '\u0299' => 'b', '\u1d04' => 'c', '\u1d05' => 'd', '\u1d07' => 'e', '\ua730' => 'f', '\u0262' => 'g', '\u029c' => 'h', '\u026a' => 'i', '\u1d0a' => 'j',
        '\u1d0b' => 'k', '\u029f' => 'l', '\u1d0d' => 'm', '\u0274' => 'n', '\u1d0f' => 'o', '\u1d18' => 'p', '\u0280' => 'r', '\ua731' => 's', '\u1d1b' => 't', '\u1d1c' => 'u', '\u1d20' => 'v', '\u1d21' => 'w', '\u028f' => 'y', '\u1d22' => 'z',
        _ => '\0',
    };

    private static Dictionary<char, char> MakeTwins()
    {
        var twins = new Dictionary<char, char>(Alike.Length / 2);
        for (var i = 0; i + 1 < Alike.Length; i += 2) twins[Alike[i]] = Alike[i + 1];
        return twins;
    }
}
