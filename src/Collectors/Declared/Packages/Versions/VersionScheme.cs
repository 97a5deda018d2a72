namespace Plumbline.Collectors.Declared.Packages.Versions;

/// <summary>How the versions of a registry are read, ordered and asked for.</summary>
public abstract class VersionScheme
{
    /// <summary>Longest text that is taken for a version or a range.</summary>
    protected const int Longest = 512;

    /// <summary>True where a text is a version.</summary>
    public abstract bool IsVersion(string text);

    /// <summary>Negative, zero or positive as the first is lower, equal or higher; null where one is no version.</summary>
    public abstract int? Compare(string a, string b);

    /// <summary>True where a version is one that a requirement asks for; null where either cannot be read.</summary>
    public abstract bool? Satisfies(string version, string requirement);

    /// <summary>The one version that a requirement asks for; null where it allows more than one.</summary>
    public abstract string? Exact(string requirement);

    /// <summary>True where a version lies in an interval such as `[1.0,2.0)`; null where it is none.</summary>
    protected bool? InInterval(string version, string interval)
    {
        if (interval.Length < 3 || interval[0] is not ('[' or '(') || interval[^1] is not (']' or ')')) return null;
        var parts = interval[1..^1].Split(',');
        if (parts.Length > 2) return null;
        var (low, high) = (parts[0].Trim(), parts[^1].Trim());
        if (parts.Length == 1 && (low.Length == 0 || interval[0] != '[' || interval[^1] != ']')) return null;
        int? above = low.Length == 0 ? 1 : Compare(version, low), below = high.Length == 0 ? -1 : Compare(version, high);
        if (above is null || below is null) return null;
        return (interval[0] == '[' ? above >= 0 : above > 0) && (interval[^1] == ']' ? below <= 0 : below < 0);
    }

    /// <summary>Compares whole numbers of any length, written in digits.</summary>
    protected internal static int CompareDigits(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.TrimStart('0');
        b = b.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }
}
