using static Plumbline.Guardrails.Pii.Checks;

namespace Plumbline.Guardrails.Pii;

/// <summary>Numbers of Asia.</summary>
internal static class AsianForms
{
    private const string Vehicle = "vehicle,rto,plate,registration,number plate,plates,car";

    /// <summary>The forms.</summary>
    public static readonly Form[] Rows =
    [
        new("in-pan", "l5d4l", n => Among(n[3..4], "ABCFGHJLPT")),
        new("in-pan", "l5d4l|ld4l5", Any, "pan,permanent account"),
        new("in-aadhaar", "d12|d4~d4~d4|d4:d4:d4", n => n[0] >= '2' && Verhoeff(n), "aadhaar,aadhar,uidai,uid"),
        new("in-passport", "ld7|ld2 d5", n => Among(n[..1], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") && n[1] != '0' && n[^1] != '0', "passport,indian passport"),
        new("in-voter", "l3d7", Any, "voter,epic,elector,election"),
        new("in-vehicle-registration", "lldl_d4|lldl2_d4|lldl3d4|l2d2ld4|l2d2l2d4|l2-d2-l-d4|l2-d2-l2-d4|l2 d2 l d4|l2 d2 l2 d4", n => n[^4..] is not "0000", Vehicle),
        new("in-vehicle-registration", "ld4|lld4|ld5|l3d4|d1l2d2|d1l2d3|d1l2d4|d2l2d2|d2l2d3|d3l2d2|d3l2d3|d3l2d4|d2l2d4l2|d2l2d4l|d2ld6l", IndianPlate, Vehicle),
        new("in-gstin", "d2l5d4lala", n => Two(n, 0) is >= 1 and <= 38 && n[13] == 'Z'),
        new("in-gstin", "d2l5d4a4|d2a5d4la3", n => Two(n, 0) is >= 1 and <= 38 && n[13] == 'Z', "gstin,gst"),
        new("kr-rrn", "d6-d7", n => IsDay(Two(n, 2), Two(n, 4)) && n[6] is >= '1' and <= '4'),
        new("kr-rrn", "d13", n => IsDay(Two(n, 2), Two(n, 4)) && n[6] is >= '1' and <= '4', "rrn,resident registration,주민등록번호,주민번호"),
        new("kr-frn", "d6-d7", n => IsDay(Two(n, 2), Two(n, 4)) && n[6] is >= '5' and <= '8'),
        new("kr-frn", "d13", n => IsDay(Two(n, 2), Two(n, 4)) && n[6] is >= '5' and <= '8', "frn,foreigner registration,외국인등록번호"),
        new("kr-driver-license", "d2~d2~d6~d2", n => Two(n, 0) is >= 11 and <= 28, "운전면허,운전면허번호,면허번호,license,licence,driver"),
        new("kr-passport", "ld8|ld3ld4", n => Among(n[..1], "MSROD"), "passport,여권,여권번호"),
        new("kr-brn", "d3-d2-d5|d10", n => (10 - ((Sum(n, 1, 3, 7, 1, 3, 7, 1, 3, 5) + (Digit(n[8]) * 5 / 10)) % 10)) % 10 == Digit(n[9]), "brn,business registration,사업자등록번호,사업자"),
        new("th-tnin", "d-d4-d5-d2-d|d d4 d5 d2 d", ThaiId),
        new("th-tnin", "d13", ThaiId, "tnin,thai,thai id,national id,เลขประจำตัวประชาชน,เลขบัตรประชาชน"),
        new("ph-tin", "d9|d12|d3-d3-d3|d3-d3-d3-d3|d3 d3 d3|d3 d3 d3 d3", n => Sum(n, 9, 8, 7, 6, 5, 4, 3, 2) % 11 == Digit(n[8]) && Varies(n), "tin,taxpayer,bir,tax id,rdo"),
        new("ph-mobile", "d11|+d12|d4~d3~d4|d4 d7|d4-d7|d (d3) d3 d4|d(d3)d3d4|(d4) d3 d4|(d4) d7|d (d3) d7|(d4)d7|(d4) d3-d4|+d2~d3~d3~d4|+d2 (d3) d3 d4|+d2(d3)d3d4|+d2 (d3) d7|+d2 (d3) d3-d4|d4.d3.d4|+d2.d3.d3.d4|d2~d3~d3~d4|+d2 d10|+d2-d10|+d2 d3 d7", Philippine, "mobile,cell,cp,phone,contact,call,text,number,viber,gcash"),
        new("ph-sss", "d2-d7-d", Any, "sss,social security"),
        new("ph-umid", "d4-d7-d", Any, "umid,crn"),
        new("ph-philhealth", "d2-d9-d", Any, "philhealth"),
        new("sg-nric", "ld7l", Nric),
        new("sg-nric", "ld7l", n => Among(n[..1], "STFGM"), "nric,fin,identity"),
        new("sg-uen", "d8l|d9l|ld2l2d4l", n => char.IsAsciiDigit(n[0]) ? n.Length == 9 || Two(n, 0) is 19 or 20 : n[0] is 'T' or 'S' or 'R', "uen,unique entity,acra,business registration"),
        new("cn-resident-id", "d17a", Resident),
        new("hk-id", "ld6(a)|lld6(a)", Any),
        new("tw-id", "ld9", Taiwanese, "身分證,national id,id number"),
        new("jp-my-number", "d12|d4 d4 d4|d4-d4-d4", MyNumber, "マイナンバー,my number,個人番号"),
        new("my-nric", "d6-d2-d4", n => IsDay(Two(n, 2), Two(n, 4)), "nric,mykad,ic,kad pengenalan"),
        new("id-nik", "d16", n => IsDay(Two(n, 8), Two(n, 6) % 40), "nik,ktp"),
        new("il-id", "d9", Luhn, "teudat zehut,israeli id,תעודת זהות"),
    ];

    private static bool IndianPlate(ReadOnlySpan<char> n)
    {
        if (n[^4..] is "0000") return false;
        if (char.IsAsciiLetter(n[0])) return n.Length != 6 || char.IsAsciiLetter(n[1]) || n[0] == 'I';
        var first = n.IndexOfAnyExceptInRange('0', '9');
        return n[first..(first + 2)] is "CD" or "CC" or "UN" or "BH" || (n.Length == 10 && first == 2);
    }

    private static bool ThaiId(ReadOnlySpan<char> n)
    {
        var second = Digit(n[1]);
        var isProvince = n[2] is var third && second switch { 1 or 3 or 4 => true, 2 => third <= '7', 5 => third <= '8', 6 or 7 => third <= '7', 8 or 9 => third <= '6', _ => false };
        return n[0] != '0' && isProvince && (11 - (Sum(n, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11)) % 10 == Digit(n[12]);
    }

    private static bool Philippine(ReadOnlySpan<char> n) => n.Length switch { 12 => n.StartsWith("639"), 11 => n.StartsWith("09"), _ => false };

    private static bool Nric(ReadOnlySpan<char> n)
    {
        var sum = Sum(n[1..8], 2, 7, 6, 5, 4, 3, 2) + (n[0] switch { 'T' or 'G' => 4, 'M' => 3, _ => 0 });
        return n[0] switch
        {
            'S' or 'T' => "JZIHGFEDCBA"[sum % 11] == n[8],
            'F' or 'G' => "XWUTRQPNMLK"[sum % 11] == n[8],
            'M' => "KLJNPQRTUWX"[10 - (sum % 11)] == n[8],
            _ => false,
        };
    }

    private static bool Resident(ReadOnlySpan<char> n) =>
        Two(n, 6) is 18 or 19 or 20 && IsDay(Two(n, 10), Two(n, 12)) && "10X98765432"[Sum(n, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2) % 11] == n[17];

    private static bool Taiwanese(ReadOnlySpan<char> n)
    {
        var place = "ABCDEFGHJKLMNPQRSTUVXYWZIO".IndexOf(n[0]) + 10;
        return n[1] is '1' or '2' or '8' or '9' && ((place / 10) + (place % 10 * 9) + Sum(n[1..], 8, 7, 6, 5, 4, 3, 2, 1, 1)) % 10 == 0;
    }

    private static bool MyNumber(ReadOnlySpan<char> n)
    {
        var rest = Sum(n, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return (rest <= 1 ? 0 : 11 - rest) == Digit(n[11]) && Varies(n);
    }
}
