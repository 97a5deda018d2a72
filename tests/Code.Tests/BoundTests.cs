using System.Text;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;
using Xunit;

namespace Plumbline.Code.Tests;

/// <summary>Whatever a file holds, reading it ends, and says so where something is missing.</summary>
public sealed class BoundTests
{
    public static TheoryData<string> All() => ["python", "javascript", "typescript", "tsx", "java", "go"];

    [Theory]
    [MemberData(nameof(All))]
    public void An_empty_file_says_nothing(string reader) => Assert.Equal("", Rendering.Of(Readers.Tree(reader, "")));

    [Theory]
    [MemberData(nameof(All))]
    public void A_byte_order_mark_changes_nothing(string reader)
    {
        var source = Sources.Of(reader);
        Assert.Equal(Rendering.Of(Readers.Tree(reader, source)), Rendering.Of(Readers.Tree(reader, "\uFEFF" + source)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Ends_of_lines_change_nothing(string reader)
    {
        var source = Sources.Of(reader);
        Assert.Equal(Rendering.Of(Readers.Tree(reader, source)), Rendering.Of(Readers.Tree(reader, source.Replace("\n", "\r\n", StringComparison.Ordinal))));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_text_is_read_the_same_twice_and_by_many_at_once(string reader)
    {
        var source = Sources.Of(reader);
        var first = Rendering.Of(Readers.Tree(reader, source));
        Parallel.For(0, 16, _ => Assert.Equal(first, Rendering.Of(Readers.Tree(reader, source))));
    }

    [Theory]
    [InlineData("python", "x = ", "f(", ")", "")]
    [InlineData("python", "x = ", "[", "]", "")]
    [InlineData("javascript", "x = ", "f(", ")", ";")]
    [InlineData("javascript", "x = ", "{a:", "}", ";")]
    [InlineData("typescript", "", "{", "}", "")]
    [InlineData("tsx", "x = ", "<a>", "</a>", ";")]
    [InlineData("java", "class X { int x = ", "f(", ")", "; }")]
    [InlineData("go", "package p\nvar x = ", "f(", ")", "")]
    public void What_lies_too_deep_is_left_out_and_said(string reader, string head, string open, string close, string tail)
    {
        const int depth = 10_000;
        Readers.Need(reader);
        var source = head + string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth)) + tail;
        var tree = Readers.Read(reader, Encoding.UTF8.GetBytes(source));
        Assert.True(tree is null or { IsBroken: true });
        if (tree is not null) Assert.True(Walk.All(tree).Count() < 4 * TreeBuilder.Deepest);
    }

    [Theory]
    [InlineData("python", " + ")]
    [InlineData("javascript", " + ")]
    [InlineData("java", " + ")]
    [InlineData("go", " + ")]
    public void A_long_sum_is_not_deep(string reader, string mark)
    {
        var sum = string.Join(mark, Enumerable.Range(0, 50_000).Select(i => $"\"{i % 10}\""));
        var tree = Readers.Tree(reader, reader switch { "java" => $"class X {{ String x = {sum}; }}", "go" => $"package p\nvar x = {sum}\n", _ => $"x = {sum}\n" });
        Assert.False(tree.IsBroken);
        Assert.Equal(50_000, Assert.IsType<Text>(Assert.Single(tree.Bindings).Value).Value.Length);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_file_that_is_too_large_is_not_read(string reader)
    {
        Readers.Need(reader);
        Assert.Null(Readers.Read(reader, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a=1;", 800_000)))));
    }

    [Fact]
    public void A_minified_line_is_read()
    {
        var source = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"var a{i}=f({i}),b{i}=[a{i}];"));
        var tree = Readers.Tree("javascript", source);
        Assert.False(tree.IsBroken);
        Assert.Equal(80_000, tree.Bindings.Length);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Bytes_that_are_no_text_are_read_or_said(string reader)
    {
        Readers.Need(reader);
        byte[] source = [.. Encoding.UTF8.GetBytes(Sources.Of(reader)), 0xFF, 0xFE, 0, 0xC3, .. "\nx = 1\n"u8, 0x80];
        Assert.True(Readers.Read(reader, source)!.IsBroken);
        Assert.NotNull(Readers.Read(reader, Enumerable.Range(0, 70_000).Select(i => (byte)(i * 7919)).ToArray()));
        Assert.NotNull(Readers.Read(reader, new byte[10_000]));
    }

    [Fact]
    public void A_grammar_that_is_not_there_is_unavailable_and_says_what_supplies_it()
    {
        var none = new Grammars(Path.Combine(Readers.Here, "cases"));
        Assert.Equal("the grammar `tree-sitter.node` is not there; run `eng/grammars/fetch` and scan again", none.Unavailable(Language.Go));
        Assert.Null(none.Unavailable(Language.CSharp));
        Assert.Null(Plumbline.Code.Python.PythonReader.Read("x = 1"u8, none));
    }

    [Fact]
    public void A_library_that_is_none_is_unavailable()
    {
        var folder = Directory.CreateTempSubdirectory("plumb");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "tree-sitter.node"), "no library");
            Assert.Contains("cannot be loaded on this machine", new Grammars(folder.FullName).Unavailable(Language.Python), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
