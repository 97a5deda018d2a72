using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Declared.Packages.Versions;

/// <summary>Semantic versions with the ranges of npm; Cargo writes commas, and a bare version there means a caret.</summary>
/// <param name="isBareCaret">True for Cargo.</param>
internal sealed partial class SemVerScheme(bool isBareCaret) : VersionScheme
{
    private const int MostSets = 64;

    public override bool IsVersion(string text) => SemVersion.Parse(text) is not null;

    public override int? Compare(string a, string b) => SemVersion.Parse(a) is { } x && SemVersion.Parse(b) is { } y ? x.CompareTo(y) : null;

    public override string? Exact(string requirement)
    {
        var text = requirement.Trim();
        var isEqual = text.StartsWith('=');
        if (isBareCaret && !isEqual) return null;
        text = text.TrimStart('=').Trim();
        return Exacts().IsMatch(text) ? text : null;
    }

    public override bool? Satisfies(string version, string requirement)
    {
        if (requirement.Length > Longest || SemVersion.Parse(version) is not { } asked) return null;
        var sets = requirement.Split("||");
        if (sets.Length > MostSets) return null;
        var any = false;
        foreach (var set in sets)
        {
            if (Bounds(set.Trim()) is not { } bounds) return null;
            any |= bounds.TrueForAll(b => b.Holds(asked))
                && (asked.Pre.Length == 0 || bounds.Exists(b => b.Than.Pre.Length > 0 && b.Than.HasNumbersOf(asked)));
        }

        return any;
    }

    private List<Bound>? Bounds(string set)
    {
        if (Hyphens().Match(set) is { Success: true } hyphen)
            return Partial.Parse(hyphen.Groups[1].Value) is { } low && Partial.Parse(hyphen.Groups[2].Value) is { } high ? [.. low.AtLeast(), .. high.AtMost()] : null;
        var bounds = new List<Bound>();
        foreach (var part in Gaps().Replace(set, "$1").Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Comparators().Match(part) is not { Success: true } match || Partial.Parse(match.Groups["v"].Value) is not { } partial) return null;
            var op = match.Groups["op"].Value;
            bounds.AddRange(partial.Under(op.Length == 0 && isBareCaret && !partial.IsWild ? "^" : op));
        }

        return bounds;
    }

    [GeneratedRegex(@"^v?[0-9]+\.[0-9]+\.[0-9]+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?\z", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Exacts();

    [GeneratedRegex(@"^(\S+)\s+-\s+(\S+)\z", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Hyphens();

    [GeneratedRegex(@"([<>=~^])\s+", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Gaps();

    [GeneratedRegex(@"^(?<op>~>|<=|>=|<|>|=|~|\^)?(?<v>[^<>=~^]*)\z", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Comparators();

    /// <summary>One side of a range.</summary>
    private readonly record struct Bound(string Op, SemVersion Than)
    {
        public bool Holds(SemVersion asked) => Op switch
        {
            "<" => asked.CompareTo(Than) < 0,
            "<=" => asked.CompareTo(Than) <= 0,
            ">" => asked.CompareTo(Than) > 0,
            ">=" => asked.CompareTo(Than) >= 0,
            _ => asked.CompareTo(Than) == 0,
        };
    }

    /// <summary>A version of which parts may be left open: `1`, `1.2.x`, `*`.</summary>
    private sealed partial record Partial(ulong[] Given, string[] Pre, bool IsWild)
    {
        public static Partial? Parse(string text)
        {
            if (Grammar().Match(text) is not { Success: true } match) return null;
            var parts = text.Length == 0 ? [] : match.Groups["parts"].Value.Split('.');
            var given = new List<ulong>();
            foreach (var part in parts)
            {
                if (part is "x" or "X" or "*") break;
                if (!ulong.TryParse(part, out var number) || number == ulong.MaxValue) return null;
                given.Add(number);
            }

            var isWhole = given.Count == 3;
            return new Partial([.. given], isWhole && match.Groups["pre"].Success ? match.Groups["pre"].Value.Split('.') : [], given.Count < parts.Length || parts.Length == 0);
        }

        public IEnumerable<Bound> AtLeast() => Given.Length == 0 ? [] : [new Bound(">=", Low)];

        public IEnumerable<Bound> AtMost() => Given.Length == 3 ? [new Bound("<=", Low)] : Given.Length == 0 ? [] : [new Bound("<", Next(Given.Length - 1))];

        public IEnumerable<Bound> Under(string op) => op switch
        {
            "^" => Given.Length == 0 ? [] : [.. AtLeast(), new Bound("<", Next(Math.Min(FirstNonZero(), Given.Length - 1)))],
            "~" or "~>" => Given.Length == 0 ? [] : [.. AtLeast(), new Bound("<", Next(Math.Min(1, Given.Length - 1)))],
            ">=" => AtLeast(),
            "<=" => AtMost(),
            ">" => Given.Length == 3 ? [new Bound(">", Low)] : Given.Length == 0 ? [Nothing] : [new Bound(">=", Next(Given.Length - 1) with { Pre = [] })],
            "<" => Given.Length == 3 ? [new Bound("<", Low)] : Given.Length == 0 ? [Nothing] : [new Bound("<", Low with { Pre = ["0"] })],
            _ => Given.Length == 3 ? [new Bound("=", Low)] : [.. AtLeast(), .. AtMost()],
        };

        private static Bound Nothing => new("<", new SemVersion(["0", "0", "0"], ["0"]));

        private SemVersion Low => new([Digits(0), Digits(1), Digits(2)], Pre);

        // The first version after all that share the parts up to this one, its pre-releases included.
        private SemVersion Next(int part) => new([.. Enumerable.Range(0, 3).Select(i => i < part ? Digits(i) : i == part ? (Given[i] + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : "0")], ["0"]);

        private int FirstNonZero() => Array.FindIndex(Given, g => g > 0) is var at and >= 0 ? at : 2;

        private string Digits(int part) => part < Given.Length ? Given[part].ToString(System.Globalization.CultureInfo.InvariantCulture) : "0";

        [GeneratedRegex(@"^(?:v?(?<parts>(?:[0-9]+|[xX*])(?:\.(?:[0-9]+|[xX*])){0,2})(?:-(?<pre>[0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?)?\z", RegexOptions.CultureInvariant, 20_000)]
        private static partial Regex Grammar();
    }
}
