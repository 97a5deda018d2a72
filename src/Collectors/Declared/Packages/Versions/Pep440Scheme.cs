using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Declared.Packages.Versions;

/// <summary>Versions and version specifiers of Python packages (PEP 440).</summary>
/// <remarks>A specifier is asked whether it holds; that installers leave pre-releases out where finals exist is not part of it.</remarks>
internal sealed partial class Pep440Scheme : VersionScheme
{
    public override bool IsVersion(string text) => Pep440Version.Parse(text) is not null;

    public override int? Compare(string a, string b) => Pep440Version.Parse(a) is { } x && Pep440Version.Parse(b) is { } y ? x.CompareTo(y) : null;

    public override bool? Satisfies(string version, string requirement)
    {
        if (requirement.Length > Longest || Pep440Version.Parse(version) is not { } asked) return null;
        foreach (var part in requirement.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Holds(asked, version, part) is not { } holds) return null;
            if (!holds) return false;
        }

        return true;
    }

    public override string? Exact(string requirement)
    {
        foreach (var part in requirement.Split(',', StringSplitOptions.TrimEntries))
            if (Specifiers().Match(part) is { Success: true } m && m.Groups["op"].Value is "==" or "===" && !m.Groups["v"].Value.EndsWith(".*", StringComparison.Ordinal)) return m.Groups["v"].Value;
        return null;
    }

    private static bool? Holds(Pep440Version asked, string text, string specifier)
    {
        if (Specifiers().Match(specifier) is not { Success: true } match) return null;
        var (op, value) = (match.Groups["op"].Value, match.Groups["v"].Value);
        if (op == "===") return text.Trim().Equals(value, StringComparison.OrdinalIgnoreCase);
        var isPrefix = op is "==" or "!=" && value.EndsWith(".*", StringComparison.Ordinal);
        if (Pep440Version.Parse(isPrefix ? value[..^2] : value) is not { } than) return null;
        return op switch
        {
            "==" => IsSame(asked, than, isPrefix),
            "!=" => !IsSame(asked, than, isPrefix),
            ">=" => asked.Public.CompareTo(than) >= 0,
            "<=" => asked.Public.CompareTo(than) <= 0,
            "<" => asked.CompareTo(than) < 0 && (than.IsPre || !asked.IsPre || !asked.HasBaseOf(than)),
            ">" => asked.CompareTo(than) > 0 && (than.IsPost || !asked.IsPost || !asked.HasBaseOf(than)) && (asked.Local.Length == 0 || !asked.HasBaseOf(than)),
            _ => Compatible(asked, value, than),
        };
    }

    private static bool IsSame(Pep440Version asked, Pep440Version than, bool isPrefix) =>
        isPrefix ? than.IsPrefixOf(asked) : (than.Local.Length == 0 ? asked.Public : asked).CompareTo(than) == 0;

    // `~=2.2.1` is `>=2.2.1, ==2.2.*`.
    private static bool? Compatible(Pep440Version asked, string value, Pep440Version than)
    {
        if (than.Release.Length < 2 || than.Local.Length > 0) return null;
        var series = $"{than.Epoch}!{string.Join('.', than.Release[..^1])}";
        return asked.Public.CompareTo(than) >= 0 && Pep440Version.Parse(series)!.IsPrefixOf(asked);
    }

    [GeneratedRegex(@"^(?<op>===|==|!=|<=|>=|~=|<|>)\s*(?<v>\S+)\z", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Specifiers();
}
