using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>One record that says something about the estate, parsed whole.</summary>
/// <param name="head">The fields every record has.</param>
/// <param name="root">The record.</param>
internal readonly ref struct TrailRecord(TrailHead head, JsonElement root)
{
    private readonly JsonElement root = root;

    /// <summary>The fields every record has.</summary>
    public TrailHead Head { get; } = head;

    /// <summary>`eventID`; empty where the record has none.</summary>
    public string Id => root.Text("eventID") ?? "";

    /// <summary>`requestID`; empty where the record has none.</summary>
    public string Request => root.Text("requestID") ?? "";

    /// <summary>True where the call was refused, failed, or was a dry run.</summary>
    public bool HasFailed => root.Text("errorCode") is { Length: > 0 } || root.Flag("requestParameters", "dryRun") == true;

    /// <summary>The VPC endpoint; empty where the call came over the internet.</summary>
    public string Interface => root.Text("vpcEndpointId") ?? "";

    /// <summary>The region that processed the call.</summary>
    public string Landed => root.Text("additionalEventData", "inferenceRegion") is { Length: > 0 } region ? region : Head.Region;

    /// <summary>True where a Bedrock API key was used; the two endpoints say so in different places.</summary>
    public bool HasBearer => root.Flag("additionalEventData", "callWithBearerToken") == true
        || root.Flag("requestParameters", "callWithBearerToken") == true;

    /// <summary>The model as the caller passed it; empty where the record does not say.</summary>
    public string Model => root.Text("requestParameters", "modelId") ?? root.Text("requestParameters", "model") ?? "";

    /// <summary>The caller: the role of a session, else the ARN, else the service or id that called.</summary>
    public string Principal
    {
        get
        {
            var issuer = root.At("userIdentity", "sessionContext", "sessionIssuer");
            if (issuer.Text("arn") is { } role && role.Contains(":role/", StringComparison.Ordinal)) return role;
            return root.Text("userIdentity", "arn") is { Length: > 0 } arn ? Observed.Principal.OfArn(arn)
                : root.Text("userIdentity", "invokedBy") ?? root.Text("userIdentity", "principalId")
                ?? root.Text("userIdentity", "userName") ?? root.Text("userIdentity", "accountId") ?? "unknown";
        }
    }

    /// <summary>Who acted: the caller, and behind a role the name of its session, by which single sign-on and people who assume roles are told.</summary>
    public string Actor
    {
        get
        {
            var (principal, arn) = (Principal, root.Text("userIdentity", "arn") ?? "");
            return principal.Contains(":role/", StringComparison.Ordinal) && arn.Contains(":assumed-role/", StringComparison.Ordinal)
                ? $"{principal}/{arn[(arn.LastIndexOf('/') + 1)..]}" : principal;
        }
    }

    /// <summary>Where the call came from; of a person the network alone.</summary>
    public Sender? Sender => Sender.Of(root.Text("sourceIPAddress"), root.Text("userAgent"), IsPerson);

    // Whoever signed in by a role of single sign-on or with a second factor, calls from a browser, or names a session as people are called, is one too.
    private bool IsPerson => root.Text("userIdentity", "type") is not ("AssumedRole" or "AWSService" or "AWSAccount" or "Role")
        || Principal.Contains("/AWSReservedSSO_", StringComparison.Ordinal) || Actor.AsSpan(Actor.LastIndexOf('/') + 1).ContainsAny('@', '.')
        || root.Text("userIdentity", "sessionContext", "attributes", "mfaAuthenticated") == "true" || root.Text("userAgent")?.StartsWith("Mozilla/", StringComparison.Ordinal) == true;

    /// <summary>True where a new version of a policy takes the place of the one in force.</summary>
    public bool SetsDefault => root.Flag("requestParameters", "setAsDefault") == true;

    /// <summary>A request parameter.</summary>
    public string? Asked(params ReadOnlySpan<string> path) => root.At("requestParameters").Text(path);

    /// <summary>A field of the answer.</summary>
    public string? Answered(params ReadOnlySpan<string> path) => root.At("responseElements").Text(path);
}
