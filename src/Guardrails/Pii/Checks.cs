namespace Plumbline.Guardrails.Pii;

/// <summary>The arithmetic that issuers of numbers share.</summary>
internal static class Checks
{
    private const string Products = "0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210";

    /// <summary>True of everything.</summary>
    public static bool Any(ReadOnlySpan<char> number) => number.Length > 0;

    /// <summary>True of numbers that are not one digit again and again.</summary>
    public static bool Varies(ReadOnlySpan<char> number) => number.IndexOfAnyExcept(number[0]) >= 0;

    /// <summary>A digit's value.</summary>
    public static int Digit(char c) => c - '0';

    /// <summary>A letter's place in the alphabet behind ten, or a digit's value (as in ISO 7064 and machine-readable documents).</summary>
    public static int Value(char c) => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10;

    /// <summary>The sum of digits times weights; as many as there are weights.</summary>
    public static int Sum(ReadOnlySpan<char> number, params ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += Digit(number[i]) * weights[i];
        return sum;
    }

    /// <summary>Luhn's checksum (ISO 7812).</summary>
    public static bool Luhn(ReadOnlySpan<char> number) => LuhnSum(number) % 10 == 0 && Varies(number);

    /// <summary>Luhn's sum.</summary>
    public static int LuhnSum(ReadOnlySpan<char> number)
    {
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = Digit(number[^(i + 1)]);
            if (i % 2 == 1) digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return sum;
    }

    /// <summary>Verhoeff's checksum.</summary>
    public static bool Verhoeff(ReadOnlySpan<char> number)
    {
        var check = 0;
        for (var i = 0; i < number.Length; i++) check = Product(check, Permute(i % 8, Digit(number[^(i + 1)])));
        return check == 0 && Varies(number);
    }

    /// <summary>ISO 7064, modulo 11,10: German tax numbers.</summary>
    public static bool Mod1110(ReadOnlySpan<char> number)
    {
        var product = 10;
        foreach (var c in number[..^1])
        {
            var sum = (Digit(c) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (11 - product) % 10 == Digit(number[^1]);
    }

    /// <summary>The remainder of a long number.</summary>
    public static int Remainder(ReadOnlySpan<char> digits, int divisor)
    {
        var remainder = 0L;
        foreach (var c in digits) remainder = ((remainder * 10) + Digit(c)) % divisor;
        return (int)remainder;
    }

    /// <summary>A number of two digits.</summary>
    public static int Two(ReadOnlySpan<char> number, int at) => (Digit(number[at]) * 10) + Digit(number[at + 1]);

    /// <summary>True of a month and a day of it.</summary>
    public static bool IsDay(int month, int day) => month is >= 1 and <= 12 && day >= 1 && day <= (month == 2 ? 29 : month is 4 or 6 or 9 or 11 ? 30 : 31);

    /// <summary>True where all characters at some places are among some.</summary>
    public static bool Among(ReadOnlySpan<char> part, ReadOnlySpan<char> allowed) => part.IndexOfAnyExcept(allowed) < 0;

    private static int Product(int a, int b) => Digit(Products[(a * 10) + b]);

    private static int Permute(int row, int digit) => row == 0 ? digit : Permute(row - 1, Digit("1576283094"[digit]));
}
