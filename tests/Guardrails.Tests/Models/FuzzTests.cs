using Plumbline.Fuzz.Models;
using Xunit;

namespace Plumbline.Guardrails.Tests.Models;

/// <summary>Changed artifacts never make the judge throw, hang, or call clean what it did not read. `fuzz/run models` goes on for longer.</summary>
public sealed class FuzzTests
{
    public static TheoryData<string> Formats() => [.. Seeds.All.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Changed_artifacts_are_judged_and_nothing_escapes(string format)
    {
        var run = new Rounds(Seeds.All[format], 7);

        for (var i = 0; i < 300; i++) Assert.Null(run.Once());
    }
}
