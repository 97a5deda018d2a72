using System.Text;
using Plumbline.Guardrails.Secrets;
using Xunit;

namespace Plumbline.Guardrails.Tests;

/// <summary>What an issuer made is found where it stands; what only looks like it is not.</summary>
public sealed class SecretScannerTests
{
    [Theory]
    [InlineData("token: ghp_", "mR7kQ2vX9bT4wZ8nL3pY6cF1hJ5sD0gAqW2e", "github-token", 7)]
    [InlineData("é ", "AKIAQ3EGRZ7TNV5WKHYB", "aws-access-key-id", 2)]
    public void A_secret_is_found_where_it_stands(string before, string rest, string kind, int start)
    {
        var match = Assert.Single(SecretScanner.Find(before + rest + "\n"));
        Assert.Equal((kind, start, (before + rest).Length - start), (match.Kind, match.Start, match.Length));
    }

    [Fact]
    public void Bytes_and_characters_say_the_same()
    {
        const string text = "a = 'AKIAQ3EGRZ7TNV5WKHYB'";
        Assert.Equal(SecretScanner.Find(text), SecretScanner.Find(Encoding.UTF8.GetBytes(text)));
    }
}
