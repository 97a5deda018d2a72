using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>The words that readers of containers and clusters use, with the shapes of their elements.</summary>
/// <remarks>Where a text is `true`, `false` or why neither is known, rules ask `bool(text)`.</remarks>
public static class ContainerWords
{
    private static readonly CelType Texts = List(CelType.String);

    private static readonly CelType Container = Object("container",
        ("workload", CelType.String), ("name", CelType.String),
        ("image", CelType.String), ("repository", CelType.String), ("tag", CelType.String), ("digest", CelType.String),
        ("floating", CelType.String),     // no tag, or one that moves: true, false, or why not known
        ("runtime", CelType.String),      // vLLM, Ollama, …; empty = not in the catalogue
        ("role", CelType.String),         // model-server, gateway, app, vector-store, …; empty = not in the catalogue
        ("accelerator", CelType.String), ("accelerators", Int),
        ("remoteCode", CelType.String),   // code that comes with a model is run: true, false, or why not known
        ("asksKey", CelType.String),      // callers must show a key or log in: true, false, or why not known
        ("monitored", CelType.String));   // metrics or traces of it are collected: true, false, or why not known

    private static readonly CelType Pod = Object("pod",
        ("workload", CelType.String), ("account", CelType.String),
        ("privileged", Texts),            // containers that run with all rights of the host
        ("capabilities", Texts),          // capabilities added that are as good as that
        ("hostNetwork", CelType.Bool), ("hostPid", CelType.Bool),
        ("hostPaths", Texts),             // folders and sockets of the host that it mounts
        ("token", CelType.String));       // a token of the cluster's API is mounted: true, false, or why not known

    private static readonly CelType Secret = Object("reachable-secret",
        ("name", CelType.String),
        ("how", CelType.String),          // variable, all variables, file, image pull, csi
        ("by", CelType.String),           // the variable or container that takes it
        ("keys", Texts));                 // empty = every key

    private static readonly CelType Written = Object("written-key",
        ("name", CelType.String),         // the variable or key that holds it, never its value
        ("kind", CelType.String),         // provider, secret
        ("place", CelType.String));       // container, secret manifest, build

    private static readonly CelType Right = Object("cluster-right",
        ("account", CelType.String), ("verbs", Texts), ("groups", Texts), ("resources", Texts),
        ("names", Texts),                 // the only objects it is for; empty = all
        ("namespace", CelType.String),    // `*` = every namespace
        ("role", CelType.String), ("binding", CelType.String));

    private static readonly CelType Isolation = Object("isolation",
        ("workload", CelType.String), ("policies", Texts),
        ("ingress", CelType.String), ("egress", CelType.String));   // open, limited, closed

    private static readonly CelType CloudRole = Object("cloud-role",
        ("provider", CelType.String),     // aws, google, azure
        ("role", CelType.String), ("account", CelType.String));

    private static readonly CelType Served = Object("served",
        ("workload", CelType.String), ("runtime", CelType.String), ("role", CelType.String), ("port", Int),
        ("asksKey", CelType.String));     // as of a container

    /// <summary>The words of workloads that run in containers.</summary>
    public static IReadOnlyList<Property> Workload { get; } =
    [
        new(AssetKind.Workload, "containers", Container, true, "containers it runs, their images and what they serve", IsOptional: true),
        new(AssetKind.Workload, "pods", Pod, true, "what its containers may do on their host", IsOptional: true),
        new(AssetKind.Workload, "secrets", Secret, true, "secrets that it is given", IsOptional: true),
        new(AssetKind.Workload, "writtenKeys", Written, true, "secrets that stand in a file beside their name", IsOptional: true),
        new(AssetKind.Workload, "clusterRights", Right, true, "what its service account may do in the cluster", IsOptional: true),
        new(AssetKind.Workload, "isolation", Isolation, true, "network policies that select its pods", IsOptional: true),
        new(AssetKind.Workload, "cloudRoles", CloudRole, true, "cloud identities that its service account may act as", IsOptional: true),
    ];

    /// <summary>The words of addresses at which containers answer.</summary>
    public static IReadOnlyList<Property> Endpoint { get; } =
    [
        new(AssetKind.Endpoint, "reachableFrom", CelType.String, false, "who can open a connection: cluster, node, network, outside, internet", IsOptional: true),
        new(AssetKind.Endpoint, "authentication", CelType.String, false, "what asks callers who they are before the server does; empty = nothing", IsOptional: true),
        new(AssetKind.Endpoint, "rateLimit", CelType.String, false, "what limits how much a caller may ask; empty = nothing", IsOptional: true),
        new(AssetKind.Endpoint, "serves", Served, true, "AI software that answers there", IsOptional: true),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Property> All { get; } = [.. Workload, .. Endpoint];

    /// <summary>The words of workloads as coverages name them.</summary>
    public static IEnumerable<string> Speaks(params string[] words) => words.Select(w => "workload." + w);
}
