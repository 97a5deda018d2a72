using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Declared.DataFiles;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Collectors.Tests;

public sealed class DataFileTests
{
    private const string Card = "---\ntask_categories: [text-generation]\n---\n";

    [Theory]
    [InlineData(ParquetFile.Pack.None, false)]
    [InlineData(ParquetFile.Pack.None, true)]
    [InlineData(ParquetFile.Pack.Snappy, false)]
    [InlineData(ParquetFile.Pack.Snappy, true)]
    internal async Task Parquet_is_read_plain_and_through_a_dictionary(ParquetFile.Pack pack, bool isDictionary)
    {
        string[] mails = [.. Enumerable.Range(0, 100).Select(i => i % 4 == 0 ? $"user{i % 8}@corp.net" : "aaaaaaaaaaaaaaaa")];
        string[] texts = [.. Enumerable.Range(0, 100).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        var claims = await ClaimsOf(("README.md", Encoding.UTF8.GetBytes(Card)), ("a.parquet", ParquetFile.Of(pack, isDictionary, ("contact", mails), ("n", texts))));
        var held = Assert.Single(Said(claims, "contents"));
        Assert.Equal(("contact", "email", 25L, 100L), (held["column"].AsString, held["kind"].AsString, held["records"].AsInt, held["sampled"].AsInt));
        Assert.True(Assert.Single(Said(claims, "samples"))["whole"].IsTrue);
    }

    [Fact]
    public async Task A_compression_that_is_not_read_is_a_gap()
    {
        var claims = await ClaimsOf(("README.md", Encoding.UTF8.GetBytes(Card)), ("a.parquet", ParquetFile.Of(ParquetFile.Pack.Zstandard, false, ("a", ["x", "y"]))));
        Assert.Contains("zstd", Assert.Single(claims, c => c.Property == Claim.Reserved.Gap).Value.AsMap!["reason"].AsString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parquet_broken_at_any_byte_ends_without_an_exception()
    {
        var whole = ParquetFile.Of(ParquetFile.Pack.Snappy, true, ("contact", [.. Enumerable.Range(0, 40).Select(i => $"user{i}@corp.net")]));
        for (var i = 0; i < whole.Length; i++)
        {
            foreach (var bits in (byte[])[0x00, 0xFF, 0x80])
            {
                var broken = whole.ToArray();
                broken[i] ^= bits;
                await ClaimsOf(("README.md", Encoding.UTF8.GetBytes(Card)), ("a.parquet", bits == 0 ? whole[..i] : broken));
            }
        }
    }

    [Fact]
    public async Task A_column_that_is_called_so_and_looks_so_is_proof_and_one_that_is_only_called_so_is_not()
    {
        var text = "date_of_birth,diagnosis,salary,pan\n" + string.Concat(Enumerable.Range(1, 20).Select(i => $"1980-01-{i:00},E11.{i % 10},secret,x\n"));
        var proofs = Said(await ClaimsOf(("README.md", Encoding.UTF8.GetBytes(Card)), ("a.csv", Encoding.UTF8.GetBytes(text))), "contents")
            .Where(c => c["kind"].AsString is "date-of-birth" or "diagnosis" or "salary" or "payment-card").ToDictionary(c => c["column"].AsString!, c => c["proof"].AsString);
        Assert.Equal(new Dictionary<string, string?> { ["date_of_birth"] = "value", ["diagnosis"] = "form", ["salary"] = "name", ["pan"] = "name" }, proofs);
    }

    [Fact]
    public async Task A_large_file_is_sampled_over_its_whole_length()
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < 12 << 20; i++) text.Append("{\"prompt\": \"number ").Append(i).Append("\", \"completion\": \"").Append(text.Length > 11 << 20 ? "write to ann@corp.net" : "fine").Append("\"}\n");
        var claims = await ClaimsOf(("a.jsonl", Encoding.UTF8.GetBytes(text.ToString())));
        var sample = Assert.Single(Said(claims, "samples"));
        Assert.False(sample["whole"].IsTrue);
        Assert.InRange(sample["records"].AsInt, sample["sampled"].AsInt, 400_000);
        Assert.Equal("email", Assert.Single(Said(claims, "contents"))["kind"].AsString);
    }

    [Fact]
    public async Task A_value_is_never_said()
    {
        var claims = await ClaimsOf(("a.csv", "ann@corp.net,4539 1488 0343 6467\nbob@corp.net,4539148803436467\n"u8.ToArray()), ("train.py", "import trl\nload('a.csv')\n"u8.ToArray()));
        Assert.NotEmpty(Said(claims, "contents"));
        Assert.All(claims, c => Assert.DoesNotContain("corp.net", CollectorCases.Line(c), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_that_nothing_of_ai_names_is_left_alone() =>
        Assert.Empty(await ClaimsOf(("a.csv", "mail,n\nann@corp.net,1\n"u8.ToArray()), ("report.py", "open('a.csv')\n"u8.ToArray()), ("log.jsonl", "{\"messages\": [], \"request_id\": \"1\"}\n"u8.ToArray())));

    private static IEnumerable<MapValue> Said(IEnumerable<Claim> claims, string word) => claims.Where(c => c.Property == word).Select(c => c.Value.AsMap!);

    private static async Task<List<Claim>> ClaimsOf(params (string Path, byte[] Bytes)[] files) =>
        await new DataFilesCollector().CollectAsync(
            new Scope("case", CollectorCases.AsOf,
                [.. files.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => new EstateFile(f.Path, f.Bytes.Length, () => new MemoryStream(f.Bytes)))], ImmutableArray<(string, string)>.Empty),
            TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
