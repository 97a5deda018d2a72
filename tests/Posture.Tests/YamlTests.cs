using Plumbline.Posture.Rules;
using Xunit;

namespace Plumbline.Posture.Tests;

/// <summary>YAML is read within bounds, and what is wrong is said with its line.</summary>
public sealed class YamlTests
{
    [Fact]
    public void Exploding_aliases_are_refused_and_not_expanded()
    {
        var text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range('b', 9).Select(c => $"{(char)c}: &{(char)c} [{string.Join(", ", Enumerable.Repeat($"*{(char)(c - 1)}", 10))}]\n"));

        Assert.Empty(YamlText.Read(text, out var error));
        Assert.Contains("nodes", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        Assert.Empty(YamlText.Read(new string('[', 10_000), out var error));
        Assert.NotNull(error);
    }

    [Theory]
    [InlineData("a: 1\na: 2", "line 2")]
    [InlineData("a: [1, 2", "line")]
    [InlineData("? [a, b]\n: c", "plain text")]
    [InlineData("a: *nowhere", "nowhere")]
    public void A_mistake_is_one_sentence_with_its_place(string text, string says)
    {
        Assert.Empty(YamlText.Read(text, out var error));
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_gives_documents_or_one_sentence()
    {
        const string Odd = "\0\t\n :-[]{}&*!|>'\"%@`#,?é€\ud800a1";
        const string Good = "plumbline: registry/v1\nmodels:\n  - { list: \"1\", from: 2026-07-01, models: [a, b] }\n  - &x {list: *x}\n";
        var random = new Random(17);
        for (var i = 0; i < 20_000; i++)
        {
            var text = Good.ToCharArray();
            for (var j = random.Next(6); j >= 0; j--) text[random.Next(text.Length)] = Odd[random.Next(Odd.Length)];
            var documents = YamlText.Read(new string(text), out var error);
            Assert.True(error is null || documents.IsEmpty);
        }
    }
}
