using FsCheck;
using FsCheck.Fluent;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;
using Xunit;

namespace Plumbline.Cel.Tests;

public sealed class KleeneTests
{
    private static readonly string[] Names = ["p", "q", "r"];
    private static readonly Truth[] All = [Truth.False, Truth.Unknown, Truth.True];

    public static TheoryData<Truth, Truth> Pairs => [.. All.SelectMany(a => All.Select(b => (a, b)))];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void And_is_the_least_or_the_greatest_and_not_the_mirror(Truth a, Truth b)
    {
        Assert.Equal(a < b ? a : b, Rows.Test("p && q", ("p", Said(a)), ("q", Said(b))));
        Assert.Equal(a > b ? a : b, Rows.Test("p || q", ("p", Said(a)), ("q", Said(b))));
        Assert.Equal((Truth)(2 - (int)a), Rows.Test("!p", ("p", Said(a))));
    }

    [Fact]
    public void Test_evaluation_and_trace_agree_with_the_tables() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var truths = Names.ToDictionary(n => n, _ => All[random.Next(3)]);
            var elements = Enumerable.Range(0, random.Next(4)).Select(_ => All[random.Next(3)]).ToArray();
            var isPartial = random.Next(2) == 0;
            var (text, expected) = Tree(random, 4, truths, elements, isPartial);
            var models = elements.Select(e => Value.Of(e.ToString())).ToArray();
            var row = Rows.Row([.. truths.Select(t => (t.Key, Said(t.Value))), ("approved.models", isPartial ? Value.PartialList([.. models]) : Value.List([.. models]))]);
            var program = Rows.Compile(text);
            var steps = new List<TraceStep>();
            var traced = Truths.Of(program.Traced(row, steps));
            return (program.Test(row), Truths.Of(program.Evaluate(row)), traced) == (expected, expected, expected)
                && steps.All(s => program.Reads.Contains(s.Variable)) && (steps.Count > 0 || program.Reads.IsEmpty || text.Contains("true", StringComparison.Ordinal));
        }));

    [Theory]
    [InlineData("p && q", "p:-1")]
    [InlineData("r || p", "r:-1")]
    [InlineData("observed.calls.all(c, c.count > 2)", "observed.calls:0,observed.calls:1")]
    [InlineData("observed.calls.exists(c, c.count == 2)", "observed.calls:1")]
    [InlineData("observed.calls.all(c, approved.models.exists(m, m == c.base))", "observed.calls:2,approved.models:-1")]
    [InlineData("observed.calls.filter(c, c.count > 2).size() == 1", "observed.calls:2")]
    [InlineData("observed.calls.all(c, c.count < 9)", "observed.calls:-1")]
    public void A_trace_names_what_decided(string text, string expected)
    {
        var row = Rows.Row(
            ("p", Value.False), ("r", Value.True), ("approved.models", Value.List(["a", "b"])),
            ("observed.calls", Value.List(Rows.CallOf("a", 1), Rows.CallOf("b", 2), Rows.CallOf("z", 3))));
        var steps = new List<TraceStep>();

        Rows.Compile(text).Trace(row, steps);

        Assert.Equal(expected, string.Join(',', steps.Select(s => $"{Rows.Environment.Variables[s.Variable].Name}:{s.Element}")));
    }

    private static Value Said(Truth truth) => truth switch
    {
        Truth.True => Value.True,
        Truth.False => Value.False,
        _ => Value.Unknown("nobody looked"),
    };

    private static (string Text, Truth Truth) Tree(Random random, int depth, Dictionary<string, Truth> truths, Truth[] elements, bool isPartial)
    {
        if (depth == 0 || random.Next(5) == 0)
        {
            var name = truths.Keys.ElementAt(random.Next(3));
            return (name, truths[name]);
        }

        var (a, x) = Tree(random, depth - 1, truths, elements, isPartial);
        var (b, y) = Tree(random, depth - 1, truths, elements, isPartial);
        var edge = isPartial ? Truth.Unknown : Truth.True;
        return random.Next(6) switch
        {
            0 => ($"({a} && {b})", x < y ? x : y),
            1 => ($"({a} || {b})", x > y ? x : y),
            2 => ($"!{a}", (Truth)(2 - (int)x)),
            3 => ($"({a} ? {b} : !{b})", x == Truth.True ? y : x == Truth.False ? (Truth)(2 - (int)y) : Truth.Unknown),
            4 => ($"approved.models.all(m, m == 'True' || m == 'Unknown' && {a})",
                elements.Select(e => e == Truth.Unknown ? x : e).Append(edge).Min()),
            _ => ($"approved.models.exists(m, m == 'True' || m == 'Unknown' && {a})",
                elements.Select(e => e == Truth.Unknown ? x : e).Append((Truth)(2 - (int)edge)).Max()),
        };
    }
}
