using Plumbline.Cel.Types;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.Containers;

/// <summary>A compose file: its AI services, what they publish and what they are given.</summary>
/// <param name="path">The file.</param>
/// <param name="map">Its content.</param>
/// <param name="isRegistered">True where a registry names the folder as a workload's code.</param>
internal sealed class ComposeFile(string path, YamlMap map, bool isRegistered)
{
    private const int MostServices = 500;

    /// <summary>True for a file of services that run images or are built.</summary>
    public static bool Is(YamlMap map) =>
        map["apiVersion"] is null && map["jobs"] is null && map["services"] is YamlMap services
        && services.Entries.Any(s => s.Node["image"] is YamlScalar || s.Node["build"] is not null || s.Node["provider"] is YamlMap);

    /// <summary>What it says.</summary>
    public IEnumerable<Claim> Claims()
    {
        foreach (var (name, node) in map.EntriesAt("services").Take(MostServices))
        {
            if (node is not YamlMap service || ServiceNode.Read(name, service, map) is not { } container) continue;
            var models = Models(service).ToList();
            if (!ContainerFacts.IsAi(container) && models.Count == 0) continue;
            var id = new AssetId(AssetKind.Workload, isRegistered ? $"path:{path}" : $"compose:{path}/{name}");
            var shown = $"{Project()}/{name}";
            foreach (var claim in Service(id, shown, name, service, container, models)) yield return claim;
            foreach (var (from, port) in ServiceNode.Published(service).Distinct())
                foreach (var claim in Published(id, shown, name, container, from, port)) yield return claim;
        }
    }

    private IEnumerable<Claim> Service(AssetId id, string shown, string name, YamlMap service, Container container, List<(string Model, int Line)> models)
    {
        if (!isRegistered) yield return Say(id, "name", Value.Of(shown), service.Line);
        foreach (var claim in ContainerFacts.Of(container, shown, id, Plane.Declared, ContainersCollector.Source, path)) yield return claim;
        foreach (var (model, line) in models) yield return Say(id, "models", ContainerFacts.Model(model, ""), line);
        yield return Say(id, "pods", Host(shown, service, container), service.Line);
        foreach (var secret in service.ListAt("secrets"))
        {
            if ((secret.Text ?? secret.TextAt("source")) is { } given)
                yield return Say(id, "secrets", Value.Map(("name", Value.Of(given)), ("how", Value.Of("file")), ("by", Value.Of(name)), ("keys", Value.EmptyList)), secret.Line);
        }

        if (container.Runs?.Role == "vector-store")
        {
            var store = new AssetId(AssetKind.VectorStore, $"compose:{path}/{name}");
            yield return Say(store, "name", Value.Of($"{container.Runs.Runtime} {shown}"), service.Line);
            yield return new Relation(id, "runs", store).ToClaim(Plane.Declared, At(service.Line), DateTimeOffset.MinValue);
        }

        yield return new Coverage(ContainersCollector.Source, Plane.Declared, new Reach(Asset: id), [.. ContainerWords.Speaks("containers", "pods", "models", "writtenKeys", "secrets")]).ToClaim(At(service.Line));
    }

    // Nothing stands before a published port: who reaches it reaches the server.
    private IEnumerable<Claim> Published(AssetId id, string shown, string name, Container container, string from, string port)
    {
        if (container.Runs is null) yield break;
        var endpoint = new AssetId(AssetKind.Endpoint, $"compose:{path}/{name}:{port}");
        yield return Say(endpoint, "name", Value.Of($"{shown}:{port}"), container.Line);
        yield return Say(endpoint, "reachableFrom", Value.Of(from), container.Line);
        yield return Say(endpoint, "authentication", Value.Of(""), container.Line);
        yield return Say(endpoint, "serves", ContainerFacts.Served(container, shown, long.TryParse(port, out var number) ? number : 0), container.Line);
        yield return new Relation(endpoint, "serves", id).ToClaim(Plane.Declared, At(container.Line), DateTimeOffset.MinValue);
        yield return new Coverage(ContainersCollector.Source, Plane.Declared, new Reach(Asset: endpoint), ["endpoint.serves", "endpoint.reachableFrom", "endpoint.authentication"]).ToClaim(At(container.Line));
    }

    // Models that the platform itself runs for a service.
    private IEnumerable<(string Model, int Line)> Models(YamlMap service)
    {
        if (service.TextAt("provider", "type") == "model" && service.TextAt("provider", "options", "model") is { } provided) yield return (provided, service.Line);
        var names = service["models"] is YamlMap given ? given.Entries.Select(e => e.Key) : service.TextsAt("models");
        foreach (var name in names)
            if (map.TextAt("models", name, "model") is { } model && !Placeholders.In(model)) yield return (model, map.At("models", name)!.Line);
    }

    private static Value Host(string shown, YamlMap service, Container container) => Value.Map(
        ("workload", Value.Of(shown)), ("account", Value.Of("")),
        ("privileged", Value.List(container.IsPrivileged ? [container.Name] : Array.Empty<string>())), ("capabilities", Value.List(container.Capabilities)),
        ("hostNetwork", Value.Of(service.TextAt("network_mode") == "host")), ("hostPid", Value.Of(service.TextAt("pid") == "host")),
        ("hostPaths", Value.List(ServiceNode.HostPaths(service))), ("token", Value.Of("false")));

    private string Project() => map.TextAt("name") ?? (path.Split('/') is { Length: > 1 } parts ? parts[^2] : "compose");

    private Claim Say(AssetId id, string word, Value value, int line) => new(id, word, Plane.Declared, value, At(line), DateTimeOffset.MinValue);

    private Origin At(int line) => new(ContainersCollector.Source, path, line);
}
