using System.Buffers;

namespace Plumbline.Guardrails.Secrets;

/// <summary>The sets of bytes that values are made of, each with the letter that names it in a table of shapes.</summary>
internal static class Alphabets
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    /// <summary>Letters and digits.</summary>
    public static readonly SearchValues<byte> Alphanumeric = Create(Lower + Upper + Digits);

    /// <summary>Letters, digits, `_` and `-`.</summary>
    public static readonly SearchValues<byte> Url = Create(Lower + Upper + Digits + "_-");

    /// <summary>The base64 alphabet with padding.</summary>
    public static readonly SearchValues<byte> Base64 = Create(Lower + Upper + Digits + "+/=");

    private static readonly Dictionary<char, SearchValues<byte>> ByLetter = new()
    {
        ['a'] = Alphanumeric,
        ['w'] = Url,
        ['i'] = Create(Lower + Upper + Digits + "_"),
        ['b'] = Create(Lower + Upper + Digits + "+/"),
        ['B'] = Base64,
        ['d'] = Create(Digits),
        ['h'] = Create(Digits + "abcdef"),
        ['H'] = Create(Digits + "abcdefABCDEF"),
        ['l'] = Create(Lower + Digits),
        ['L'] = Create(Lower + Upper),
        ['u'] = Create(Upper + Digits),
        ['2'] = Create(Upper + "234567"),
        ['e'] = Create("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"),
        ['t'] = Create(Lower + Upper + Digits + "_.-=~"),
        ['q'] = Create(Lower + Upper + Digits + "%"),
        ['v'] = Create(Lower + Upper + Digits + "_-+/=.~"),
        ['x'] = Create(Lower + Upper + Digits + "_-+/=."),
    };

    /// <summary>The set that a letter names.</summary>
    public static SearchValues<byte> Of(char letter) => ByLetter[letter];

    /// <summary>True of a letter or digit.</summary>
    public static bool IsAlphanumeric(byte b) => (uint)(b - '0') <= 9 || (uint)((b | 0x20) - 'a') <= 25;

    private static SearchValues<byte> Create(string characters) => SearchValues.Create([.. characters.Select(c => (byte)c)]);
}
