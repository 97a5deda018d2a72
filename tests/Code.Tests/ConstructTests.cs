using System.Text;
using Xunit;

namespace Plumbline.Code.Tests;

/// <summary>Every construct of every language is read as its file of cases says. A case is `=== name`, the source, `--`, and what is read from it.</summary>
/// <remarks>PLUMB_ACCEPT=1 writes what came out; the diff is the review.</remarks>
public sealed class ConstructTests
{
    public static TheoryData<string> Files() => [.. Directory.GetFiles(Path.Combine(Readers.Here, "cases")).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Constructs_are_read_as_their_cases_say(string reader)
    {
        var file = Path.Combine(Readers.Here, "cases", reader + ".txt");
        var read = new StringBuilder();
        foreach (var (name, source) in Sources.Cases(reader)) read.Append($"=== {name}\n{source}--\n{Rendering.Of(Readers.Tree(reader, source))}\n");
        var now = read.ToString().TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("PLUMB_ACCEPT") == "1") File.WriteAllText(file, now);
        else Assert.Equal(File.ReadAllText(file), now);
    }
}
