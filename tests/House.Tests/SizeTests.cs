using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Plumbline.House.Tests;

/// <summary>Files and methods stay short enough to be read at a sitting and at a breath.</summary>
public sealed class SizeTests
{
    private const int FileP90 = 150;
    private const int FileMost = 310;
    private const int MethodP90 = 25;
    private const int MethodMost = 75;

    [Fact]
    public void Files_are_short()
    {
        var sizes = House.Sources().Select(f => (Lines: File.ReadLines(f).Count(), File: House.Relative(f))).OrderBy(s => s.Lines).ToList();
        Assert.True(sizes[sizes.Count * 9 / 10].Lines <= FileP90, $"the longest tenth of files starts at {sizes[sizes.Count * 9 / 10].Lines} lines");
        Assert.DoesNotContain(sizes, s => s.Lines > FileMost);
    }

    [Fact]
    public void Methods_are_short()
    {
        var sizes = House.Sources().SelectMany(Methods).OrderBy(m => m.Lines).ToList();
        Assert.True(sizes[sizes.Count * 9 / 10].Lines <= MethodP90, $"the longest tenth of methods starts at {sizes[sizes.Count * 9 / 10].Lines} lines");
        Assert.DoesNotContain(sizes, m => m.Lines > MethodMost);
    }

    private static IEnumerable<(int Lines, string Where)> Methods(string file) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>().Select(m =>
        {
            var span = m.SyntaxTree.GetLineSpan(m.Span);
            return (span.EndLinePosition.Line - span.StartLinePosition.Line + 1, $"{House.Relative(file)}:{span.StartLinePosition.Line + 1}");
        });
}
