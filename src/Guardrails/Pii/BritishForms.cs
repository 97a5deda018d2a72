using static Plumbline.Guardrails.Pii.Checks;

namespace Plumbline.Guardrails.Pii;

/// <summary>Numbers of the United Kingdom and Ireland.</summary>
internal static class BritishForms
{
    private const string Plate = "ABCDEFGHJKLMNPRSTUVWXYZ";

    /// <summary>The forms.</summary>
    public static readonly Form[] Rows =
    [
        new("uk-nhs", "d10|d3~d3~d4", Nhs, "nhs,national health,health service,health authority,patient"),
        new("uk-nino", "ll d2 d2 d2 l", Nino),
        new("uk-nino", "ll_d2_d2_d2_l", Nino, "nino,ni,national insurance,ni number,insurance number"),
        new("uk-postcode", "ld_dll|ldd_dll|lld_dll|lldd_dll|ldl_dll|lldl_dll|l3_dll", Postcode, "postcode,post code,postal code,zip,address,delivery,mailing,shipping,lives,london,street,road"),
        new("uk-vehicle-registration", "lldd~lll", n => Among(n[..2], "ABCDEFGHJKLMNPRSTUVWXY") && Among(n[4..], Plate) && Two(n, 2) is >= 2 and <= 29 or >= 51 and <= 79, Vehicle),
        new("uk-vehicle-registration", "ld~lll|ldd~lll|ld3~lll", n => Among(n[..1], "ABCDEFGHJKLMNPRSTVWXY") && Among(n[^3..], Plate) && n[1] != '0', Vehicle),
        new("uk-vehicle-registration", "lll~dl|lll~ddl|lll~d3l", n => Among(n[..3], Plate) && Among(n[^1..], "ABCDEFGHJKLMNPRSTVWXY") && n[3] != '0', Vehicle),
        new("uk-passport", "lld7|d9", Varies, "passport,travel document,hmpo"),
        new("uk-driving-licence", "a5d6a2al2", Driver),
        new("uk-sort-code", "dd-dd-dd", Any, "sort code,sortcode"),
        new("ie-pps", "d7l|d7ll", Pps, "pps,ppsn,personal public service"),
    ];

    private const string Vehicle = "vehicle,registration,number plate,licence plate,license plate,plate,plates,vehicles,reg,vrn,dvla,v5c,car,mot";

    private static bool Nhs(ReadOnlySpan<char> n) => (11 - (Sum(n, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11)) % 11 == Digit(n[9]) && Varies(n);

    private static bool Nino(ReadOnlySpan<char> n) =>
        Among(n[..1], "ABCEGHJKLMNOPRSTWXYZ") && Among(n[1..2], "ABCEGHJKLMNPRSTWXYZ") && n[..2] is not ("BG" or "GB" or "NK" or "KN" or "NT" or "TN" or "ZZ") && n[8] is >= 'A' and <= 'D';

    // Letters that Royal Mail leaves out at each place.
    private static bool Postcode(ReadOnlySpan<char> n)
    {
        if (!Among(n[^2..], "ABDEFGHJLNPQRSTUWXYZ")) return false;
        var area = n[..^3];
        if (area is "GIR") return n is "GIR0AA";
        if (!Among(area[..1], "ABCDEFGHIJKLMNOPRSTUWYZ")) return false;
        if (char.IsAsciiDigit(area[1])) return area.Length == 2 || char.IsAsciiDigit(area[2]) || Among(area[2..], "ABCDEFGHJKPSTUW");
        return Among(area[1..2], "ABCDEFGHKLMNOPQRSTUVWXY") && area.Length > 2 && char.IsAsciiDigit(area[2]) && (area.Length == 3 || char.IsAsciiDigit(area[3]) || Among(area[3..], "ABEHMNPRVWXY"));
    }

    private static bool Driver(ReadOnlySpan<char> n) =>
        Among(n[..5], "ABCDEFGHIJKLMNOPQRSTUVWXYZ9") && char.IsAsciiLetter(n[0]) && Among(n[11..13], "ABCDEFGHIJKLMNOPQRSTUVWXYZ9") && IsDay(Two(n, 6) > 50 ? Two(n, 6) - 50 : Two(n, 6), Two(n, 8));

    private static bool Pps(ReadOnlySpan<char> n)
    {
        var sum = Sum(n, 8, 7, 6, 5, 4, 3, 2) + (n.Length > 8 && n[8] != 'W' ? (n[8] - '@') * 9 : 0);
        return "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23] == n[7];
    }
}
