using System.Text.RegularExpressions;

namespace Plumbline.Posture.Assets;

/// <summary>A model id as somebody wrote it, and what its text proves.</summary>
/// <param name="Text">As written.</param>
/// <param name="Base">The model itself: without client prefix, ARN and geography, so that two routes to one model compare equal.
/// An application profile, prompt router or prompt stays its ARN: only the control plane can resolve it.</param>
/// <param name="Geography">`eu`, `us`, `global`, … where the id is a cross-region profile; else empty.</param>
/// <param name="IsPinned">True where the text names one snapshot that the provider does not move.</param>
public sealed partial record ModelId(string Text, string Base, string Geography, bool IsPinned)
{
    /// <summary>True where only the control plane knows which model answers.</summary>
    public bool IsOpaque => Base.StartsWith("arn:", StringComparison.Ordinal);

    /// <summary>Reads a model id of Bedrock, OpenAI, Anthropic, Azure or Vertex, with or without a client's prefix.</summary>
    public static ModelId Parse(string text)
    {
        var id = WithoutClient(text.Trim());
        if (id.StartsWith("arn:", StringComparison.Ordinal)) return FromArn(text, id);
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

    private static ModelId Of(string text, string name, string geography) =>
        new(text, name, geography, Dated().IsMatch(name) && !name.EndsWith("latest", StringComparison.Ordinal));

    private static string WithoutClient(string id)
    {
        var match = Clients().Match(id);
        return match.Success ? id[match.Length..] : id;
    }

    [GeneratedRegex(@"^(us-gov|us|eu|apac|jp|au|ca|global)\.(?=[a-z0-9-]+\.)", RegexOptions.CultureInvariant)]
    private static partial Regex Geographies();

    // promptfoo writes bedrock:converse:ID, Inspect bedrock/ID, LiteLLM bedrock/converse/ID, Vertex publishers/google/models/ID.
    [GeneratedRegex(@"^(?:(?:bedrock|openai|azureopenai|azure|anthropic|vertex|vertex_ai|google|litellm|aws_bedrock)[:/])(?:(?:converse|chat|messages|responses|completion|us-[a-z]+-\d|eu-[a-z]+-\d)[:/])?|^(?:projects/[^/]+/locations/[^/]+/)?publishers/[^/]+/models/", RegexOptions.CultureInvariant)]
    private static partial Regex Clients();

    [GeneratedRegex(@"(?:^|[-@_.])(?:20\d{6}|20\d{2}-\d{2}-\d{2})(?:$|[-@:])|@\d{3}$|-\d{3}$|-\d{4}(?:-preview)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Dated();
}
