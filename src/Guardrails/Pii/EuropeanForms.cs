using static Plumbline.Guardrails.Pii.Checks;

namespace Plumbline.Guardrails.Pii;

/// <summary>Numbers of the rest of Europe.</summary>
internal static class EuropeanForms
{
    private const string Letters23 = "TRWAGMYFPDXBNJZSQVHLCKE";
    private const string Odd = "BAFHJNPRTVCESULDGIMOQKWZYX";

    /// <summary>The forms.</summary>
    public static readonly Form[] Rows =
    [
        new("es-nif", "d8l|d8-l", Nif),
        new("es-nif", "d7l|d7-l", Nif, "dni,nif,identificación,documento nacional"),
        new("es-nie", "ld7l|ld7-l|ld8l", Nie),
        new("es-passport", "l3d6", Varies, "pasaporte,passport"),
        new("it-fiscal-code", "l6a2la2la3l", n => Fiscal(n) && FiscalCheck(n)),
        new("it-fiscal-code", "l6a2la2la3l", Fiscal, "codice fiscale,cf,fiscale"),
        new("it-identity-card", "lld7|lld5ll|d7ll|ll d7", Varies, "carta,identità,cie,documento,carta identità,identity card"),
        new("it-driver-license", "lld7l|la8l", n => n[1] != '1' ? char.IsAsciiLetter(n[1]) && Among(n[2..9], "0123456789") : n.StartsWith("U1") && Among(n[2..9], "BCDFGHJKLMNPRSTUVWXYZ0123456789"), "patente,guida,licenza,driver,license,licence"),
        new("it-passport", "lld7", Varies, "passaporto,passport"),
        new("it-vat", "d11", n => Luhn(n) && !n.StartsWith("0000000"), "piva,partita iva,iva,vat"),
        new("pl-pesel", "d11", Pesel, "pesel"),
        new("pl-nip", "d10|d3-d3-d2-d2|d3-d2-d2-d3", n => Sum(n, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == Digit(n[9]), "nip"),
        new("fi-hetu", "d6-d3a|d6+d3a|d6ld3a", Hetu),
        new("se-personnummer", "d6-d4|d6+d4|d8-d4|d8+d4", Personnummer),
        new("se-personnummer", "d10|d12", Personnummer, "personnummer,samordningsnummer,personal identity number"),
        new("se-organisationsnummer", "d6-d4|d10", n => n[2] >= '2' && Luhn(n), "organisationsnummer,orgnr,org nr,företagsnummer"),
        new("no-fodselsnummer", "d11|d6 d5", Fodselsnummer, "fødselsnummer,personnummer,fnr"),
        new("dk-cpr", "d6-d4", n => IsDay(Two(n, 2), Two(n, 0)), "cpr,personnummer,cpr nummer"),
        new("fr-nir", "d13 d2|d d2 d2 d2 d3 d3 d2|d15", Nir),
        new("nl-bsn", "d9", n => n[0] <= '9' && (Sum(n, 9, 8, 7, 6, 5, 4, 3, 2) - Digit(n[8])) % 11 == 0 && Varies(n), "bsn,burgerservicenummer,sofinummer"),
        new("be-national-number", "d2.d2.d2-d3.d2", Belgian),
        new("be-national-number", "d11", Belgian, "rijksregisternummer,registre national,insz,niss"),
        new("pt-nif", "d9|d3 d3 d3", n => (11 - (Sum(n, 9, 8, 7, 6, 5, 4, 3, 2) % 11)) % 11 % 10 == Digit(n[8]) && Varies(n), "nif,contribuinte"),
        new("cz-rodne-cislo", "d6/d4", n => Remainder(n, 11) == 0 && IsDay(Two(n, 2) % 50 > 20 ? (Two(n, 2) % 50) - 20 : Two(n, 2) % 50, Two(n, 4))),
        new("ro-cnp", "d13", n => n[0] != '0' && IsDay(Two(n, 3), Two(n, 5)) && Sum(n, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11 % 10 == Digit(n[12]), "cnp,cod numeric personal"),
        new("hr-oib", "d11", n => Mod1110(n), "oib"),
        new("ru-snils", "d3-d3-d3 d2|d3-d3-d3-d2", n => Sum(n, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 101 % 100 == Two(n, 9)),
        new("tr-national-id", "d11", TurkishId, "tckn,kimlik,kimlik no,tc,nüfus,national id,turkish id"),
        new("tr-phone", "d10|d11|+d12|d3~d3~d2~d2|d~d3~d3~d2~d2|+d2~d3~d3~d2~d2|+d2 (d3) d3 d2 d2|+d2(d3)d3d4|d (d3) d3 d2 d2|d (d3) d7|d(d3)d7|d3 d7|d3 d3 d4|d3-d3-d4|d d3 d7|+d2 d3 d7|d d10|+d2 d10|(d3) d3 d2 d2|d(d3) d3 d2 d2|+d2 (d3) d7|+d2(d3) d3 d2 d2|d d3 d3 d4|+d2 d3 d3 d4|+d2-d3-d3-d4|d-d3-d3-d4|d3.d3.d2.d2|d.d3.d3.d2.d2|+d2.d3.d3.d2.d2", TurkishPhone, "telefon,tel,cep,gsm,numaram,phone,mobile,ara"),
        new("tr-license-plate", "dd_l_d4|dd_l_d3|dd_l_d2|dd_l2_d4|dd_l2_d3|dd_l2_d2|dd_l3_d4|dd_l3_d3|dd_l3_d2|dd-l-d4|dd-l2-d3|dd-l2-d4|dd-l3-d2|dd-l3-d3|dd-l-d3|dd-l-d2|dd-l2-d2|dd-l3-d4", n => Two(n, 0) is >= 1 and <= 81 && n.IndexOfAny("QWX") < 0, "plaka,plakası,plate,license plate,number plate,araç"),
    ];

    private static bool Nif(ReadOnlySpan<char> n) => Letters23[Remainder(n[..^1], 23)] == n[^1];

    private static bool Nie(ReadOnlySpan<char> n) => n[0] is 'X' or 'Y' or 'Z' && Letters23[(((n[0] - 'X') * (n.Length == 10 ? 100_000_000 : 10_000_000)) + int.Parse(n[1..^1], System.Globalization.CultureInfo.InvariantCulture)) % 23] == n[^1];

    private static bool Fiscal(ReadOnlySpan<char> n) =>
        Among(n[8..9], "ABCDEHLMPRST") && Among(n[6..8], "0123456789LMNPQRSTUV") && Among(n[9..11], "0123456789LMNPQRSTUV") && Among(n[12..15], "0123456789LMNPQRSTUV");

    private static bool FiscalCheck(ReadOnlySpan<char> n)
    {
        var sum = 0;
        for (var i = 0; i < 15; i++)
        {
            var value = char.IsAsciiDigit(n[i]) ? n[i] - '0' : n[i] - 'A';
            sum += i % 2 == 1 ? value : Odd[value] - 'A';
        }

        return (char)('A' + (sum % 26)) == n[15];
    }

    private static bool Pesel(ReadOnlySpan<char> n)
    {
        var month = Two(n, 2) % 20;
        return IsDay(month, Two(n, 4)) && Sum(n, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
    }

    private static bool Hetu(ReadOnlySpan<char> n)
    {
        var digits = n.Length == 11 ? n[7..10] : n[6..9];
        var number = ((long)int.Parse(n[..6], System.Globalization.CultureInfo.InvariantCulture) * 1000) + int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
        return (n.Length == 10 || n[6] is >= 'A' and <= 'F' or >= 'U' and <= 'Y') && IsDay(Two(n, 2), Two(n, 0)) && "0123456789ABCDEFHJKLMNPRSTUVWXY"[(int)(number % 31)] == n[^1];
    }

    private static bool Personnummer(ReadOnlySpan<char> n)
    {
        var own = n[^10..];
        var day = Two(own, 4);
        return IsDay(Two(own, 2), day > 60 ? day - 60 : day) && Luhn(own);
    }

    private static bool Fodselsnummer(ReadOnlySpan<char> n) =>
        IsDay(Two(n, 2), Two(n, 0) % 40) && Sum(n, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0 && Sum(n, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;

    private static bool Nir(ReadOnlySpan<char> n) => n[0] is '1' or '2' or '3' or '4' or '7' or '8' && Two(n, 3) is >= 1 and <= 12 or >= 20 and <= 42 or >= 50 && 97 - Remainder(n[..13], 97) == Two(n, 13);

    private static bool Belgian(ReadOnlySpan<char> n)
    {
        var number = long.Parse(n[..9], System.Globalization.CultureInfo.InvariantCulture);
        return Two(n, 2) % 20 <= 12 && (97 - (number % 97) == Two(n, 9) || 97 - ((2_000_000_000 + number) % 97) == Two(n, 9));
    }

    private static bool TurkishId(ReadOnlySpan<char> n)
    {
        var odd = Digit(n[0]) + Digit(n[2]) + Digit(n[4]) + Digit(n[6]) + Digit(n[8]);
        var even = Digit(n[1]) + Digit(n[3]) + Digit(n[5]) + Digit(n[7]);
        var tenth = (((odd * 7) - even) % 10 + 10) % 10;
        return n[0] != '0' && tenth == Digit(n[9]) && (odd + even + tenth) % 10 == Digit(n[10]);
    }

    // Areas start with 2 to 4, mobile networks with 5.
    private static bool IsArea(char c) => c is >= '2' and <= '5';

    private static bool TurkishPhone(ReadOnlySpan<char> n) => n.Length switch { 12 => n.StartsWith("90") && IsArea(n[2]), 11 => n[0] == '0' && IsArea(n[1]), 10 => IsArea(n[0]), _ => false };
}
