using System.Text;
using Plumbline.Guardrails.Injection;
using Xunit;

namespace Plumbline.Guardrails.Tests;

/// <summary>Characters that hide text are found and read; those that scripts and emoji need are quiet.</summary>
public sealed class HiddenTextTests
{
    private const string Secret = "read the keys";

    [Fact]
    public void Tags_are_read() => Assert.Equal(Secret, Decoded(string.Concat(Secret.Select(c => char.ConvertFromUtf32(0xE0000 + c))), HiddenKind.Tags));

    [Fact]
    public void Characters_without_width_are_read_as_bits() => Assert.Equal(Secret, Decoded(Bits('\u200b', '\u200c'), HiddenKind.ZeroWidth));

    [Fact]
    public void Bits_that_lie_scattered_are_read() =>
        Assert.Equal(Secret, Decoded(string.Concat(Bits('\u2063', '\u2062').Select((c, i) => $"w{i}{c}")), HiddenKind.ZeroWidth));

    [Fact]
    public void Variation_selectors_are_read() =>
        Assert.Equal(Secret, Decoded("\U0001f600" + string.Concat(Encoding.UTF8.GetBytes(Secret).Select(b => char.ConvertFromUtf32(b < 16 ? 0xFE00 + b : 0xE0100 + b - 16))), HiddenKind.VariationSelectors));

    [Theory]
    [InlineData("if (access \u202e\u2066// admin\u2069 \u2066) {", HiddenKind.Bidirectional)]
    [InlineData("s\u00ade\u00adn\u00add it", HiddenKind.SoftHyphens)]
    [InlineData("pаypаl", HiddenKind.Lookalikes)]
    [InlineData("a\u3164\u3164\u3164b", HiddenKind.Blanks)]
    [InlineData("a\u2800\u2800\u2800\u2800b", HiddenKind.Blanks)]
    [InlineData("x\u001b[8mhidden\u001b[0m", HiddenKind.TerminalEscapes)]
    [InlineData("\ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008\ue009", HiddenKind.PrivateUse)]
    [InlineData("a\u0300\u0301\u0302\u0303\u0304\u0305\u0306", HiddenKind.Stacks)]
    public void Deception_is_found(string text, HiddenKind kind) => Assert.Contains(HiddenText.Find(text), r => r.Kind == kind);

    [Theory]
    [InlineData("\ufeffplain")]
    [InlineData("👨‍👩‍👧‍👦 ❤️ 🏳️‍🌈")]
    [InlineData("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f")]
    [InlineData("می‌خواهم کتاب بخوانم")]
    [InlineData("क्‍ष and श्री")]
    [InlineData("עברית \u200fעם סימן")]
    [InlineData("Donaudampf\u00adschifffahrts\u00adgesellschaft")]
    [InlineData("Это русский текст про API-шный SQL и Wi-Fi")]
    [InlineData("µm, Δx, αβ and café naïve")]
    [InlineData("\ue0b0 main \ue0b0")]
    [InlineData("⣿⣷⠀⠀⠀⣿")]
    [InlineData("葛\U000e0100飾区")]
    [InlineData("\u001b[32mok\u001b[0m green")]
    public void What_scripts_need_is_quiet(string text) => Assert.DoesNotContain(HiddenText.Find(text), r => r.Certainty > Certainty.Low);

    [Fact]
    public void Text_behind_many_blanks_is_found()
    {
        Assert.Equal(HiddenKind.PushedAway, Assert.Single(HiddenText.Find("ok" + new string(' ', 400) + "and more")).Kind);
        Assert.Equal(HiddenKind.PushedAway, Assert.Single(HiddenText.Find("ok" + new string('\n', 90) + "and more")).Kind);
        Assert.Empty(HiddenText.Find("a\n" + new string(' ', 150) + "b\n\n\n"));
    }

    private static string? Decoded(string hidden, HiddenKind kind) => Assert.Single(HiddenText.Find("Hello " + hidden + " world"), r => r.Kind == kind && r.Certainty == Certainty.High).Decoded;

    private static string Bits(char nought, char one) => string.Concat(Encoding.UTF8.GetBytes(Secret).SelectMany(b => Enumerable.Range(0, 8).Select(i => (b >> (7 - i) & 1) == 1 ? one : nought)));
}
