using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>What a container says of the workload it belongs to.</summary>
public static class ContainerFacts
{
    /// <summary>True where a container is part of an AI estate: a known image or server, models, keys of providers, or an accelerator.</summary>
    public static bool IsAi(Container container) => IsAiByItself(container) || ModelHints.Of(container).Any();

    /// <summary>True where it is, whether or not it names a model.</summary>
    public static bool IsAiByItself(Container container) =>
        container.Runs is not null || container.Accelerator.Length > 0 || container.Variables.Any(v => SecretNames.IsOfModels(v.Name));

    /// <summary>Its claims: the container itself, models, and keys that are written in it.</summary>
    public static IEnumerable<Claim> Of(Container container, string workload, AssetId subject, Plane plane, string source, string file)
    {
        Claim Say(string word, Value value, int line) => new(subject, word, plane, value, new Origin(source, file, line), DateTimeOffset.MinValue);
        yield return Say("containers", Describe(container, workload), container.Line);
        foreach (var (model, revision, line) in ModelHints.Of(container)) yield return Say("models", Model(model, revision), line);
        foreach (var variable in container.Variables)
        {
            if (SecretNames.Written(variable.Name, variable.Value) is { } kind)
                yield return Say("writtenKeys", Written(variable.Name, kind, $"container {container.Name} of {workload}"), variable.Line);
        }
    }

    /// <summary>A model as written; a revision that is a commit fixes it.</summary>
    public static Value Model(string model, string revision)
    {
        var id = ModelId.Parse(model);
        var isPinned = id.IsPinned || (revision.Length == 40 && revision.All(char.IsAsciiHexDigit)) || model.Contains("@sha256:", StringComparison.Ordinal);
        return Value.Map(("id", Value.Of(model)), ("base", Value.Of(id.Base)), ("pinned", Value.Of(isPinned)));
    }

    /// <summary>A secret that stands in a file: its name and kind.</summary>
    public static Value Written(string name, string kind, string place) =>
        Value.Map(("name", Value.Of(name)), ("kind", Value.Of(kind)), ("place", Value.Of(place)));

    /// <summary>What answers at an address.</summary>
    public static Value Served(Container container, string workload, long port) => Value.Map(
        ("workload", Value.Of(workload)), ("runtime", Value.Of(container.Runs?.Runtime ?? "")), ("role", Value.Of(container.Runs?.Role ?? "")),
        ("port", Value.Of(port)), ("asksKey", Value.Of(ServerAccess.AsksKey(container))));

    private static Value Describe(Container container, string workload) => Value.Map(
        ("workload", Value.Of(workload)), ("name", Value.Of(container.Name)),
        ("image", Value.Of(container.Image?.Text ?? "")), ("repository", Value.Of(container.Image?.Repository ?? "")),
        ("tag", Value.Of(container.Image?.Tag ?? "")), ("digest", Value.Of(container.Image?.Digest ?? "")),
        ("floating", Value.Of(container.Image?.Floating ?? "no image is written")),
        ("runtime", Value.Of(container.Runs?.Runtime ?? "")), ("role", Value.Of(container.Runs?.Role ?? "")),
        ("accelerator", Value.Of(container.Accelerator)), ("accelerators", Value.Of(container.Accelerators)),
        ("remoteCode", Value.Of(ServerAccess.RemoteCode(container))), ("asksKey", Value.Of(ServerAccess.AsksKey(container))),
        ("monitored", Value.Of(ServerAccess.Monitored(container))));
}
