using Plumbline.Guardrails.Prompts;
using Xunit;

namespace Plumbline.Guardrails.Tests;

/// <summary>Variables of prompts, in every way they are written, and what was filled in.</summary>
public sealed class TemplateTests
{
    [Theory]
    [InlineData("Hello {{name}}.", TemplateSyntax.DoubleBraces, "Hello ⟦name⟧.")]
    [InlineData("Hello {{ name }}.", TemplateSyntax.DoubleBraces, "Hello ⟦name⟧.")]
    [InlineData("Hello {{ user.name | title }}.", TemplateSyntax.DoubleBraces, "Hello ⟦user.name|title⟧.")]
    [InlineData("Hello ${name}.", TemplateSyntax.DollarBraces, "Hello ⟦name⟧.")]
    [InlineData("Hello {name}: {{\"a\": 1}}", TemplateSyntax.Braces, "Hello ⟦name⟧: {\"a\": 1}")]
    [InlineData("Hello {name!r:>10}.", TemplateSyntax.Braces, "Hello ⟦name!r:>10⟧.")]
    [InlineData("Hello $name, you owe $$5.", TemplateSyntax.Dollars, "Hello ⟦name⟧, you owe $5.")]
    [InlineData("Hello <name>.", TemplateSyntax.None, "Hello <name>.")]
    [InlineData("Answer as {\"score\": 1}.", TemplateSyntax.None, "Answer as {\"score\": 1}.")]
    [InlineData("It costs $5.", TemplateSyntax.None, "It costs $5.")]
    [InlineData("{{a}} and {b} and $c", TemplateSyntax.DoubleBraces, "⟦a⟧ and {b} and $c")]
    public void A_variable_is_told_from_the_text_around_it(string text, TemplateSyntax syntax, string normal)
    {
        var template = TemplateText.Of(text);
        Assert.Equal(syntax, template.Syntax);
        Assert.Equal(normal, template.Normal);
    }

    [Fact]
    public void Only_declared_names_are_variables_where_somebody_declares_them()
    {
        var template = TemplateText.Of("Hello <name>, read <rules>.", new HashSet<string> { "name" });
        Assert.Equal(["name"], template.Variables);
        Assert.Equal("Hello ⟦name⟧, read <rules>.", template.Normal);
        Assert.Empty(TemplateText.Of("Hello {{name}}.", new HashSet<string> { "other" }).Variables);
    }

    [Theory]
    [InlineData("{% if a %}Hello{% endif %}")]
    [InlineData("{{#items}}{{name}}{{/items}}")]
    public void Conditions_and_loops_are_told(string text) => Assert.True(TemplateText.Of(text).HasLogic);

    [Fact]
    public void The_normal_form_is_its_own_normal_form()
    {
        var random = new Random(20261121);
        const string Letters = "{}$<>%|. ax1_⟦⟧\n";
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(24)).Select(_ => Letters[random.Next(Letters.Length)])]);
            var normal = TemplateText.Of(text).Normal;
            Assert.Equal(normal, TemplateText.Of(normal).Normal);
        }
    }

    [Fact]
    public void What_is_filled_in_is_found_again()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var parts = TemplateText.Of($"Dear {{{{a}}}}, case {new string('x', random.Next(1, 9))}: {{{{b}}}} of {{{{a}}}}!").Parts;
            var (a, b) = (Word(random), Word(random));
            var text = string.Concat(parts.Select(p => p.IsVariable ? p.Text == "a" ? a : b : p.Text));
            var values = TemplateMatch.Fill(parts, text);
            Assert.NotNull(values);
            Assert.Equal((a, b), (values["a"], values["b"]));
            Assert.Null(TemplateMatch.Fill(parts, text.Replace("case", "Case", StringComparison.Ordinal)));
            Assert.Null(TemplateMatch.Fill(parts, text + "?"));
        }

        static string Word(Random random) => new([.. Enumerable.Range(0, random.Next(12)).Select(_ => (char)('a' + random.Next(4)))]);
    }

    [Theory]
    [InlineData("Hello {{name}}.", "Hello a\nb.")]
    [InlineData("Hello {{name}} and {{name}}.", "Hello a and b.")]
    [InlineData("Hello {{name}}{{other}}.", "Hello ab.")]
    [InlineData("Hello {{name}}.", "Hallo a.")]
    [InlineData("Hello {{name}}.", "Hello")]
    public void Anything_else_is_another_prompt(string template, string text) => Assert.Null(TemplateMatch.Fill(TemplateText.Of(template).Parts, text));

    [Fact]
    public void A_value_has_a_bound()
    {
        var parts = TemplateText.Of("Hello {{name}}.").Parts;
        Assert.NotNull(TemplateMatch.Fill(parts, $"Hello {new string('x', TemplateMatch.LongestValue)}."));
        Assert.Null(TemplateMatch.Fill(parts, $"Hello {new string('x', TemplateMatch.LongestValue + 1)}."));
    }

    [Fact]
    public void A_text_made_to_be_slow_is_not()
    {
        var hostile = string.Concat(Enumerable.Repeat("{{a}} " + new string('a', 300) + "b", 190));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Null(TemplateMatch.Fill(TemplateText.Of(hostile).Parts, new string('a', TemplateMatch.LongestText)));
        _ = TemplateText.Of(new string('{', 200_000));
        _ = TemplateText.Of(string.Concat(Enumerable.Repeat("{{a" + new string(' ', 300), 1000)));
        _ = TemplateText.Of(string.Concat(Enumerable.Repeat("{%", 50_000)));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
    }
}
