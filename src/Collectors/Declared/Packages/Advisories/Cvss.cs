namespace Plumbline.Collectors.Declared.Packages.Advisories;

/// <summary>Base scores of CVSS 3 vectors, as the standard's equations have them.</summary>
public static class Cvss
{
    /// <summary>The base score of a `CVSS:3.0/…` or `CVSS:3.1/…` vector; null for any other text.</summary>
    public static double? Score(string vector)
    {
        if (vector.Length > 200 || !vector.StartsWith("CVSS:3.", StringComparison.Ordinal)) return null;
        var metrics = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in vector.Split('/')[1..]) if (part.Split(':') is [var name, var value]) metrics[name] = value;
        string Of(string name) => metrics.GetValueOrDefault(name, "");
        var isChanged = Of("S") == "C";
        double?[] weights =
        [
            Of("AV") switch { "N" => 0.85, "A" => 0.62, "L" => 0.55, "P" => 0.2, _ => null },
            Of("AC") switch { "L" => 0.77, "H" => 0.44, _ => null },
            Of("PR") switch { "N" => 0.85, "L" => isChanged ? 0.68 : 0.62, "H" => isChanged ? 0.5 : 0.27, _ => null },
            Of("UI") switch { "N" => 0.85, "R" => 0.62, _ => null },
            Impact(Of("C")), Impact(Of("I")), Impact(Of("A")),
        ];
        if (weights.Contains(null) || Of("S") is not ("U" or "C")) return null;
        var lost = 1 - ((1 - weights[4]!.Value) * (1 - weights[5]!.Value) * (1 - weights[6]!.Value));
        var impact = isChanged ? (7.52 * (lost - 0.029)) - (3.25 * Math.Pow(lost - 0.02, 15)) : 6.42 * lost;
        if (impact <= 0) return 0;
        var exploit = 8.22 * weights[0]!.Value * weights[1]!.Value * weights[2]!.Value * weights[3]!.Value;
        return Up(Math.Min((isChanged ? 1.08 : 1) * (impact + exploit), 10));
    }

    /// <summary>The word for a score.</summary>
    public static string Word(double score) => score switch { >= 9 => "critical", >= 7 => "high", >= 4 => "medium", > 0 => "low", _ => "" };

    private static double? Impact(string value) => value switch { "H" => 0.56, "L" => 0.22, "N" => 0, _ => null };

    // To the next tenth, free of what binary fractions add.
    private static double Up(double value)
    {
        var whole = (long)Math.Round(value * 100_000);
        return whole % 10_000 == 0 ? whole / 100_000.0 : ((whole / 10_000) + 1) / 10.0;
    }
}
