using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Declared.Infrastructure;
using Plumbline.Collectors.Declared.Infrastructure.Bicep;
using Plumbline.Posture.Scans;
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
    [InlineData("['a', 'b', 'c'][^1]", "c")]
    [InlineData("{ a: 1 }.?b.?c ?? 'none'", "none")]
    [InlineData("$'''\na${1 + 1}'b''''", "a2'b'")]
    [InlineData("$$'''${x}$${1}'''", "${x}1")]
    [InlineData("take('abc', 2)", "ab")]
    [InlineData("skip([1, 2, 3], 2)[0]", "3")]
    [InlineData("any({ a: 'x' }).a", "x")]
    [InlineData("items({ b: 1, a: 2 })[0].key", "a")]
    [InlineData("json('{\"a\": [1, 2]}').a[1]", "2")]
    [InlineData("map(range(0, 3), i => i * 2)[2]", "4")]
    [InlineData("length(filter([1, 2, 3], i => i > 1))", "2")]
    [InlineData("toObject([{ n: 'x', v: 'y' }], e => e.n, e => e.v).x", "y")]
    [InlineData("reduce([1, 2, 3], 0, (sum, i) => sum + i)", "6")]
    [InlineData("contains({ ...{ a: 1 } }, 'a')", "true")]
    [InlineData("max(1, 3) + min([4, 2])", "5")]
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
    [InlineData("length({ ...unknown })")]
    [InlineData("contains({ ...unknown }, 'a')")]
    [InlineData("{ a: 1, ...unknown }.a")]
    [InlineData("union({ a: 1 }, { ...unknown }).a")]
    [InlineData("{ '${unknown}': 1 }.a")]
    [InlineData("contains([unknown], 'a')")]
    [InlineData("readEnvironmentVariable('A', 'b')")]
    [InlineData("filter([1], i => unknown)")]
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
    [InlineData("var a 'x'")]
    [InlineData("output a string")]
    [InlineData("var a = 'x\\")]
    [InlineData("var a = 1 /* and")]
    [InlineData("var a = $'''b")]
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

    [Theory]
    [InlineData("#disable-next-line a-rule\nvar it = 'x'\n")]
    [InlineData("  #disable-diagnostics b c\nvar it = 'x'\n  #restore-diagnostics b\n")]
    [InlineData("@description('''\n it's {\n''')\nvar it = 'x'\n")]
    [InlineData("metadata m = '''\n a {\n'''\nvar it = 'x'")]
    [InlineData("type t =\n  | 'a'\n  | 'b'\nvar it = 'x'\n")]
    [InlineData("type t = {\n  @description('''don't [''')\n  a: string\n}\nvar it = 'x'\n")]
    [InlineData("func f(a string) string =>\n  '${a}'\nvar it = 'x'\n")]
    [InlineData("var other = [\r  1\r]\rvar it = 'x'\r")]
    [InlineData("var it = [\n  #disable-next-line c\n  'x'\n][0]\n")]
    public void What_stands_around_a_variable_does_not_hide_it(string text)
    {
        var declarations = BicepText.Read(text, out var error);
        Assert.Null(error);
        var it = Assert.Single(declarations!, d => d.Name == "it");
        Assert.Equal("x", new BicepEvaluation(declarations!, BicepGiven.None, new Budget(), "", BicepDoors.None).Of(it.Value!).AsText);
    }

    [Fact]
    public void A_value_nested_in_itself_without_end_is_kept_to_a_depth()
    {
        Term term = Term.Of("x");
        for (var i = 0; i < 100_000; i++) term = new ListTerm([term], 0);
        Assert.Contains("deeper", term.Unknown!.Why, StringComparison.Ordinal);
        Assert.False(Term.Same(term, term));
    }

    [Fact]
    public void A_value_that_holds_itself_many_times_over_is_not_walked_through()
    {
        Term term = Term.Of("x");
        for (var i = 0; i < 60; i++) term = new MapTerm([new("a", term), new("b", term), new("c", term)], 0);
        Assert.NotNull(term.Unknown);
        Assert.Equal(3, ((MapTerm)term).Entries.Length);
    }

    [Theory]
    [InlineData("[for i in range(0, 10000): [for j in range(0, 10000): '${i}${j}']]")]
    [InlineData("length([for i in range(0, 10000): replace('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'a', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb')]) + length(map(range(0, 10000), i => map(range(0, 10000), j => j)))")]
    public void What_would_cost_too_much_is_unknown(string text) => Assert.Equal("more than is evaluated", Value(text).Unknown?.Why);

    [Fact]
    public async Task A_file_that_breaks_leaves_the_others_alone()
    {
        var claims = await Claims(("bad.bicep", "var a = 'x\\"), ("good.bicep", Account("good", "publicNetworkAccess: 'Enabled'")), ("main.tf", "resource \"azurerm_cognitive_account\" \"x\" {\n  name = \"tf\"\n}\n"));
        Assert.Contains("`bad.bicep` is not read", claims, StringComparison.Ordinal);
        Assert.Contains("accounts/good publicAccess = true", claims, StringComparison.Ordinal);
        Assert.Contains("azurerm_cognitive_account.x publicAccess = true", claims, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("${ACCESS}")]
    [InlineData("${ACCESS=Disabled}")]
    [InlineData("$(ACCESS)")]
    [InlineData("x-#{ACCESS}#")]
    public async Task What_a_tool_fills_in_is_not_known(string value)
    {
        var claims = await Claims(
            ("main.bicep", "param access string = 'Disabled'\nparam all object\n" + Account("acc", "publicNetworkAccess: access, disableLocalAuth: all.a[0]")),
            ("main.parameters.json", $$"""{ "parameters": { "access": { "value": "{{value}}" }, "all": { "value": { "a": ["{{value}}"] } } } }"""));
        Assert.DoesNotContain("publicAccess = ", claims, StringComparison.Ordinal);
        Assert.DoesNotContain("localAuth = ", claims, StringComparison.Ordinal);
        Assert.Contains("environment variable ACCESS", claims, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_resources_than_are_followed_are_a_gap()
    {
        var claims = await Claims(("main.bicep", "resource a 'Microsoft.Search/searchServices@2024-06-01' = [for i in range(0, 1001): {\n  name: 'a${i}'\n}]\n"));
        Assert.Contains("makes more than 1000 resources", claims, StringComparison.Ordinal);
        Assert.DoesNotContain("searchServices/a1000 ", claims, StringComparison.Ordinal);
    }

    private static string Account(string name, string properties) =>
        $"resource {name} 'Microsoft.CognitiveServices/accounts@2024-10-01' = {{\n  name: '{name}'\n  kind: 'OpenAI'\n  properties: {{ {properties} }}\n}}\n";

    private static async Task<string> Claims(params (string Path, string Text)[] files)
    {
        var lines = new List<string>();
        var estate = files.Select(f => (f.Path, Bytes: Encoding.UTF8.GetBytes(f.Text))).Select(f => new EstateFile(f.Path, f.Bytes.Length, () => new MemoryStream(f.Bytes)));
        await foreach (var claim in new InfrastructureCollector().CollectAsync(new Scope("case", CollectorCases.AsOf, [.. estate], []), CancellationToken.None)) lines.Add(CollectorCases.Line(claim));
        return string.Join('\n', lines);
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
