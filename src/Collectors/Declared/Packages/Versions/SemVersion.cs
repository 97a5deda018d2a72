using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Declared.Packages.Versions;

/// <summary>A semantic version; parts that are not written count as 0, build metadata counts for nothing.</summary>
/// <param name="Parts">Its numbers as digits: three, or four in NuGet.</param>
/// <param name="Pre">Identifiers of the pre-release; empty for a release.</param>
internal sealed partial record SemVersion(string[] Parts, string[] Pre) : IComparable<SemVersion>
{
    /// <summary>Reads a version of at most so many parts; null where it is none.</summary>
    public static SemVersion? Parse(string text, int most = 3)
    {
        if (text.Length > 256 || Grammar().Match(text) is not { Success: true } match) return null;
        var parts = match.Groups["parts"].Value.Split('.');
        if (parts.Length > most) return null;
        return new SemVersion([.. parts, .. Enumerable.Repeat("0", Math.Max(0, 3 - parts.Length))], match.Groups["pre"].Success ? match.Groups["pre"].Value.Split('.') : []);
    }

    /// <summary>True where the numbers are the same.</summary>
    public bool HasNumbersOf(SemVersion other) => CompareNumbers(other) == 0;

    public int CompareTo(SemVersion? other) => other is null ? 1 : CompareTo(other, StringComparison.Ordinal);

    public int CompareTo(SemVersion other, StringComparison comparison)
    {
        var order = CompareNumbers(other);
        if (order != 0) return order;
        if (Pre.Length == 0 || other.Pre.Length == 0) return other.Pre.Length.CompareTo(Pre.Length);
        for (var i = 0; i < Math.Min(Pre.Length, other.Pre.Length); i++)
        {
            var (a, b) = (Pre[i].All(char.IsAsciiDigit), other.Pre[i].All(char.IsAsciiDigit));
            order = a && b ? VersionScheme.CompareDigits(Pre[i], other.Pre[i]) : a != b ? b.CompareTo(a) : string.Compare(Pre[i], other.Pre[i], comparison);
            if (order != 0) return order;
        }

        return Pre.Length.CompareTo(other.Pre.Length);
    }

    private int CompareNumbers(SemVersion other)
    {
        for (var i = 0; i < Math.Max(Parts.Length, other.Parts.Length); i++)
        {
            var order = VersionScheme.CompareDigits(i < Parts.Length ? Parts[i] : "0", i < other.Parts.Length ? other.Parts[i] : "0");
            if (order != 0) return order;
        }

        return 0;
    }

    [GeneratedRegex(@"^\s*[v=]?\s*(?<parts>[0-9]+(?:\.[0-9]+)*)(?:-(?<pre>[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]*)?\s*\z", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Grammar();
}
