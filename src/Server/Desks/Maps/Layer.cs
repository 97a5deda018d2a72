using Plumbline.Posture.Assets;

namespace Plumbline.Server.Desks.Maps;

/// <summary>Kinds of assets that stand in one column of a map.</summary>
public enum Layer
{
    /// <summary>What owns or holds others: systems, accounts, repositories.</summary>
    Systems,

    /// <summary>What runs and asks.</summary>
    Workloads,

    /// <summary>As whom, and along which way.</summary>
    Access,

    /// <summary>What may be called, and what is built in.</summary>
    Tools,

    /// <summary>What answers, and what keeps it in line.</summary>
    Models,

    /// <summary>What is read, learned from and written.</summary>
    Data,
}

/// <summary>Which layer a kind stands in, and what people call both.</summary>
public static class Layers
{
    /// <summary>The layer of a kind.</summary>
    public static Layer Of(AssetKind kind) => kind switch
    {
        AssetKind.AiSystem or AssetKind.Account or AssetKind.Repository or AssetKind.RegistryEntry => Layer.Systems,
        AssetKind.Workload or AssetKind.Agent or AssetKind.Pipeline or AssetKind.Notebook or AssetKind.CodingAgent or AssetKind.Gateway => Layer.Workloads,
        AssetKind.Identity or AssetKind.Credential or AssetKind.NetworkPath or AssetKind.LogSink => Layer.Access,
        AssetKind.Tool or AssetKind.McpServer or AssetKind.Skill or AssetKind.Package => Layer.Tools,
        AssetKind.Dataset or AssetKind.Corpus or AssetKind.VectorStore or AssetKind.DataStore or AssetKind.Bucket => Layer.Data,
        _ => Layer.Models,
    };

    /// <summary>A layer as people call it.</summary>
    public static string Said(this Layer layer) => layer switch
    {
        Layer.Systems => "systems and accounts",
        Layer.Workloads => "workloads and agents",
        Layer.Access => "identities and access",
        Layer.Tools => "tools and packages",
        Layer.Models => "models and guardrails",
        _ => "data",
    };

    /// <summary>A number of assets of a kind: `3 MCP servers`.</summary>
    public static string Counted(this AssetKind kind, int number)
    {
        var one = kind.Name().Replace('-', ' ').Replace("ai ", "AI ", StringComparison.Ordinal).Replace("mcp ", "MCP ", StringComparison.Ordinal);
        var many = kind switch { AssetKind.Identity => "identities", AssetKind.Repository => "repositories", AssetKind.RegistryEntry => "registry entries", AssetKind.Corpus => "corpora", _ => one + "s" };
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number:n0} {(number == 1 ? one : many)}");
    }
}
