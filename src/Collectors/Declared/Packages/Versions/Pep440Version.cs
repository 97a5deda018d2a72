using System.Numerics;
using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Declared.Packages.Versions;

/// <summary>A version as PEP 440 has it: epoch, release, pre-, post- and development release, local label.</summary>
internal sealed partial class Pep440Version : IComparable<Pep440Version>
{
    private readonly BigInteger? post;
    private readonly BigInteger? dev;

    private Pep440Version(Match match)
    {
        BigInteger? Number(string group) => match.Groups[group].Success ? match.Groups[group].Length > 0 ? BigInteger.Parse(match.Groups[group].ValueSpan) : BigInteger.Zero : null;
        Epoch = Number("epoch") ?? BigInteger.Zero;
        Release = [.. match.Groups["release"].Value.Split('.').Select(p => BigInteger.Parse(p))];
        if (match.Groups["pre"].Success) Pre = (Letter(match.Groups["prel"].Value.ToLowerInvariant()), Number("pren") ?? BigInteger.Zero);
        if (match.Groups["post"].Success) post = Number("postn") ?? Number("postm") ?? BigInteger.Zero;
        if (match.Groups["dev"].Success) dev = Number("devn") ?? BigInteger.Zero;
        Local = match.Groups["local"].Success ? match.Groups["local"].Value.ToLowerInvariant().Split('.', '-', '_') : [];
    }

    private Pep440Version(Pep440Version other) =>
        (Epoch, Release, Pre, post, dev, Local) = (other.Epoch, other.Release, other.Pre, other.post, other.dev, []);

    public BigInteger Epoch { get; }

    public BigInteger[] Release { get; }

    public (int Letter, BigInteger Number)? Pre { get; }

    public string[] Local { get; }

    public bool IsPost => post is not null;

    public bool IsPre => Pre is not null || dev is not null;

    public bool HasSuffix => IsPre || IsPost;

    /// <summary>The version without its local label.</summary>
    public Pep440Version Public => Local.Length == 0 ? this : new Pep440Version(this);

    public static Pep440Version? Parse(string text) =>
        text.Length <= 256 && Grammar().Match(text) is { Success: true } match ? new Pep440Version(match) : null;

    /// <summary>True where epoch and release are the same, trailing zeros apart.</summary>
    public bool HasBaseOf(Pep440Version other) => Epoch == other.Epoch && CompareRelease(other) == 0;

    /// <summary>True where the other begins with everything this one says.</summary>
    public bool IsPrefixOf(Pep440Version other)
    {
        if (Epoch != other.Epoch) return false;
        if (HasSuffix) return CompareRelease(other) == 0 && Pre == other.Pre && (post is null || post == other.post) && (dev is null || dev == other.dev);
        for (var i = 0; i < Release.Length; i++) if (Release[i] != other.At(i)) return false;
        return true;
    }

    public int CompareTo(Pep440Version? other)
    {
        if (other is null) return 1;
        var order = Epoch.CompareTo(other.Epoch);
        if (order == 0) order = CompareRelease(other);
        if (order == 0) order = PreKey.CompareTo(other.PreKey);
        if (order == 0) order = (post ?? BigInteger.MinusOne).CompareTo(other.post ?? BigInteger.MinusOne);
        if (order == 0) order = Nullable.Compare(dev, other.dev) is var d && dev is null != other.dev is null ? -d : Nullable.Compare(dev, other.dev);
        return order != 0 ? order : CompareLocal(Local, other.Local);
    }

    // A development release alone comes before any pre-release, a final one after them all.
    private (int, BigInteger) PreKey => Pre is { } pre ? (pre.Letter, pre.Number) : dev is not null && post is null ? (-1, BigInteger.Zero) : (9, BigInteger.Zero);

    private BigInteger At(int index) => index < Release.Length ? Release[index] : BigInteger.Zero;

    private int CompareRelease(Pep440Version other)
    {
        for (var i = 0; i < Math.Max(Release.Length, other.Release.Length); i++) if (At(i).CompareTo(other.At(i)) is not 0 and var order) return order;
        return 0;
    }

    private static int CompareLocal(string[] a, string[] b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var (x, y) = (char.IsAsciiDigit(a[i][0]) && a[i].All(char.IsAsciiDigit), b[i].All(char.IsAsciiDigit));
            var order = x != y ? x.CompareTo(y) : x ? BigInteger.Parse(a[i]).CompareTo(BigInteger.Parse(b[i])) : string.CompareOrdinal(a[i], b[i]);
            if (order != 0) return order;
        }

        return a.Length.CompareTo(b.Length);
    }

    private static int Letter(string text) => text[0] switch { 'a' => 0, 'b' => 1, _ => 2 };

    [GeneratedRegex(
        @"^\s*v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\.[0-9]+)*)"
        + @"(?<pre>[-_.]?(?<prel>alpha|beta|preview|pre|a|b|c|rc)(?:[-_.]?(?<pren>[0-9]+))?)?"
        + @"(?<post>-(?<postn>[0-9]+)|[-_.]?(?:post|rev|r)(?:[-_.]?(?<postm>[0-9]+))?)?"
        + @"(?<dev>[-_.]?dev(?:[-_.]?(?<devn>[0-9]+))?)?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Grammar();
}
