using System.IO.Compression;
using System.Text;
using Plumbline.Guardrails.Models;
using Xunit;

namespace Plumbline.Guardrails.Tests.Models;

/// <summary>A pickle is found in whatever it is packed in, and the same packing around a harmless one stays quiet.</summary>
public sealed class ContainerTests
{
    private static readonly byte[] Bad = Assembler.Pickle("proto 4; text os; text system; stackglobal; text ls; tuple1; reduce; stop");
    private static readonly byte[] Good = Assembler.Pickle("proto 4; emptydict; mark; text a; num 1; setitems; stop");

    public static TheoryData<string> Ways() => [.. Packings.Keys];

    private static readonly Dictionary<string, Func<byte[], byte[]>> Packings = new()
    {
        ["nothing"] = p => p,
        ["zip, stored"] = p => Zips.Of(new Zips.Entry("a", p)),
        ["zip, deflated"] = p => Zips.Of(new Zips.Entry("a", p, Deflate: true)),
        ["zip with a wrong checksum"] = p => Zips.Of(new Zips.Entry("a", p, WrongChecksum: true)),
        ["zip whose headers call it encrypted"] = p => Zips.Of(new Zips.Entry("a", p, Flags: 1)),
        ["zip whose headers call it a patch"] = p => Zips.Of(new Zips.Entry("a", p, Flags: 0x20)),
        ["zip whose headers call it strongly encrypted"] = p => Zips.Of(new Zips.Entry("a", p, Flags: 0x40, Deflate: true)),
        ["zip behind other bytes"] = p => [.. "#!/bin/sh\n"u8, .. Zips.Of(new Zips.Entry("a", p))],
        ["zip in a zip"] = p => Zips.Of(new Zips.Entry("x.bin", Zips.Of(new Zips.Entry("a", p, Deflate: true)))),
        ["gzip"] = Gzip,
        ["gzip in gzip"] = p => Gzip(Gzip(p)),
        ["zlib"] = Zlib,
        ["joblib's old zlib"] = p => [.. "ZF0x"u8, .. Encoding.ASCII.GetBytes($"{p.Length,-17:x}"), .. Zlib(p)],
        ["tar"] = p => Tar("pickle", p),
        ["tar in gzip"] = p => Gzip(Tar("weights.bin", p)),
        ["an object array"] = p => [0x93, .. "NUMPY"u8, 1, 0, 54, 0, .. Encoding.ASCII.GetBytes("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}"), .. p],
        ["an archive of arrays"] = p => Zips.Of(new Zips.Entry("arr_0.npy", [0x93, .. "NUMPY"u8, 1, 0, 54, 0, .. Encoding.ASCII.GetBytes("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}"), .. p], Deflate: true)),
        ["PyTorch's old file"] = p => Assembler.Join(Assembler.Pickle("proto 2; raw 8A0A6CFC9C46F9206AA85019; stop"), Assembler.Pickle("proto 2; raw 4DE903; stop"), Assembler.Pickle("proto 2; emptydict; stop"), p, Assembler.Pickle("proto 2; emptylist; stop"), new byte[64]),
        ["the stream of an array of joblib's"] = p => Assembler.Join(
            Assembler.Pickle("proto 4; emptylist; mark; global joblib.numpy_pickle NumpyArrayWrapper; emptytuple; newobj; emptydict; mark; text shape; num 2; num 3; tuple2; text dtype; global numpy dtype; text f8; tuple1; reduce; text numpy_array_alignment_bytes; num 16; setitems; build"),
            [3, 0, 0, 0, .. new byte[48]], Assembler.Pickle("pop; none; appends"), p[2..]),
        ["an array of objects of joblib's"] = p => Assembler.Join(
            Assembler.Pickle("proto 4; emptylist; mark; global joblib.numpy_pickle NumpyArrayWrapper; emptytuple; newobj; emptydict; mark; text shape; num 2; tuple1; text dtype; global numpy dtype; text O8; tuple1; reduce; setitems; build"),
            p, Assembler.Pickle("appends; stop")),
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_pickle_is_judged_wherever_it_is_packed(string way)
    {
        var (bad, good) = (Judged.Bytes(Packings[way](Bad)), Judged.Bytes(Packings[way](Good)));

        Assert.True(bad.Verdict == Verdict.Malicious, $"{bad.Verdict} {bad.Format} {string.Join(" · ", bad.NotScanned)}");
        Assert.True(good.Verdict == Verdict.Clean, $"{good.Verdict} {good.Format} {string.Join(" · ", good.Signs)} {string.Join(" · ", good.NotScanned)}");
    }

    [Fact]
    public void A_member_that_the_directory_hides_is_judged()
    {
        var report = Judged.Bytes(Zips.Of(new Zips.Entry("a", Good), new Zips.Entry("b", Bad, Listed: false)));

        Assert.Equal(Verdict.Malicious, report.Verdict);
        Assert.Contains(report.Signs, s => s.Kind == "unlisted-member");
    }

    [Fact]
    public void A_member_with_two_names_and_two_methods_is_judged_both_ways()
    {
        var report = Judged.Bytes(Zips.Of(new Zips.Entry("a", Bad, Deflate: true, Method: 0, LocalMethod: 8, Local: "b")));

        Assert.Equal(Verdict.Malicious, report.Verdict);
        Assert.Contains(report.Signs, s => s.Kind == "renamed-member");
    }

    [Fact]
    public void A_zip_without_its_directory_is_read_and_not_called_whole()
    {
        var zip = Zips.Of(new Zips.Entry("a", Bad), new Zips.Entry("b", Good));
        var report = Judged.Bytes(zip[..^60]);

        Assert.Equal(Verdict.Malicious, report.Verdict);
        Assert.NotEmpty(report.NotScanned);
    }

    [Theory]
    [InlineData("../../etc/cron.d/x", Verdict.Malicious)]
    [InlineData("a/../../b", Verdict.Malicious)]
    [InlineData("..\\x", Verdict.Malicious)]
    [InlineData("a/../b", Verdict.Clean)]
    [InlineData("a..b/..c", Verdict.Clean)]
    public void A_name_that_leaves_the_folder_is_told(string name, Verdict verdict) => Assert.Equal(verdict, Judged.Bytes(Zips.Of(new Zips.Entry(name, Good))).Verdict);

    [Fact]
    public void A_link_that_leaves_the_folder_is_told() =>
        Assert.Equal("link-traversal", Judged.Bytes(Zips.Of(new Zips.Entry("a/b", Encoding.UTF8.GetBytes("../../secret"), Mode: 0xA1FF))).Signs[0].Kind);

    [Fact]
    public void What_is_encrypted_is_not_scanned_and_never_clean()
    {
        var noise = new byte[64];
        new Random(1).NextBytes(noise);
        noise[0] = 0xFF;

        Assert.Equal(Verdict.NotScanned, Judged.Bytes(Zips.Of(new Zips.Entry("a", noise, Flags: 1))).Verdict);
    }

    [Fact]
    public void What_is_packed_by_a_method_nobody_reads_is_not_scanned() =>
        Assert.Equal(Verdict.NotScanned, Judged.Bytes(Zips.Of(new Zips.Entry("a", Good, Method: 99))).Verdict);

    [Fact]
    public void A_file_that_is_two_things_is_judged_as_both()
    {
        var report = Judged.Bytes(Assembler.Join(Bad, Zips.Of(new Zips.Entry("a", Good))));

        Assert.Equal(["zip", "pickle"], report.Formats.Where(f => f is "zip" or "pickle"));
        Assert.Equal(Verdict.Malicious, report.Verdict);
        Assert.Equal(Verdict.Malicious, Judged.Bytes(Assembler.Join(Good, Zips.Of(new Zips.Entry("a", Bad)))).Verdict);
    }

    [Fact]
    public void A_pickle_behind_another_ones_end_is_looked_at()
    {
        Assert.Equal(Verdict.Malicious, Judged.Bytes(Assembler.Join(Good, [1, 2, 3, 4, 5], Bad)).Verdict);
        Assert.Equal(Verdict.Clean, Judged.Bytes(Assembler.Join(Good, [1, 2, 3, 4, 5], new byte[32])).Verdict);
    }

    [Fact]
    public void Bytes_of_no_known_format_are_not_scanned() => Assert.Equal((Verdict.NotScanned, "unknown"), (Judged.Bytes([1, 2, 3, 4, 5, 6, 7, 8]).Verdict, Judged.Bytes([1, 2, 3]).Format));

    [Theory]
    [InlineData("class Foo:\n    pass\nimport os\n")]
    [InlineData("import os\nfrom x import y\n")]
    [InlineData("include this\nand that\n")]
    [InlineData("Notes on the model.\n\nIt is good.\n")]
    [InlineData("{\"a\": 1}\n")]
    public void Text_is_no_pickle(string text) => Assert.DoesNotContain("pickle", Judged.Bytes(Encoding.UTF8.GetBytes(text)).Formats);

    private static byte[] Gzip(byte[] content) => Packed(content, s => new GZipStream(s, CompressionLevel.Optimal, leaveOpen: true));

    private static byte[] Zlib(byte[] content) => Packed(content, s => new ZLibStream(s, CompressionLevel.Optimal, leaveOpen: true));

    private static byte[] Packed(byte[] content, Func<Stream, Stream> open)
    {
        using var held = new MemoryStream();
        using (var packed = open(held)) packed.Write(content);
        return held.ToArray();
    }

    private static byte[] Tar(string name, byte[] content)
    {
        using var held = new MemoryStream();
        using (var writer = new System.Formats.Tar.TarWriter(held, System.Formats.Tar.TarEntryFormat.Pax, leaveOpen: true))
        {
            using var data = new MemoryStream(content);
            writer.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, name) { DataStream = data });
        }

        return held.ToArray();
    }
}
