using System.Diagnostics;
using System.IO.Compression;
using Plumbline.Guardrails.Models;
using Xunit;

namespace Plumbline.Guardrails.Tests.Models;

/// <summary>Hostile artifacts cost no more than they may, and what was left out is said.</summary>
public sealed class BoundsTests
{
    [Fact]
    public void Texts_that_double_through_the_memo_are_not_computed()
    {
        var program = "proto 4; text aaaaaaaaaaaaaaaa; binput 0; pop; " + string.Concat(Enumerable.Range(0, 60).Select(i => $"global operator concat; binget {i}; binget {i}; tuple2; reduce; binput {i + 1}; pop; ")) + "binget 60; text x; stackglobal; stop";

        var report = Judged.Pickle(program);

        Assert.Equal("undecidable-import", report.Signs[0].Kind);
    }

    [Fact]
    public void Lists_that_hold_one_another_end()
    {
        var program = "proto 4; emptylist; binput 0; binget 0; append; pop; " + string.Concat(Enumerable.Range(0, 100).Select(i => $"emptylist; binput {i + 1}; mark; binget {i}; binget {i}; binget {i}; appends; pop; ")) + "binget 100; stop";

        Assert.Equal(Verdict.Clean, Judged.Pickle(program).Verdict);
    }

    [Theory]
    [InlineData((byte)'(')]
    [InlineData((byte)']')]
    [InlineData((byte)')')]
    [InlineData((byte)'N')]
    public void A_million_of_one_opcode_are_read_at_once(byte op)
    {
        var bytes = new byte[4 << 20];
        Array.Fill(bytes, op);
        (bytes[0], bytes[1], bytes[^1]) = (0x80, 4, (byte)'.');

        var watch = Stopwatch.StartNew();
        Judged.Bytes(bytes);

        Assert.True(watch.Elapsed.TotalSeconds < 20, watch.Elapsed.ToString());
    }

    [Theory]
    [InlineData("80024949", 350_000, 0)]
    [InlineData("8002", 1_000_000, 0)]
    [InlineData("8002636F730A73797374656D0AFF", 45, 16 << 20)]
    public void What_lies_behind_a_pickle_is_looked_through_in_bounded_time(string repeated, int times, int zeros)
    {
        var piece = Convert.FromHexString(repeated);
        var bytes = new byte[5 + (piece.Length * times) + zeros];
        "\u0004N.z"u8.CopyTo(bytes.AsSpan(1));
        bytes[0] = 0x80;
        for (var i = 0; i < times; i++) piece.CopyTo(bytes, 5 + (i * piece.Length));

        var watch = Stopwatch.StartNew();
        Judged.Bytes(bytes);

        Assert.True(watch.Elapsed.TotalSeconds < 15, watch.Elapsed.ToString());
    }

    [Fact]
    public void Members_that_lie_on_one_another_are_read_in_bounded_time()
    {
        var zip = Zips.Of(Enumerable.Range(0, 2000).Select(_ => new Zips.Entry("a", [])).Prepend(new Zips.Entry("a", new byte[1 << 20])).ToArray());
        var directory = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        var first = zip.AsSpan(directory, 47).ToArray();
        for (var at = directory + 47; at + 47 <= zip.Length - 22; at += 47) first.CopyTo(zip, at);

        var report = Judged.Bytes(zip);

        Assert.Contains(report.NotScanned, u => u.Why.Contains("overlap", StringComparison.Ordinal));
        Assert.True(report.Members.Count < 100);
    }

    [Fact]
    public void A_length_beyond_the_file_ends_the_stream_and_what_ran_before_counts()
    {
        Assert.Equal(Verdict.Malicious, Judged.Pickle("proto 4; global os system; text ls; tuple1; reduce; raw 58FFFFFF7F4142").Verdict);
        Assert.Equal(Verdict.NotScanned, Judged.Pickle("proto 4; emptylist; raw 8EFFFFFFFFFFFFFFFF4142").Verdict);
        Assert.Equal(Verdict.NotScanned, Judged.Pickle("proto 4; emptylist; raw 54FFFFFFFF4142").Verdict);
    }

    [Fact]
    public void A_memo_entry_that_would_fill_the_memory_is_told() => Assert.Equal("memo-bomb", Judged.Pickle("proto 4; emptylist; longbinput 4000000000; stop").Signs[0].Kind);

    [Fact]
    public void A_zip_bomb_stops_at_the_budget()
    {
        using var held = new MemoryStream();
        using (var packed = new GZipStream(held, CompressionLevel.Optimal, leaveOpen: true))
        {
            packed.Write([0x80, 4]);
            var piece = new byte[1 << 20];
            Array.Fill(piece, (byte)'N');
            for (var i = 0; i < 64; i++) packed.Write(piece);
        }

        var report = Judged.Bytes(held.ToArray(), new Budget { MemberBytes = 1 << 20 });

        Assert.Equal(Verdict.NotScanned, report.Verdict);
        Assert.Contains(report.NotScanned, u => u.Why.Contains("longer than", StringComparison.Ordinal));
    }

    [Fact]
    public void What_ran_before_the_budget_ended_counts()
    {
        using var held = new MemoryStream();
        using (var packed = new GZipStream(held, CompressionLevel.Optimal, leaveOpen: true))
        {
            packed.Write(Assembler.Pickle("proto 4; global os system; text ls; tuple1; reduce; pop"));
            for (var i = 0; i < 4; i++) packed.Write(Enumerable.Repeat((byte)'N', 1 << 20).ToArray());
        }

        Assert.Equal(Verdict.Malicious, Judged.Bytes(held.ToArray(), new Budget { MemberBytes = 1 << 20 }).Verdict);
    }

    [Fact]
    public void Archives_in_archives_end()
    {
        var zip = Zips.Of(new Zips.Entry("a", [1, 2, 3]));
        for (var i = 0; i < 20; i++) zip = Zips.Of(new Zips.Entry("a", zip, Deflate: true));

        Assert.Contains(Judged.Bytes(zip).NotScanned, u => u.Why == "nested too deep");
    }

    [Fact]
    public void The_budget_of_steps_ends_a_stream_as_not_scanned()
    {
        var bytes = new byte[1 << 20];
        Array.Fill(bytes, (byte)'N');
        (bytes[0], bytes[1]) = (0x80, 4);

        Assert.Contains(Judged.Bytes(bytes, new Budget { Steps = 200_000 }).NotScanned, u => u.Why.Contains("steps", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_bytes_give_the_same_report()
    {
        var bytes = Assembler.Pickle("proto 4; global os system; text ls; tuple1; reduce; pop; global my.own Thing; emptytuple; newobj; stop");

        Assert.Equal(Judged.Bytes(bytes).Signs, Judged.Bytes(bytes).Signs);
    }
}
