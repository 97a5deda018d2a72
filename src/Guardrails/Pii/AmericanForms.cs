using static Plumbline.Guardrails.Pii.Checks;

namespace Plumbline.Guardrails.Pii;

/// <summary>Numbers of the Americas.</summary>
internal static class AmericanForms
{
    private const string Driver = "driver,drivers,driving,license,licence,dl,dln,permit,lic,cdl";

    /// <summary>The forms.</summary>
    public static readonly Form[] Rows =
    [
        new("us-ssn", "d3-d2-d4", SocialSecurity),
        new("us-ssn", "d9|d3-d6|d5-d4|d3.d2.d4|d3 d2 d4", SocialSecurity, "ssn,ssns,social security,soc sec,ss#,taxpayer,tax id"),
        new("us-itin", "d3-d2-d4", Itin),
        new("us-itin", "d9|d3-d6|d5-d4|d3 d2 d4|d3 d6|d5 d4", Itin, "itin,taxpayer,tax id,taxid,tin,individual taxpayer"),
        new("us-passport", "d9|ld8", Varies, "passport,passports,travel document"),
        new("us-bank-account", "d8|d9|d10|d11|d12|d13|d14|d15|d16|d17", Varies, "account,acct,checking,savings,bank account,account number,acct no"),
        new("us-routing-number", "d9|d4-d4-d", Routing, "aba,routing,rtn,transit"),
        new("us-driver-license", "ld3|ld4|ld5|ld6|ld7|ld8|ld9|ld10|ld11|ld12|ld13|ld14|lld2|lld3|lld4|lld5|lld6|lld7|d2l3d5|d2l3d6|d3l2d4|d6|d7|d8|d9|d10|d11|d12|d13|d14|d16|d7l|d8l|d9l|ld3ld6|l3d6|ld18|l3l2d3l2", Any, Driver),
        new("ca-sin", "d9|d3-d3-d3|d3 d3 d3", n => n[0] is not ('0' or '8') && Luhn(n), "sin,social insurance,nas,assurance sociale,canada"),
        new("ca-health-number", "d10l2|d4-d3-d3-l2|d4 d3 d3 l2", n => Luhn(n[..10]), "ohip,health card,health number,carte santé"),
        new("br-cpf", "d3.d3.d3-d2", Cpf),
        new("br-cpf", "d11", Cpf, "cpf,contribuinte"),
        new("mx-curp", "l4d6l6a1d1", n => n[10] is 'H' or 'M' or 'X' && IsDay(Two(n, 6), Two(n, 8))),
        new("mx-rfc", "l4d6a3", n => IsDay(Two(n, 6), Two(n, 8)), "rfc,contribuyentes"),
        new("cl-rut", "d2.d3.d3-a|d1.d3.d3-a", Rut),
        new("cl-rut", "d8-a|d7-a", Rut, "rut,run"),
        new("ar-dni", "d2.d3.d3|d8|d7", Varies, "dni,documento nacional"),
    ];

    // 078-05-1120 was printed in wallets and 219-09-9999 in a leaflet: nobody's.
    private static bool SocialSecurity(ReadOnlySpan<char> n) =>
        n[0] != '9' && !n.StartsWith("000") && !n.StartsWith("666") && n[3..5] is not "00" && n[5..] is not "0000" && n is not ("078051120" or "219099999" or "123456789") && Varies(n);

    private static bool Itin(ReadOnlySpan<char> n) => n[0] == '9' && Two(n, 3) is >= 50 and <= 65 or >= 70 and <= 88 or >= 90 and <= 92 or >= 94 and <= 99;

    private static bool Routing(ReadOnlySpan<char> n) => n[0] is '0' or '1' or '2' or '3' or '6' or '7' or '8' && Sum(n, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0 && Varies(n);

    private static bool Cpf(ReadOnlySpan<char> n) =>
        Varies(n) && Sum(n, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == Digit(n[9]) && Sum(n, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == Digit(n[10]);

    private static bool Rut(ReadOnlySpan<char> n)
    {
        var (sum, weight) = (0, 2);
        for (var i = n.Length - 2; i >= 0; i--)
        {
            sum += Digit(n[i]) * weight;
            weight = weight == 7 ? 2 : weight + 1;
        }

        return n[^1] == (11 - (sum % 11)) switch { 11 => '0', 10 => 'K', var digit => (char)('0' + digit) };
    }
}
