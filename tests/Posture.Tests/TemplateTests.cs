using Plumbline.Posture.Assets;
using Xunit;

namespace Plumbline.Posture.Tests;

/// <summary>Names in sentences and in commands.</summary>
public sealed class TemplateTests
{
    private static string Written(string template, string name)
    {
        var row = Estate.Frozen(Estate.Say(Estate.Loans, "name", Plane.Approved, Cel.Types.Value.Of(name)), Estate.Say(Estate.Loans, "models", Plane.Approved, Estate.Model("m"))).Find(Estate.Loans)!;
        return Estate.Rule("false", fix: template).Fix.Write(row.Slots());
    }

    [Theory]
    [InlineData("prompts/loan-system@13", "prompts/loan-system@13")]
    [InlineData("prompts/loan system@13", "'prompts/loan system@13'")]
    [InlineData("it's $(id)", "'it'\\''s $(id)'")]
    [InlineData("guardrails/g#1", "'guardrails/g#1'")]
    [InlineData("--sign", "'--sign'")]
    [InlineData("", "''")]
    public void A_name_is_one_word_of_a_command(string name, string word)
    {
        Assert.Equal(word, ShellWord.Of(name));
        Assert.Equal($"Do `plumb approve {word} --sign KEY`, and look at {name}, `{name}`.", Written("Do `plumb approve {asset.name} --sign KEY`, and look at {asset.name}, `{asset.name}`.", name));
    }
}
