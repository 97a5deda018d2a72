using Plumbline.Cel.Types;
using Plumbline.Server.Api;
using Xunit;

namespace Plumbline.Server.Tests.Api;

/// <summary>Filters of lists: what one request may ask of all items together.</summary>
public sealed class FilterTests
{
    private static readonly Value Words = Value.List(Enumerable.Range(0, 1000).Select(i => $"w{i}"));
    private static readonly Filter<int> Numbers = new(("n", CelType.Int, n => Value.Of(n)), ("words", CelType.List(CelType.String), _ => Words));

    [Theory]
    [InlineData("n == 3", 3)]
    [InlineData("n > 3 && words.exists(w, w == 'w7')", 4)]
    public void What_is_asked_within_bounds_is_answered(string condition, int first)
    {
        Assert.Equal(first, Numbers.Of([.. Enumerable.Range(0, 100)], condition, out var problem, TimeProvider.System, TestContext.Current.CancellationToken)![0]);
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("words.all(a, words.all(b, a + b != 'x'))", 1000)]
    [InlineData("words.all(a, words.all(b, words.all(c, a + b + c != 'x')))", 1)]
    public void What_takes_too_many_steps_of_all_items_together_is_refused(string condition, int items)
    {
        Assert.Null(Numbers.Of([.. Enumerable.Range(0, items)], condition, out var problem, null, TestContext.Current.CancellationToken));
        Assert.Contains("asks too much", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_takes_too_long_is_refused()
    {
        Assert.Null(Numbers.Of([1, 2, 3], "n == 3", out var problem, new Leaping(), TestContext.Current.CancellationToken));
        Assert.Contains("asks too much", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_goes_away_ends_it() =>
        Assert.Throws<OperationCanceledException>(() => Numbers.Of([1, 2, 3], "n == 3", out _, cancellation: new CancellationToken(canceled: true)));

    /// <summary>A clock on which every look is three seconds later.</summary>
    private sealed class Leaping : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => now += 3;
    }
}
