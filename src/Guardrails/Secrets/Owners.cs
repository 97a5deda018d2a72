using System.Text;

namespace Plumbline.Guardrails.Secrets;

/// <summary>Keys whose form alone proves nothing: the name beside them says whose they are.</summary>
internal static class Owners
{
    private const int Shortest = 24;

    private const string Table =
        """
        aws-secret-access-key|AWS|aws secret_access secretaccess access_key accesskey|{b40}
        heroku-api-key|Heroku|heroku|{h8}-{h4}-{h4}-{h4}-{h12}
        azure-client-secret|Azure|azure client_secret|{t34-40}
        datadog-key|Datadog|datadog dd_api dd_app|{l32-40}
        cloudflare-token|Cloudflare|cloudflare cf_api|{w37-45}
        cohere-api-key|Cohere|cohere co_api_key|{a40}
        mistral-api-key|Mistral|mistral|{a32}
        together-api-key|Together AI|together|{h64}
        wandb-api-key|Weights & Biases|wandb|{h40}
        pinecone-api-key|Pinecone|pinecone|{h8}-{h4}-{h4}-{h4}-{h12}
        azure-ai-key|Azure|azure_openai cognitive azure_search|{h32}
        okta-token|Okta|okta|{w40-44}
        artifactory-api-key|JFrog|artifactory jfrog|{a64-75}
        ibm-cloud-api-key|IBM|ibm iam|{w44}
        ibm-cos-secret|IBM|cos secret_access_key|{h48}
        softlayer-api-key|IBM|softlayer sl_ slapi|{l64}
        cloudant-password|IBM|cloudant clou cl_|{h64}
        cloudant-password|IBM|cloudant|{L24}
        vault-token|HashiCorp|vault|{t26}
        snowflake-token|Snowflake|snowflake|{x40-2000}
        twilio-auth-token|Twilio|twilio|{h32}
        discord-client-secret|Discord|discord|{w32}
        facebook-app-secret|Meta|facebook fb_|{h32}
        twitter-secret|X|twitter|{a25-50}
        npm-token|npm|_authtoken|{h8}-{h4}-{h4}-{h4}-{h12}
        """;

    private static readonly (string Kind, string[] Words, Shape Shape)[] Rows =
        [.. Table.Split('\n', StringSplitOptions.TrimEntries).Select(r => r.Split('|')).Select(r => (r[0], r[2].Split(' '), Shape.Parse(r[3])))];

    /// <summary>Every kind in the table.</summary>
    public static IEnumerable<SecretKind> Kinds() => Table.Split('\n', StringSplitOptions.TrimEntries).Select(r => r.Split('|')).Select(r => new SecretKind(r[0], r[1]));

    /// <summary>Whose key a value is by its name and form; null where nothing says.</summary>
    public static string? Of(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (value.Length < Shortest || value.ContainsAnyExcept(Alphabets.Of('v'))) return null;
        var said = Encoding.ASCII.GetString(name).Replace('-', '_');
        foreach (var (kind, words, shape) in Rows)
        {
            if (Array.Exists(words, w => said.Contains(w, StringComparison.OrdinalIgnoreCase)) && shape.End(value, 0) == value.Length) return kind;
        }

        return null;
    }
}
