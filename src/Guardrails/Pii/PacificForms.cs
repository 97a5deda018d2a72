using static Plumbline.Guardrails.Pii.Checks;

namespace Plumbline.Guardrails.Pii;

/// <summary>Numbers of Australia, New Zealand and Africa.</summary>
internal static class PacificForms
{
    /// <summary>The forms.</summary>
    public static readonly Form[] Rows =
    [
        new("au-abn", "d2 d3 d3 d3", BusinessNumber),
        new("au-abn", "d11", BusinessNumber, "abn,australian business"),
        new("au-acn", "d9|d3 d3 d3", n => (10 - (Sum(n, 8, 7, 6, 5, 4, 3, 2, 1) % 10)) % 10 == Digit(n[8]), "acn,australian company"),
        new("au-tfn", "d9|d3 d3 d3", n => Sum(n, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0 && Varies(n), "tfn,tax file"),
        new("au-medicare", "d10|d4 d5 d", n => n[0] is >= '2' and <= '6' && Sum(n, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == Digit(n[8]), "medicare"),
        new("nz-ird", "d8|d9|d3-d3-d3|d2-d3-d3", Ird, "ird,inland revenue"),
        new("za-id", "d13", n => IsDay(Two(n, 2), Two(n, 4)) && n[10] <= '2' && n[11] >= '8' && Luhn(n), "id,id number,identity,identity number,rsa id,sa id,south african"),
        new("ng-nin", "d11", Verhoeff, "nin,national identification,nimc,national identity"),
        new("ng-vehicle-registration", "l3~d3ll", Any, "plate,plates,vehicle,registration,license plate,number plate"),
    ];

    private static bool BusinessNumber(ReadOnlySpan<char> n) => n[0] != '0' && (Sum(n, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0;

    private static bool Ird(ReadOnlySpan<char> n)
    {
        Span<char> nine = stackalloc char[9];
        nine[0] = '0';
        n.CopyTo(nine[(9 - n.Length)..]);
        var first = Rest(nine, 3, 2, 7, 6, 5, 4, 3, 2);
        if (first == 10) first = Rest(nine, 7, 4, 3, 2, 5, 2, 7, 6);
        return first == Digit(nine[8]);
    }

    private static int Rest(ReadOnlySpan<char> nine, params ReadOnlySpan<int> weights) => Sum(nine, weights) % 11 is var rest && rest == 0 ? 0 : 11 - rest;
}
