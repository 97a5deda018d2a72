using Plumbline.Collectors.Files;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>One place, however it is written.</summary>
public sealed class DataLocationTests
{
    [Theory]
    [InlineData("s3://bucket/prefix/", "s3://bucket/prefix")]
    [InlineData("S3://bucket/Prefix/*", "s3://bucket/Prefix")]
    [InlineData("s3a://bucket/prefix/x.jsonl", "s3://bucket/prefix/x.jsonl")]
    [InlineData("arn:aws:s3:::bucket/prefix/", "s3://bucket/prefix")]
    [InlineData("arn:aws-cn:s3:::bucket", "s3://bucket")]
    [InlineData("https://bucket.s3.eu-west-1.amazonaws.com/prefix/x?versionId=1", "s3://bucket/prefix/x")]
    [InlineData("https://s3.eu-west-1.amazonaws.com/bucket/prefix/", "s3://bucket/prefix")]
    [InlineData("https://my.bucket.s3.amazonaws.com/a%20b", "s3://my.bucket/a b")]
    [InlineData("gs://bucket/x/", "gs://bucket/x")]
    [InlineData("dbfs:/mnt/x/", "dbfs://mnt/x")]
    [InlineData("abfss://c@a.dfs.core.windows.net/x", "abfss://c@a.dfs.core.windows.net/x")]
    public void A_location_is_written_one_way(string text, string location) => Assert.Equal(location, DataLocation.Of(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("loan-history")]
    [InlineData("/home/someone/x.csv")]
    [InlineData("https://example.com/x")]
    [InlineData("https://s3.evil.example/bucket")]
    [InlineData("s3://")]
    public void What_is_no_shared_location_is_none(string? text) => Assert.Null(DataLocation.Of(text));

    [Theory]
    [InlineData("s3://b/p", "s3://b/p", true)]
    [InlineData("s3://b/p", "s3://b/p/x", true)]
    [InlineData("s3://b/p", "s3://b/p2", false)]
    [InlineData("s3://b/p/x", "s3://b/p", false)]
    public void Only_what_lies_below_is_held(string outer, string inner, bool holds) => Assert.Equal(holds, DataLocation.Holds(outer, inner));
}
