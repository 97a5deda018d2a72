using static Plumbline.Guardrails.Pii.Checks;

namespace Plumbline.Guardrails.Pii;

/// <summary>Numbers of Germany, Austria and Switzerland.</summary>
internal static class GermanForms
{
    private const string Document = "CFGHJKLMNPRTVWXYZ";

    private static readonly string[] Joints = ["  ", "- ", "--"];
    private static readonly string[] Ends = ["", "l"];

    /// <summary>The forms.</summary>
    public static readonly Form[] Rows =
    [
        new("de-tax-id", "d11|d2 d3 d3 d3", TaxId, "steuer,steuerid,steuer id,idnr,steueridentifikationsnummer,identifikationsnummer,steuernummer,tax id,tin"),
        new("de-tax-number", "d3/d3/d5|d2/d3/d5|d3/d4/d4|d2/d4/d4|d3/d4/d5", Any, "steuernummer,steuer nr,st nr,finanzamt,steuerbescheid"),
        new("de-tax-number", "d13", n => Two(n, 0) is >= 1 and <= 16, "steuernummer,steuer nr,st nr,finanzamt,steuerbescheid"),
        new("de-vat-id", "lld9|ll d9|ll d3 d3 d3|ll.d3.d3.d3|ll-d3-d3-d3", n => n.StartsWith("DE") && n[2] != '0' && Mod1110(n[2..])),
        new("de-license-plate", Plates(), n => n[^1] is not ('0' or 'A'), "kennzeichen,kfz,nummernschild,fahrzeug,zulassung,auto,pkw,lkw,fahrzeugschein"),
        new("de-health-insurance", "ld9", HealthInsurance, "kvnr,krankenkasse,krankenversicherung,krankenversichertennummer,versichertennummer,gesundheitskarte,egk,gkv,versicherung"),
        new("de-social-security", "d8ld3|d2 d6 l d3", SocialSecurity, "rentenversicherungsnummer,sozialversicherungsnummer,versicherungsnummer,rvnr,svnr,sozialversicherung,rentenversicherung,rente"),
        new("de-passport", "la7d", n => Among(n[..1], Document) && Among(n[1..8], Document + "0123456789"), "reisepass,pass,passnummer,passport,reisepassnummer"),
        new("de-id-card", "la7d", n => Among(n[..1], Document) && Among(n[1..8], Document + "0123456789"), "personalausweis,ausweis,ausweisnummer,identity card,personalausweisnummer"),
        new("de-driving-licence", "lld8a|la9d", n => n[^1] != 'O', "führerschein,führerscheinnummer,fahrerlaubnis,driving licence"),
        new("de-bsnr", "d9", Varies, "bsnr,betriebsstättennummer,betriebsstätte,praxis"),
        new("de-lanr", "d9", n => (10 - (Sum(n, 4, 9, 4, 9, 4, 9) % 10)) % 10 == Digit(n[6]), "lanr,arztnummer,arzt,vertragsarzt"),
        new("de-postcode", "d5", n => n is not ("00000" or "01000" or "99999") && Two(n, 0) > 0, "plz,postleitzahl,wohnort,anschrift,adresse,straße"),
        new("de-commercial-register", "l3 d1|l3 d2|l3 d3|l3 d4|l3 d5|l3 d6|l3d3|l3d4|l3d5|l3d6", n => n.StartsWith("HRA") || n.StartsWith("HRB"), "handelsregister,amtsgericht,registergericht,hra,hrb,gmbh,firma"),
        new("at-social-security", "d4 d6|d10", n => Sum(n, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11 == Digit(n[3]) && n[0] != '0', "sozialversicherungsnummer,svnr,sv nummer,versicherungsnummer"),
        new("ch-ahv", "d3.d4.d4.d2", Ahv),
        new("ch-ahv", "d13", Ahv, "ahv,avs,ahvn13"),
    ];

    // One to three letters, one or two letters, one to four digits; E and H for electric and historic cars.
    private static string Plates() => string.Join('|',
        from place in Enumerable.Range(1, 3)
        from letters in Enumerable.Range(1, 2)
        from digits in Enumerable.Range(1, 4)
        from joint in Joints
        from end in Ends
        select $"l{place}{joint[0]}l{letters}{joint[1]}d{digits}{end}");

    private static bool TaxId(ReadOnlySpan<char> n)
    {
        Span<int> counts = stackalloc int[10];
        counts.Clear();
        foreach (var c in n[..10]) counts[Digit(c)]++;
        var most = 0;
        foreach (var count in counts) most = Math.Max(most, count);
        return n[0] != '0' && most <= 3 && Mod1110(n);
    }

    private static bool HealthInsurance(ReadOnlySpan<char> n)
    {
        var place = n[0] - 'A' + 1;
        var sum = Cross(place / 10) + Cross(place % 10 * 2);
        for (var i = 1; i < 9; i++) sum += Cross(Digit(n[i]) * (i % 2 == 1 ? 1 : 2));
        return char.IsAsciiLetter(n[0]) && sum % 10 == Digit(n[9]);
    }

    private static bool SocialSecurity(ReadOnlySpan<char> n)
    {
        ReadOnlySpan<int> weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
        var place = n[8] - 'A' + 1;
        var sum = 0;
        for (var i = 0; i < 12; i++)
        {
            var digit = i < 8 ? Digit(n[i]) : i == 8 ? place / 10 : i == 9 ? place % 10 : Digit(n[i - 1]);
            sum += Cross(digit * weights[i]);
        }

        return char.IsAsciiLetter(n[8]) && Two(n, 4) is >= 1 and <= 12 && Two(n, 2) is >= 1 and <= 31 && sum % 10 == Digit(n[11]);
    }

    private static bool Ahv(ReadOnlySpan<char> n) => n.StartsWith("756") && (10 - (Sum(n, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3) % 10)) % 10 == Digit(n[12]);

    private static int Cross(int number) => (number / 10) + (number % 10);
}
