using Plumbline.Collectors.Files;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>TOML 1.0 as its specification has it, and no exception for anything else.</summary>
public sealed class TomlTests
{
    [Theory]
    [InlineData("k = \"a\\tb\\u00e9\\U0001F600\"", "a\tbé😀")]
    [InlineData("k = 'C:\\raw'", "C:\\raw")]
    [InlineData("k = \"\"\"\none\\\n   two\"\"\"", "onetwo")]
    [InlineData("k = \"\"\"a\"\"b\"\"\"\"\"", "a\"\"b\"\"")]
    [InlineData("k = '''\nit's \\n'''", "it's \\n")]
    [InlineData("k = \"\"\"a\r\nb\"\"\"", "a\nb")]
    [InlineData("k = 1_000", "1000")]
    [InlineData("k = 0xDEAD_beef", "3735928559")]
    [InlineData("k = -0b101 ", null)]
    [InlineData("k = +99", "99")]
    [InlineData("k = 6.626e-34", "6.626e-34")]
    [InlineData("k = -inf", "-inf")]
    [InlineData("k = 1979-05-27 07:32:00.5Z", "1979-05-27 07:32:00.5Z")]
    [InlineData("k = 07:32:00", "07:32:00")]
    [InlineData("k = true # why", "true")]
    public void A_scalar_is_read_as_written(string text, string? value) => Assert.Equal(value, Toml.Read(text, out _)?["k"]?.Text);

    [Fact]
    public void Tables_arrays_and_dotted_keys_make_one_tree_with_lines()
    {
        var read = Toml.Read(
            """
            title = "x"
            [project]
            name = "loan"
            dependencies = [
              "torch==2.1", # pinned
              "openai",
            ]
            tool."a.b".c = { d.e = 1, f = [] }

            [[package]]
            name = "one"
            [package.source]
            url = "u"
            [[package]]
            name = "two"
            """, out var error);
        Assert.Null(error);
        Assert.Equal(["torch==2.1", "openai"], read!.At("project", "dependencies")!.Items.Select(i => i.Text));
        Assert.Equal(6, read.At("project", "dependencies")!.Items[1].Line);
        Assert.Equal("1", read.At("project", "tool", "a.b", "c", "d", "e")!.Text);
        Assert.Equal(["one", "two"], read["package"]!.Items.Select(i => i["name"]!.Text));
        Assert.Equal(["u", null], read["package"]!.Items.Select(i => i.At("source", "url")?.Text));
        Assert.Equal([10, 14], read["package"]!.Items.Select(i => i.Line));
    }

    [Theory]
    [InlineData("a = 1\na = 2", 2)]
    [InlineData("[a]\n[a]", 2)]
    [InlineData("[a.b.c]\nz=9\n[a]\nb.c.t = 1", 4)]
    [InlineData("[fruit]\napple.color = 1\n[fruit.apple]", 3)]
    [InlineData("a = [{b=1}]\n[[a]]", 2)]
    [InlineData("[[a]]\n[a]", 2)]
    [InlineData("[a]\n[[a]]", 2)]
    [InlineData("t = {a = 1}\nt.b = 2", 2)]
    [InlineData("t = {a.b = 1}\n[t.a]", 2)]
    [InlineData("t = {a = 1,\n b = 2}", 1)]
    [InlineData("t = {a = 1, }", 1)]
    [InlineData("a = 1 b = 2", 1)]
    [InlineData("a = 01", 1)]
    [InlineData("a = 1__0", 1)]
    [InlineData("a = .5", 1)]
    [InlineData("a = 9223372036854775808", 1)]
    [InlineData("a = 0xffffffffffffffff", 1)]
    [InlineData("a = 0x10000000000000000", 1)]
    [InlineData("a = 2021-02-30", 1)]
    [InlineData("a = 25:00:00", 1)]
    [InlineData("a = \"\\x41\"", 1)]
    [InlineData("a = \"\\uD800\"", 1)]
    [InlineData("a = \"\nb\"", 1)]
    [InlineData("a = '''\nnever ends", 2)]
    [InlineData("a = [1\nb = 2", 2)]
    [InlineData("= 1", 1)]
    [InlineData("a =", 1)]
    [InlineData("[a", 1)]
    [InlineData("a\r= 1", 1)]
    [InlineData("# \u0001", 1)]
    [InlineData("\"\"\"k\"\"\" = 1", 1)]
    [InlineData("<html>", 1)]
    public void What_is_no_toml_is_one_sentence_with_its_line(string text, int line)
    {
        Assert.Null(Toml.Read(text, out var error));
        Assert.StartsWith($"line {line}: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_and_size_are_bounded()
    {
        Assert.Null(Toml.Read("a = " + new string('[', 100_000), out var deep));
        Assert.Contains("deeper", deep, StringComparison.Ordinal);
        Assert.Null(Toml.Read("a = " + string.Concat(Enumerable.Repeat("{a=", 100_000)), out deep));
        Assert.Contains("deeper", deep, StringComparison.Ordinal);
        Assert.Null(Toml.Read(string.Join('.', Enumerable.Repeat("a", 100_000)) + " = 1", out var keys));
        Assert.Contains("parts", keys, StringComparison.Ordinal);
        Assert.Null(Toml.Read(new string('#', Toml.LongestText + 1), out var large));
        Assert.Contains("characters", large, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_cut_and_any_change_of_a_text_is_read_or_refused()
    {
        const string whole = "[a]\nb.c = [1, {d = 'x'}, \"\"\"y\\\n z\"\"\"]\n[[e.f]]\n\"g h\" = 1979-05-27T07:32:00Z\ni = 0x1F\nj = -1.5e3\n";
        for (var cut = 0; cut < whole.Length; cut++) Assert.True(Toml.Read(whole[..cut], out var error) is not null ^ error is not null);
        for (var at = 0; at < whole.Length; at++)
        {
            foreach (var c in "[]{}=.,\"'\\#\n\r\0 7zé\ud800")
                Assert.True(Toml.Read(whole[..at] + c + whole[(at + 1)..], out var error) is not null ^ error is not null);
        }
    }
}
