using System.Runtime.CompilerServices;
using Xunit;

namespace Plumbline.Reports.Tests;

/// <summary>Each format of one whole report, byte for byte.</summary>
/// <remarks>PLUMB_ACCEPT=1 writes what came out; the diff is the review.</remarks>
public sealed class GoldenTests
{
    public static TheoryData<string> Formats() => [.. Catalogue.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_writes_the_same_bytes(string format)
    {
        var (actual, expected) = (Sample.In(format), Path.Combine(Folder, format + ".golden"));
        if (Environment.GetEnvironmentVariable("PLUMB_ACCEPT") == "1") File.WriteAllText(expected, actual);

        Assert.Equal(File.ReadAllText(expected), actual);
        Assert.Equal(actual, Sample.In(format));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_ends_lines_with_lf_and_holds_no_control_character(string format) =>
        Assert.DoesNotContain(Sample.In(format), c => char.IsControl(c) && c != '\n');

    private static string Folder { get; } = FindFolder();

    private static string FindFolder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "goldens");
}
