using Plumbline.Guardrails.Pii;
using Xunit;

namespace Plumbline.Guardrails.Tests;

/// <summary>What has a form that proves it is found; what only looks like it is not.</summary>
public sealed class PiiScannerTests
{
    [Theory]
    [InlineData("write to ann.lee+loans@mail.example.", "email")]
    [InlineData("card 4111 1111 1111 1111, thanks", "payment-card")]
    [InlineData("3714-496353-98431", "payment-card")]
    [InlineData("IBAN DE89 3704 0044 0532 0130 00", "iban")]
    [InlineData("nl91abna0417164300", "iban")]
    [InlineData("078-05-1123", "us-ssn")]
    [InlineData("her social security number is 078051123", "us-ssn")]
    [InlineData("+44 20 7946 0958", "phone")]
    [InlineData("(415) 555-2671", "phone")]
    [InlineData("call 020 7946 0958", "phone")]
    [InlineData("jo@mail.example or +31 20 123 4567", "email phone")]
    public void Personal_data_is_found(string text, string kinds) => Assert.Equal(kinds, string.Join(' ', PiiScanner.Kinds(text)));

    [Theory]
    [InlineData("")]
    [InlineData("4111 1111 1111 1112")]
    [InlineData("DE89 3704 0044 0532 0130 01")]
    [InlineData("666-05-1123")]
    [InlineData("078-00-1123")]
    [InlineData("order 078051123")]
    [InlineData("2026-06-01 10:00:00")]
    [InlineData("https://user@host.example/path")]
    [InlineData("git@code.example:team/app")]
    [InlineData("pkg@1.2.3 and @scope/name")]
    [InlineData("id 7f3a4111111111111111")]
    [InlineData("10.20.30.40")]
    public void What_only_looks_like_it_is_not(string text) => Assert.Empty(PiiScanner.Kinds(text));

    [Fact]
    public void A_match_says_where()
    {
        var match = Assert.Single(PiiScanner.Find("pay 4111111111111111 now"));
        Assert.Equal(new PiiMatch("payment-card", 4, 16), match);
    }
}
