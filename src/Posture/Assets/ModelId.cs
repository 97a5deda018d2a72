using System.Text.RegularExpressions;

namespace Plumbline.Posture.Assets;

/// <summary>A model id as somebody wrote it, and what its text proves.</summary>
/// <param name="Text">As written.</param>
/// <param name="Base">The model itself: without client prefix, ARN and geography, so that two routes to one model compare equal.
/// An application profile, prompt router or prompt stays its ARN, a Vertex endpoint or registered model its resource name:
/// only the control plane can resolve it.</param>
/// <param name="Geography">`eu`, `us`, `global`, … where the id is a cross-region profile; else empty.</param>
/// <param name="IsPinned">True where the text names one snapshot that the provider does not move.</param>
public sealed partial record ModelId(string Text, string Base, string Geography, bool IsPinned)
{
    /// <summary>True where only the control plane knows which model answers.</summary>
    public bool IsOpaque => Base.StartsWith("arn:", StringComparison.Ordinal) || Base.StartsWith("projects/", StringComparison.Ordinal);

    /// <summary>True where the id names a route: what answers behind it may be another model tomorrow.</summary>
    public bool IsRoute => IsOpaque && (Base.Contains(":application-inference-profile/", StringComparison.Ordinal)
        || Base.Contains("prompt-router/", StringComparison.Ordinal));

    /// <summary>True where the id names weights that somebody tuned or brought: a custom or imported model, OpenAI's `ft:`.</summary>
    public static bool IsTuned(string name) =>
        name.Contains(":custom-model/", StringComparison.Ordinal) || name.Contains(":imported-model/", StringComparison.Ordinal) || name.StartsWith("ft:", StringComparison.Ordinal);

    /// <summary>Reads a model id of Bedrock, OpenAI, Anthropic, Azure or Vertex, with or without a client's prefix.</summary>
    public static ModelId Parse(string text)
    {
        var id = WithoutClient(text.Trim());
        if (id.StartsWith("arn:", StringComparison.Ordinal)) return FromArn(text, id);
        if (Resources().IsMatch(id)) return new(text, id, "", id.Contains("/endpoints/", StringComparison.Ordinal) || Versioned().IsMatch(id));
        var geography = Geographies().Match(id);
        return geography.Success
            ? Of(text, id[geography.Length..], geography.Groups[1].Value)
            : Of(text, id, "");
    }

    private static ModelId FromArn(string text, string arn)
    {
        var resource = arn.Split(':', 6) is { Length: 6 } parts ? parts[5] : "";
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        var (kind, name) = slash < 0 ? (resource, "") : (resource[..slash], resource[(slash + 1)..]);
        return kind switch
        {
            "foundation-model" => Of(text, name, ""),
            "inference-profile" => Parse(name) with { Text = text },
            "custom-model" or "imported-model" or "provisioned-model" or "custom-model-deployment" => new(text, arn, "", true),
            "prompt" => new(text, arn, "", name.Contains(':', StringComparison.Ordinal)),
            _ => new(text, arn, "", false),
        };
    }

    // Vertex takes `@default` for no version at all.
    private static ModelId Of(string text, string name, string geography)
    {
        var model = name.EndsWith("@default", StringComparison.Ordinal) ? name[..^8] : name;
        return new(text, model, geography, IsSnapshot(model));
    }

    // Google moves dated previews of Gemini to newer ones under the old name; only its three-digit versions stay.
    private static bool IsSnapshot(string name)
    {
        if (name.EndsWith("latest", StringComparison.Ordinal)) return false;
        if (name.StartsWith("gemini-", StringComparison.Ordinal)) return Stable().IsMatch(name) && !Experimental().IsMatch(name);
        return Dated().IsMatch(name) || Tuned().IsMatch(name) || Numbered().IsMatch(name);
    }

    private static string WithoutClient(string id)
    {
        for (var rounds = 0; rounds < 3; rounds++)
        {
            var match = Clients().Match(id);
            if (!match.Success || match.Length == id.Length) break;
            id = id[match.Length..];
        }

        var method = Methods().Match(id);
        return method.Success ? id[..method.Index] : id;
    }

    // A profile's geography is two letters or a word; what follows is a provider and its model.
    [GeneratedRegex(@"^(us-gov|[a-z]{2}|apac|amer|emea|global)\.(?=[a-z0-9-]+\.)", RegexOptions.CultureInvariant)]
    private static partial Regex Geographies();

    // promptfoo writes bedrock:converse:ID, Inspect bedrock/ID, LiteLLM bedrock/converse/ID, LangChain google_vertexai:ID, the Gemini API models/ID.
    [GeneratedRegex(
        @"^(?:(?:bedrock_converse|bedrock|openai|azureopenai|azure_openai|azureai|azure|anthropic|vertex_ai_beta|vertex_ai|vertexai|vertex|google_vertexai|google-vertex|google_genai|google-gla|googleai|google|gemini|litellm|openrouter|aws_bedrock)[:/])(?:(?:converse|chat|messages|responses|completion|us-[a-z]+-\d|eu-[a-z]+-\d)[:/])?"
        + @"|^(?:https://[a-z0-9.-]*aiplatform\.googleapis\.com/v1(?:beta1)?/|//aiplatform\.googleapis\.com/)"
        + @"|^(?:projects/[^/]+/locations/[^/]+/)?publishers/[^/]+/models/|^models/(?=gemini|gemma|imagen|veo|text-)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Clients();

    [GeneratedRegex(@":(?:streamGenerateContent|generateContent|streamRawPredict|rawPredict|predict|countTokens|embedContent)$", RegexOptions.CultureInvariant)]
    private static partial Regex Methods();

    [GeneratedRegex(@"^projects/[^/]+/locations/[^/]+/(?:endpoints|models|reasoningEngines|tuningJobs)/[^/]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Resources();

    [GeneratedRegex(@"/models/[^/@]+@\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex Versioned();

    [GeneratedRegex(@"(?:-|@)\d{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Stable();

    [GeneratedRegex(@"-(?:preview|exp|experimental)(?:-|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Experimental();

    // ft:gpt-4o-2024-08-06:org:suffix:id is one training run's result, whatever its base was called.
    [GeneratedRegex(@"^ft:[^:]+:[^:]*:[^:]*:[^:]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Tuned();

    // Providers without dates number their models on Bedrock: amazon.nova-pro-v1:0.
    [GeneratedRegex(@"^[a-z0-9]+\.[a-z0-9.-]+-v\d+:\d+(?::\d+k)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"(?:^|[-@_./])(?:20\d{6}|20\d{2}-\d{2}-\d{2})(?:$|[-@:])|@\d{3}$|-\d{3}$|-\d{4}(?:-preview)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Dated();
}
