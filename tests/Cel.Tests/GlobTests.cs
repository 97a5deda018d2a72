using Plumbline.Cel.Types;
using Xunit;

namespace Plumbline.Cel.Tests;

/// <summary>Patterns against every text they could mean.</summary>
public sealed class GlobTests
{
    private static readonly string[] Texts = [.. Enumerable.Range(0, 5).SelectMany(All)];

    [Theory]
    [InlineData("s3:*", "s3:GetObject", true)]
    [InlineData("s3:Get*", "s3:*", false)]
    [InlineData("s3:*", "s3:Get*", true)]
    [InlineData("s3:?etObject", "s3:*etObject", false)]
    [InlineData("*", "", true)]
    [InlineData("", "*", false)]
    public void A_pattern_covers_a_text_or_another_pattern(string pattern, string text, bool expected) => Assert.Equal(expected, Glob.Covers(pattern, text));

    [Fact]
    public void Case_counts_unless_told_otherwise() => Assert.Equal((false, true), (Glob.Covers("S3:*", "s3:x"), Glob.Covers("S3:*", "s3:x", ignoreCase: true)));

    [Fact]
    public void Covering_and_overlapping_are_true_of_every_text()
    {
        var random = new Random(3);
        for (var round = 0; round < 4_000; round++)
        {
            var (left, right) = (Pattern(random), Pattern(random));
            var (inLeft, inRight) = (Texts.Where(t => Glob.Covers(left, t)).ToHashSet(), Texts.Where(t => Glob.Covers(right, t)).ToHashSet());
            if (Glob.Covers(left, right)) Assert.Subset(inLeft, inRight);
            Assert.Equal(inLeft.Overlaps(inRight), Glob.Overlaps(left, right));
        }
    }

    private static IEnumerable<string> All(int length) => length == 0 ? [""] : All(length - 1).SelectMany(t => new[] { t + "a", t + "b" });

    private static string Pattern(Random random) => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => "ab*?"[random.Next(4)]));
}
