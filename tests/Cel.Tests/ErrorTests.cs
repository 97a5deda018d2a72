using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;
using Xunit;

namespace Plumbline.Cel.Tests;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("observed.calsl.all(c, true)", "line 1:1: `observed.calsl` is not known; did you mean `observed.calls`?")]
    [InlineData("p &&\n  observed.calls.all(c, c.bse == 'x')", "line 2:27: `call` has no field `bse`; did you mean `base`?")]
    [InlineData("p && 'x'", "line 1:6: `_&&_` expects bool, found string")]
    [InlineData("text.startWith('x')", "line 1:6: `startWith` is not a function; did you mean `startsWith`?")]
    [InlineData("text.contains(1)", "line 1:15: `contains` expects string, found int")]
    [InlineData("n +", "line 1:4: expected a value, found the end")]
    [InlineData("n == 'x'", "line 1:3: `_==_` does not take int and string")]
    [InlineData("observed.calls.all(c, d.base == '')", "line 1:23: `d` is not known")]
    [InlineData("p ? 1 : 'x'", "line 1:3: `_?_:_` does not take bool and int and string")]
    [InlineData("'abc", "line 1:1: this text has no closing `'`")]
    [InlineData("n # 1", "line 1:3: `#` does not belong in an expression")]
    public void An_error_says_where_and_what(string text, string message) => Assert.Equal(message, Rows.Fault(text));

    [Fact]
    public void An_unexpected_result_type_is_an_error() =>
        Assert.Equal("line 1:1: expected bool, found int", Rows.Fault("n + 1", CelType.Bool));

    [Fact]
    public void A_snippet_points_at_the_fault()
    {
        Rows.Environment.Compile("p &&\nnn", out var errors);

        Assert.Equal("nn\n^", Assert.Single(errors).Snippet);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("-(", ")")]
    [InlineData("p ? p : ", "")]
    public void Deep_nesting_is_an_error(string open, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, 10_000)) + "p" + string.Concat(Enumerable.Repeat(close, 10_000));

        Assert.Contains("nests at most", Rows.Fault(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!")]
    [InlineData("-")]
    [InlineData("1+")]
    public void A_long_chain_is_an_error(string part) =>
        Assert.Contains("in a row", Rows.Fault(string.Concat(Enumerable.Repeat(part, 40_000)) + "1"), StringComparison.Ordinal);

    [Fact]
    public void Thousands_of_conditions_in_a_row_compile() =>
        Assert.Equal(Truth.True, Rows.Test(string.Join(" && ", Enumerable.Repeat("p", 10_000)), ("p", Value.True)));

    [Fact]
    public void A_text_that_is_too_long_is_an_error() =>
        Assert.Contains("100,000 characters", Rows.Fault(new string(' ', 100_001)), StringComparison.Ordinal);
}
