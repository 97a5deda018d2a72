using System.IO.Compression;
using System.Text;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>A log that was cut off, or holds what cannot be read, says so; the rest of it still reads.</summary>
public sealed class RecordReadingTests
{
    private static readonly byte[] Lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 8).Select(i => $"{{\"n\":{i}}}\n")));

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public void A_gzip_file_cut_anywhere_is_noticed(CompressionLevel level)
    {
        var whole = Gzip(Lines, level);
        Assert.Equal((8, 0), Read(whole));
        for (var cut = 3; cut < whole.Length; cut++) Assert.True(Read(whole[..cut]).Broken > 0, $"cut at {cut} of {whole.Length} goes unnoticed");
    }

    [Fact]
    public void Gzip_members_one_after_another_are_one_file() =>
        Assert.Equal((16, 0), Read([.. Gzip(Lines, CompressionLevel.Optimal), .. Gzip(Lines, CompressionLevel.Optimal)]));

    [Fact]
    public void An_empty_file_has_no_records_and_nothing_broken() => Assert.Equal((0, 0), Read([]));

    [Fact]
    public void Half_a_line_does_not_swallow_the_next() => Assert.Equal((2, 1), Read("{\"n\":1}\n{\"n\":\n{\"n\":3}\n"u8.ToArray()));

    [Fact]
    public void Utf16_with_a_mark_reads() => Assert.Equal((8, 0), Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(Lines))]));

    private static (int Read, int Broken) Read(byte[] bytes)
    {
        using var records = new JsonRecords(new EstateFile("log.json", bytes.Length, () => new MemoryStream(bytes)), 1 << 20);
        var count = 0;
        while (records.Next()) count++;
        return (count, records.Broken);
    }

    private static byte[] Gzip(byte[] bytes, CompressionLevel level)
    {
        using var stored = new MemoryStream();
        using (var gzip = new GZipStream(stored, level)) gzip.Write(bytes);
        return stored.ToArray();
    }
}
