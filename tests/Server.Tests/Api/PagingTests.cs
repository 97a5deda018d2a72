using Plumbline.Server.Api;
using Xunit;

namespace Plumbline.Server.Tests.Api;

/// <summary>Pages of lists that change between them.</summary>
public sealed class PagingTests
{
    private static readonly string[] First = ["a 1", "b 2", "c 3", "d 4", "e 5"];

    [Theory]
    [InlineData("a 1,b 2,c 3,d 4,e 5", "c 3,d 4,e 5")]
    [InlineData("a 1,c 3,d 4,e 5", "c 3,d 4,e 5")]
    [InlineData("a 1,c 3,d 4,e 5,f 2", "c 3,d 4,e 5,f 2")]
    [InlineData("a 1,a 9,b 2,c 3,d 4,e 5", "c 3,d 4,e 5")]
    [InlineData("c 3,d 4,e 5", "c 3,d 4,e 5")]
    [InlineData("a 1", "")]
    public void A_list_goes_on_behind_where_the_last_item_stood_whether_it_moved_or_went_away(string now, string rest)
    {
        var next = Paging.Cut(First, Name, null, 2, out _, i => i)!.Next;
        var page = Paging.Cut(now.Split(','), Name, next, null, out var problem, i => i)!;
        Assert.Null(problem);
        Assert.Equal(rest, string.Join(',', page.Items));
    }

    [Fact]
    public void A_cursor_is_short_however_long_what_it_names()
    {
        string[] all = [.. Enumerable.Range(0, 5).Select(i => $"{new string('x', 8000)}{i}")];
        foreach (var rank in new Func<string, string>?[] { null, i => i })
        {
            var (next, seen) = ((string?)null, new List<string>());
            do
            {
                var page = Paging.Cut(all, i => i, next, 2, out _, rank)!;
                seen.AddRange(page.Items);
                next = page.Next;
                Assert.True(next is null || next.Length < 600);
            }
            while (next is not null);
            Assert.Equal(all, seen);
        }
    }

    [Fact]
    public void A_cursor_or_limit_that_cannot_be_meant_says_so()
    {
        Assert.Equal("`cursor` is none that this list gave; begin without one", Problem("%%"));
        Assert.Equal("`limit` is 0; choose 1 to 1000", Problem(null, 0));
    }

    private static string? Problem(string? cursor, int? limit = null)
    {
        Paging.Cut(First, Name, cursor, limit, out var problem);
        return problem;
    }

    private static string Name(string item) => item[^1..];
}
