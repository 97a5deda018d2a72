using Plumbline.Collectors.Declared.Infrastructure;
using Plumbline.Collectors.Declared.Infrastructure.Terraform;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>HCL as Terraform reads it, without Terraform.</summary>
public sealed class HclTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("-2 + 5", "3")]
    [InlineData("!false && 1 < 2", "true")]
    [InlineData("true ? \"a\" : \"b\"", "a")]
    [InlineData("\"a${1 + 1}b\"", "a2b")]
    [InlineData("\"$${x} %%{y}\"", "${x} %{y}")]
    [InlineData("\"a\\tb\\u0041\\n\"", "a\tbA\n")]
    [InlineData("\"%{ if 1 == 1 }yes%{ else }no%{ endif }\"", "yes")]
    [InlineData("\"%{ for x in [1, 2] }${x},%{ endfor }\"", "1,2,")]
    [InlineData("[for k, v in { b = 2, a = 1 } : \"${k}${v}\"][0]", "a1")]
    [InlineData("{ for x in [\"a\", \"b\"] : x => upper(x) if x != \"a\" }.b", "B")]
    [InlineData("([{ a = 1 }, { a = 2 }][*].a)[1]", "2")]
    [InlineData("length({ a = 1, b = 2 })", "2")]
    [InlineData("lookup({ a = \"x\" }, \"b\", \"y\")", "y")]
    [InlineData("try({}.a, \"z\")", "z")]
    [InlineData("coalesce(null, \"\", \"c\")", "c")]
    [InlineData("element([\"a\", \"b\"], 3)", "b")]
    [InlineData("join(\"-\", concat([\"a\"], split(\",\", \"b,c\")))", "a-b-c")]
    [InlineData("merge({ a = 1 }, { a = 2 }).a", "2")]
    [InlineData("jsondecode(jsonencode({ a = [1, { b = true }] })).a[1].b", "true")]
    [InlineData("format(\"%s/%d%%\", \"a\", 5)", "a/5%")]
    [InlineData("contains(keys({ a = 1 }), \"a\")", "true")]
    [InlineData("false && var.nobody", "false")]
    [InlineData("true || var.nobody", "true")]
    [InlineData("var.nobody ? \"a\" : \"a\"", "a")]
    [InlineData("<<EOT\na\n  b\nEOT\n", "a\n  b\n")]
    [InlineData("<<-EOT\n    a\n      b\n    EOT\n", "a\n  b\n")]
    [InlineData("[\n  1, # one\n  2, /* two */\n  // three\n  3,\n][2]", "3")]
    public void An_expression_has_the_value_that_Terraform_gives_it(string text, string expected) => Assert.Equal(expected, Value(text).AsText);

    [Theory]
    [InlineData("var.nobody")]
    [InlineData("\"a${var.nobody}\"")]
    [InlineData("var.nobody == 1")]
    [InlineData("!var.nobody")]
    [InlineData("var.nobody ? \"a\" : \"b\"")]
    [InlineData("local.loop")]
    [InlineData("file(\"/etc/passwd\")")]
    [InlineData("timestamp()")]
    [InlineData("nosuchfunction(1)")]
    [InlineData("lower(null)")]
    [InlineData("1 / 0")]
    [InlineData("[for x in var.nobody : x]")]
    [InlineData("[1][7]")]
    public void What_cannot_be_known_is_unknown(string text) => Assert.IsType<OpenTerm>(Value(text));

    [Theory]
    [InlineData("a = ")]
    [InlineData("a = [1, 2")]
    [InlineData("a = \"x")]
    [InlineData("a = 1 2")]
    [InlineData("resource \"x\" {")]
    [InlineData("a = <<EOT\nnever")]
    [InlineData("}")]
    [InlineData("/* never")]
    [InlineData("a = \"%{ if true }x\"")]
    public void What_is_no_hcl_is_told_by_its_line(string text)
    {
        Assert.Null(HclParser.Read(text, out var error));
        Assert.StartsWith("line ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_or_changed_file_never_breaks_the_reader()
    {
        const string whole = "resource \"a\" \"b\" {\n  c = [for k, v in { x = 1 } : \"${k}%{ if v }-%{ endif }\" if v]\n  d { e = <<-T\n    f ${g[0].h}\n    T\n  }\n}\n";
        Assert.NotNull(HclParser.Read(whole, out _));
        var random = new Random(7);
        for (var i = 0; i < 3000; i++)
        {
            var at = random.Next(whole.Length);
            var changed = (i % 3) switch
            {
                0 => whole[..at],
                1 => whole.Remove(at, 1),
                _ => whole.Insert(at, "{}[]()\"$%?:=<.*\n,"[random.Next(17)].ToString()),
            };
            var body = HclParser.Read(changed, out var error);
            Assert.True(body is null == error is not null);
        }
    }

    [Fact]
    public void A_known_value_survives_json_and_back()
    {
        var random = new Random(11);
        for (var i = 0; i < 500; i++)
        {
            var term = Some(random, 4);
            Assert.True(Term.Same(term, Jsons.Decode(((TextTerm)Jsons.Encode(term)).Text)!));
        }
    }

    [Fact]
    public void Deep_and_long_input_is_refused()
    {
        Assert.Null(HclParser.Read("a = " + new string('(', 100_000), out _));
        Assert.Null(HclParser.Read(string.Concat(Enumerable.Repeat("b {", 10_000)), out _));
        Assert.Null(HclParser.Read("a = " + string.Concat(Enumerable.Repeat("!", 10_000)), out _));
        Assert.Null(HclParser.Read(new string(' ', HclParser.LongestText + 1), out _));
    }

    [Theory]
    [InlineData("[local.a{0}, local.a{0}]")]
    [InlineData("\"${{local.a{0}}}${{local.a{0}}}\"")]
    [InlineData("jsonencode([local.a{0}, local.a{0}])")]
    [InlineData("concat(local.a{0}, local.a{0})")]
    [InlineData("{{ a = local.a{0}, b = local.a{0} }}")]
    public void Values_that_double_at_each_step_are_bounded(string doubled)
    {
        var locals = string.Concat(Enumerable.Range(0, 60).Select(i => $"  a{i} = {string.Format(System.Globalization.CultureInfo.InvariantCulture, doubled, i + 1)}\n"));
        Assert.NotNull(HclValues.Of("x = local.a0\n", $"locals {{\n{locals}  a60 = [\"x\"]\n}}\n"));
    }

    private static Term Some(Random random, int depth) => random.Next(depth > 0 ? 6 : 4) switch
    {
        0 => Term.Of(random.Next(-9, 9)),
        1 => Term.Of(random.Next(2) == 0),
        2 => Term.Of("t\"\n" + random.Next(99)),
        3 => Term.Null,
        4 => new ListTerm([.. Enumerable.Range(0, random.Next(3)).Select(_ => Some(random, depth - 1))], 0),
        _ => new MapTerm([.. Enumerable.Range(0, random.Next(3)).Select(k => new KeyValuePair<string, Term>("k" + k, Some(random, depth - 1)))], 0),
    };

    private static Term Value(string expression) => HclValues.Of($"x = {expression}\n", "locals {\n  loop = local.loop\n}\n");
}
