using System.Text.RegularExpressions;
using Plumbline.Collectors.Declared.Infrastructure;
using Plumbline.Collectors.Declared.Infrastructure.Bicep;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>Bicep as its compiler reads it, without the compiler.</summary>
public sealed partial class BicepTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3 - 7 / 2", "6")]
    [InlineData("-2 + 5", "3")]
    [InlineData("!false && 1 < 2", "true")]
    [InlineData("true ? 'a' : 'b'", "a")]
    [InlineData("false\n  ? 'a'\n  : 'b'", "b")]
    [InlineData("'a${1 + 1}b'", "a2b")]
    [InlineData("'\\${x} it\\'s \\u{41}'", "${x} it's A")]
    [InlineData("'''\na ${b} 'c''''", "a ${b} 'c'")]
    [InlineData("'${'in ${'n'}er'}'", "in ner")]
    [InlineData("[1, 2\n 3][2]", "3")]
    [InlineData("{ a: { 'b-c': 'x' } }.a['b-c']", "x")]
    [InlineData("{ ...{ a: 1, b: 2 }, a: 3 }.a", "3")]
    [InlineData("[for (x, i) in ['a', 'b']: '${x}${i}'][1]", "b1")]
    [InlineData("[for x in range(0, 4): if (x % 2 == 1) { v: x }][1].v", "3")]
    [InlineData("null ?? 'z'", "z")]
    [InlineData("'A' =~ 'a'", "true")]
    [InlineData("toUpper(concat('a', 'b'))", "AB")]
    [InlineData("format('{0}-{1}', 'a', 2)", "a-2")]
    [InlineData("union({ a: { b: 1 } }, { a: { c: 2 } }).a.b", "1")]
    [InlineData("length(union([1, 2], [2, 3]))", "3")]
    [InlineData("empty([]) && contains('abc', 'b')", "true")]
    [InlineData("join(split('a,b', ','), '-')", "a-b")]
    [InlineData("unknown ? 'a' : 'a'", "a")]
    [InlineData("false && unknown", "false")]
    [InlineData("first(['q'])!", "q")]
    public void An_expression_has_the_value_that_Bicep_gives_it(string text, string expected) => Assert.Equal(expected, Value(text).AsText);

    [Theory]
    [InlineData("unknown")]
    [InlineData("unknown ? 'a' : 'b'")]
    [InlineData("'a${unknown}'")]
    [InlineData("loadTextContent('x.txt')")]
    [InlineData("sort([2, 1], (a, b) => a < b)[0]")]
    [InlineData("[for x in unknown: x]")]
    [InlineData("{ ...unknown }.a.b")]
    [InlineData("utcNow()")]
    public void What_cannot_be_known_is_not_guessed(string text)
    {
        var value = Value(text);
        Assert.True(value.Unknown is not null || value.AsText is null);
    }

    [Theory]
    [InlineData("resource a")]
    [InlineData("param")]
    [InlineData("var a = 'x")]
    [InlineData("var a = [")]
    [InlineData("var a = { b }")]
    [InlineData("var a = 1 2")]
    [InlineData("what is this")]
    public void What_is_no_Bicep_says_on_which_line(string text)
    {
        Assert.Null(BicepText.Read(text, out var error));
        Assert.Contains("line 1", error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_beginning_of_a_file_and_no_file_with_a_character_less_makes_it_crash()
    {
        var text = File.ReadAllText(Path.Combine(CollectorCases.Root, "src/Collectors/Declared/Infrastructure/cases/bicep/estate/main.bicep"));
        for (var i = 0; i < text.Length; i++)
        {
            _ = BicepText.Read(text[..i], out _);
            _ = BicepText.Read(text.Remove(i, 1), out _);
        }
    }

    [Fact]
    public async Task A_Bicep_file_says_what_the_template_written_by_hand_says()
    {
        var claims = await CollectorCases.ClaimsOf(new InfrastructureCollector(), Path.Combine(CollectorCases.Root, "src/Collectors/Declared/Infrastructure/cases/bicep/estate"));
        var lines = claims.Split('\n');
        var (bicep, arm) = (Of(lines, "bicep:main.bicep#"), Of(lines, "arm:main.json#"));
        Assert.True(bicep.Count > 30);
        Assert.Equal(arm, bicep);
    }

    // Without where it is said: asset, word and value.
    private static List<string> Of(string[] lines, string scope) =>
        [.. lines.Where(l => l.Contains(scope, StringComparison.Ordinal) && !l.Contains(" gap = ", StringComparison.Ordinal)).Select(l => Origin().Replace(l.Replace(scope, "", StringComparison.Ordinal), "")).Order(StringComparer.Ordinal)];

    private static Term Value(string text)
    {
        var declarations = BicepText.Read($"var it = {text}\n", out var error);
        Assert.Null(error);
        return new BicepEvaluation(declarations!, BicepGiven.None, new Budget(), "", BicepDoors.None).Of(declarations![0].Value!);
    }

    [GeneratedRegex(" @ - < .*$")]
    private static partial Regex Origin();
}
