using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Bedrock AgentCore: runtimes of agents, gateways to tools, memories, browsers and code interpreters.</summary>
internal static class AgentCore
{
    /// <summary>A runtime: an agent in a container, with its role, its network and its image.</summary>
    public static IEnumerable<Claim> Runtime(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = new Subject(r, AssetKind.Agent, p.At("agent_runtime_name"));
        Roles.Say(asset, p.At("role_arn"), estate);
        asset.Optional("vpc", Network(p).Map(n => n == "VPC"));
        if (p.At("agent_runtime_artifact", "container_configuration", "container_uri") is { } image)
            asset.Optional("imageFixed", image.Text().Map(t => t.Contains("@sha256:", StringComparison.Ordinal)));
        return asset.Claims();
    }

    /// <summary>A gateway: one address before many tools.</summary>
    public static IEnumerable<Claim> Gateway(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = new Subject(r, AssetKind.Endpoint, p.At("name"));
        asset.Optional("authenticated", p.At("authorizer_type").Text("NONE").Map(t => t is not ("NONE" or "AUTHENTICATE_ONLY")));
        asset.Flag("customerKey", p.At("kms_key_arn").IsCustomersKey(estate));
        asset.Optional("tellsErrors", p.At("exception_level").Text("").Map(t => t == "DEBUG"));
        if (p.At("policy_engine_configuration") is { } policy) asset.Optional("policyOnlyLogs", policy.At("mode").Text("").Map(t => t == "LOG_ONLY"));
        return asset.Claims();
    }

    /// <summary>A memory: what agents keep of conversations.</summary>
    public static IEnumerable<Claim> Memory(Resource r, Estate estate)
    {
        var asset = new Subject(r, AssetKind.DataStore, r.Properties.At("name"));
        asset.Flag("customerKey", r.Properties.At("encryption_key_arn").IsCustomersKey(estate));
        return asset.Claims();
    }

    /// <summary>A browser that agents steer.</summary>
    public static IEnumerable<Claim> Browser(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = new Subject(r, AssetKind.Tool, p.At("name"));
        asset.Optional("openNetwork", Network(p).Map(n => n == "PUBLIC"));
        asset.Optional("recorded", p.Any("recording", "recording_config").At("enabled").Flag(false));
        return asset.Claims();
    }

    /// <summary>An interpreter that runs what a model writes.</summary>
    public static IEnumerable<Claim> Interpreter(Resource r, Estate estate)
    {
        var asset = new Subject(r, AssetKind.Tool, r.Properties.At("name"));
        asset.Optional("openNetwork", Network(r.Properties).Map(n => n == "PUBLIC"));
        asset.Optional("runsCode", new(true, r.Line, null));
        Roles.Say(asset, r.Properties.At("execution_role_arn"), estate);
        return asset.Claims();
    }

    private static Known<string> Network(MapTerm properties) => properties.At("network_configuration", "network_mode").Text("");
}
