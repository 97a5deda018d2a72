using Plumbline.Guardrails.Secrets;
using Xunit;

namespace Plumbline.Guardrails.Tests;

/// <summary>A name beside a value makes it a secret only where the value is one.</summary>
public sealed class AssignedSecretTests
{
    private const string Random = "q8Zr2LwX5vTn9Kd3Bf7H";

    [Theory]
    [InlineData("api_key = \"{0}\"")]
    [InlineData("\"clientSecret\": \"{0}\",")]
    [InlineData("ACCESS_TOKEN={0}")]
    [InlineData("auth_token: {0}")]
    [InlineData("const apiKey: string = '{0}';")]
    [InlineData("apiKey := `{0}`")]
    [InlineData("<secret>\n  {0}\n</secret>")]
    [InlineData("{{\"name\": \"SERVICE_TOKEN\", \"value\": \"{0}\"}}")]
    [InlineData("<entry name=\"token\" value=\"{0}\" />")]
    [InlineData("config.put(\"password\", \"{0}\")")]
    [InlineData("Authorization: Bearer {0}")]
    [InlineData("--client-secret {0}")]
    [InlineData("if (password == \"{0}\")")]
    [InlineData("if (\"{0}\" == password)")]
    [InlineData("Server=db;User Id=app;Password={0};Timeout=3")]
    public void A_random_value_behind_such_a_name_is_a_secret(string context)
    {
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, context, Random);
        var match = Assert.Single(SecretScanner.Find(text));
        Assert.Equal((text.IndexOf(Random, StringComparison.Ordinal), Random.Length, Certainty.Named), (match.Start, match.Length, match.Certainty));
    }

    [Theory]
    [InlineData("apikey = k7{{m)e$w[v]o>p-_#z}}")]
    [InlineData("passwd: k7{{m)e$w[v]o>p-_#z}}")]
    [InlineData("api_key: 2f1c9a52-6f0e-4a3b-9d55-1be0f1c0a7e3")]
    [InlineData("secret = \"A,.:-9@*?!=&\"")]
    [InlineData("curl -u reader:yqWvtkqPXCriaLRi https://corp.net")]
    public void Brackets_that_cross_ids_and_signs_make_no_value_harmless(string text) => Assert.Single(SecretScanner.Find(text));

    [Theory]
    [InlineData("passwd = k7{{m)e$w[v]o>p-_#z}};")]
    [InlineData("token: xoxp-572370529330-573807301142-572331691188-########")]
    [InlineData("AKIAXXXXXXXXXXXXXXXX")]
    [InlineData("glpat-xxxxxxxxxxxxxxxxxxxx")]
    [InlineData("see https://user:pass@example.com")]
    public void What_is_left_open_cut_off_or_code_is_none(string text) => Assert.Empty(SecretScanner.Find(text));

    [Theory]
    [InlineData("password = os.environ[\"DB_PASSWORD\"]")]
    [InlineData("password: ${DB_PASSWORD}")]
    [InlineData("api_key = \"<your-api-key>\"")]
    [InlineData("api_key = \"your_api_key_here\"")]
    [InlineData("api_key: \"xxxxxxxxxxxxxxxxxxxxxxxx\"")]
    [InlineData("token = \"0123456789abcdef0123456789abcdef\"")]
    [InlineData("secret: {{ vault.secret }}")]
    [InlineData("max_tokens = 4096")]
    [InlineData("token_type: \"q8Zr2LwX5vTn9Kd3Bf7H\"")]
    [InlineData("public_key = \"q8Zr2LwX5vTn9Kd3Bf7H\"")]
    [InlineData("key: value")]
    [InlineData("\"integrity\": \"sha512-q8Zr2LwX5vTn9Kd3Bf7Hq8Zr2LwX5vTn9Kd3Bf7Hq8Zr2LwX5vTn9Kd3Bf7H==\"")]
    [InlineData("commit 86213c0d7c8a4d075c70f0965a98e86213c0d7c8")]
    [InlineData("id: 2f1c9a52-6f0e-4a3b-9d55-1be0f1c0a7e3")]
    [InlineData("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")]
    [InlineData("the token budget of the model is spent; ask for a new password: see the wiki")]
    [InlineData("secretName: my-service-credentials")]
    [InlineData("<Key className=\"h-3.5 w-3.5 flex-shrink-0\" />")]
    [InlineData("password = getPassword(user)")]
    [InlineData("https://${USER}:${PASSWORD}@host.example/")]
    [InlineData("http://localhost:5000/<%= @variable %>")]
    public void What_is_a_reference_a_filler_or_another_thing_is_none(string text) => Assert.Empty(SecretScanner.Find(text));

    [Theory]
    [InlineData("postgres://app:s3cr3t-Pw9@db.internal:5432/main", "connection-password", "s3cr3t-Pw9")]
    [InlineData("https://deploy:hunter2x9@git.internal/team.git", "url-password", "hunter2x9")]
    [InlineData("curl -u 'bot:Zx81-spectrum' https://api.internal/", "password", "Zx81-spectrum")]
    public void Logins_are_found_in_addresses_and_commands(string text, string kind, string secret)
    {
        var match = Assert.Single(SecretScanner.Find(text));
        Assert.Equal((kind, text.IndexOf(secret, StringComparison.Ordinal), secret.Length), (match.Kind, match.Start, match.Length));
    }

    [Fact]
    public void A_token_with_a_right_checksum_is_proven()
    {
        var match = Assert.Single(SecretScanner.Find("gh" + "p_Qm4Zt8LwX2vRn6Kd9Bf1HyPsJc3UgE1lWdvE"));
        Assert.Equal(Certainty.Proven, match.Certainty);
    }

    [Fact]
    public void A_private_key_is_found_also_inside_a_string()
    {
        var body = string.Concat(Enumerable.Range(0, 20).Select(i => Convert.ToBase64String([(byte)(i * 37), (byte)(i * 91), (byte)(i * 13), (byte)(255 - i), (byte)(i * 7), (byte)(i * 3)]) + (i % 8 == 7 ? "\\n" : "")));
        var text = "{\"key\": \"-----BEGIN " + "PRIVATE KEY-----\\n" + body + "\\n-----END PRIVATE KEY-----\\n\"}";
        Assert.Contains(SecretScanner.Find(text), m => m is { Kind: "private-key", Start: 9, Certainty: Certainty.Proven });
    }
}
