using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;
using Xunit;

namespace Plumbline.Cel.Tests;

public sealed class EvaluationTests
{
    private static readonly Value Seen = Value.PartialList(Value.Of("a"), Value.Of("b"));

    [Theory]
    [InlineData("approved.models.all(m, m != 'a')", Truth.False)]
    [InlineData("approved.models.all(m, m != 'z')", Truth.Unknown)]
    [InlineData("approved.models.exists(m, m == 'a')", Truth.True)]
    [InlineData("approved.models.exists(m, m == 'z')", Truth.Unknown)]
    [InlineData("approved.models.exists_one(m, m == 'a')", Truth.Unknown)]
    [InlineData("approved.models.exists_one(m, true)", Truth.False)]
    [InlineData("'a' in approved.models", Truth.True)]
    [InlineData("'z' in approved.models", Truth.Unknown)]
    [InlineData("size(approved.models) > 1", Truth.Unknown)]
    [InlineData("approved.models == ['a', 'b']", Truth.Unknown)]
    [InlineData("approved.models[0] == 'a'", Truth.Unknown)]
    [InlineData("approved.models.join(',') == 'a,b'", Truth.Unknown)]
    [InlineData("approved.models.filter(m, m == 'a').all(m, m == 'a')", Truth.Unknown)]
    [InlineData("approved.models.map(m, m + 'x').exists(m, m == 'ax')", Truth.True)]
    [InlineData("(approved.models + ['c']).exists(m, m == 'c')", Truth.True)]
    [InlineData("(approved.models + ['c']).all(m, m != 'd')", Truth.Unknown)]
    public void A_partial_list_never_speaks_for_what_was_not_seen(string text, Truth expected) =>
        Assert.Equal(expected, Rows.Test(text, ("approved.models", Seen)));

    [Theory]
    [InlineData("p && q", Truth.Unknown)]
    [InlineData("p || q", Truth.True)]
    [InlineData("!q", Truth.Unknown)]
    [InlineData("q && n / 0 == 1", Truth.Unknown)]
    [InlineData("has(deployed.guardrail)", Truth.Unknown)]
    [InlineData("has(asset.environment)", Truth.False)]
    [InlineData("has(n)", Truth.Unknown, true)]
    [InlineData("n in [1, 2, 3] && n <= params.hours", Truth.True)]
    public void Missing_evidence_is_unknown(string text, Truth expected, bool isError = false)
    {
        if (isError) Assert.Contains("has", Rows.Fault(text), StringComparison.Ordinal);
        else Assert.Equal(expected, Rows.Test(text, ("p", Value.True), ("n", Value.Of(3L)), ("asset.environment", Value.Error("says nothing"))));
    }

    [Fact]
    public void Missing_evidence_wins_over_an_error()
    {
        var program = Rows.Compile("n / 0 == 1 && q");

        Assert.True(program.Evaluate(Rows.Row(("n", Value.Of(1L)))).IsUnknown);
        Assert.Contains("zero", program.Evaluate(Rows.Row(("n", Value.Of(1L)), ("q", Value.True))).AsError!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_evaluation_ends_within_its_steps()
    {
        var ten = "[1,2,3,4,5,6,7,8,9,10]";
        var program = Rows.Compile(string.Concat(Enumerable.Range(0, 10).Select(i => $"{ten}.all(x{i}, ")) + "n > 0" + new string(')', 10));

        var result = program.Evaluate(Rows.Row(("n", Value.Of(1L))));

        Assert.Contains("10,000,000 steps", result.AsError!.Message, StringComparison.Ordinal);
        Assert.Equal(Truth.Unknown, program.Test(Rows.Row(("n", Value.Of(1L)))));
    }

    [Fact]
    public void A_value_that_doubles_on_every_level_is_bounded()
    {
        var text = string.Concat(Enumerable.Range(0, 60).Select(i => $"cel.bind(a{i + 1}, [a{i}, a{i}], ")) + "a60 == a60" + new string(')', 60);
        var program = Rows.Compile($"cel.bind(a0, [n], {text})");

        Assert.Equal(Truth.Unknown, program.Test(Rows.Row(("n", Value.Of(1L)))));
    }

    [Fact]
    public void A_program_knows_what_it_reads() =>
        Assert.Equal([Rows.Index("asset.environment"), Rows.Index("observed.calls")], Rows.Compile("asset.environment == 'x' || observed.calls.exists(c, c.count > 1)").Reads);

    [Fact]
    public void A_changed_expression_compiles_again()
    {
        var expr = (Syntax.Expr.Call)CelEnvironment.Parse("p && q", out _)!;

        var program = Rows.Environment.Compile(expr with { Function = "_||_" }, out _);

        Assert.Equal(Truth.True, program!.Test(Rows.Row(("p", Value.True))));
    }

    [Theory]
    [InlineData("asset.environment == 'production' && n > 2 && n in [3, 4, 5]")]
    [InlineData("observed.calls.all(c, c.base == 'claude' && c.count > 1)")]
    [InlineData("observed.calls.exists(c, c.region != 'eu-west-1') || has(asset.environment)")]
    [InlineData("p ? asset.regulated : size(observed.calls) > 2")]
    [InlineData("asset.environment.startsWith('prod') && asset.environment.contains('duct')")]
    [InlineData("observed.calls.all(c, approved.models.exists(m, m == c.base))")]
    public void A_test_allocates_nothing(string text)
    {
        var program = Rows.Compile(text);
        var row = Rows.Row(
            ("asset.environment", Value.Of("production")), ("n", Value.Of(3L)), ("p", Value.False), ("approved.models", Value.List(["x", "claude"])),
            ("observed.calls", Value.List(Rows.CallOf("claude", 2), Rows.CallOf("claude", 3))), ("asset.regulated", Value.True));
        for (var i = 0; i < 100; i++) program.Test(row);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++) program.Test(row);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
