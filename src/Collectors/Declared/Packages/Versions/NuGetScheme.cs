namespace Plumbline.Collectors.Declared.Packages.Versions;

/// <summary>Versions of NuGet: up to four numbers, pre-releases without letter case, intervals, floating ends.</summary>
internal sealed class NuGetScheme : VersionScheme
{
    public override bool IsVersion(string text) => SemVersion.Parse(text, 4) is not null;

    public override int? Compare(string a, string b) =>
        SemVersion.Parse(a, 4) is { } x && SemVersion.Parse(b, 4) is { } y ? x.CompareTo(y, StringComparison.OrdinalIgnoreCase) : null;

    // A bare version is a floor, but the lowest that answers it is taken, so that it names one as long as the registry has it.
    public override string? Exact(string requirement)
    {
        var text = requirement.Trim();
        if (text.StartsWith('[') && text.EndsWith(']') && !text.Contains(',', StringComparison.Ordinal)) text = text[1..^1].Trim();
        return IsVersion(text) ? text : null;
    }

    public override bool? Satisfies(string version, string requirement)
    {
        var text = requirement.Trim();
        if (text.Length > Longest || !IsVersion(version)) return null;
        if (text.Contains('*', StringComparison.Ordinal)) return Floats(version, text);
        if (IsVersion(text)) return Compare(version, text) >= 0;
        return InInterval(version, text);
    }

    private static bool? Floats(string version, string text)
    {
        if (text.StartsWith('[') || text.StartsWith('(')) return null;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var (numbers, pre) = dash < 0 ? (text, null) : (text[..dash], text[(dash + 1)..]);
        var asked = SemVersion.Parse(version, 4)!;
        if (pre is null && asked.Pre.Length > 0) return false;
        if (!numbers.EndsWith('*')) return pre is ['*'] or [.., '*'] && SemVersion.Parse(numbers, 4) is { } fixedTo ? asked.HasNumbersOf(fixedTo) && string.Join('.', asked.Pre).StartsWith(pre[..^1], StringComparison.OrdinalIgnoreCase) : null;
        var prefix = numbers[..^1].TrimEnd('.');
        if (prefix.Length == 0) return true;
        if (SemVersion.Parse(prefix, 4) is null) return null;
        var parts = prefix.Split('.');
        return parts.Index().All(p => CompareDigits(p.Index < asked.Parts.Length ? asked.Parts[p.Index] : "0", p.Item) == 0);
    }
}
