using System.Collections.Immutable;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>What one object that is about to be applied asks for: read as manifests are, without the objects around it.</summary>
/// <param name="Object">The object.</param>
/// <param name="IsAi">True where something in it is AI: an image, a command, a kind, a model, a key of a provider, an accelerator.</param>
/// <param name="UsesModels">True where it serves or calls a model.</param>
/// <param name="Models">The models it asks for, and where it does.</param>
/// <param name="Open">What of it nobody can tell.</param>
/// <param name="Images">Its images.</param>
/// <param name="Settings">Guardrails and regions that its variables name.</param>
/// <param name="ConfigMaps">Config maps that it reads.</param>
public sealed record ReleasedObject(
    KubernetesObject Object, bool IsAi, bool UsesModels, ImmutableArray<ReleasedModel> Models, ImmutableArray<OpenQuestion> Open, ImmutableArray<ImageName> Images,
    ImmutableArray<ReleasedSetting> Settings, ImmutableArray<string> ConfigMaps)
{
    private const string Fetched = "internal.serving.kserve.io/storage-initializer-sourceuri";
    private static readonly string[] Serving = ["model-server", "gateway", "agent-builder", "app", "guardrail"];

    /// <summary>True where a container of it serves models: it takes more of its settings for one than others do.</summary>
    public bool Serves { get; init; }

    /// <summary>The controller's object that it is part of, else itself: kind and name.</summary>
    public (string Kind, string Name) Owner => ClusterWorkloads.OwnedBy(Object) ?? (Object.Kind, Object.Name);

    /// <summary>Labels and annotations of the object and of the pods it makes.</summary>
    public IEnumerable<(string Key, string Value)> Marks => Object.Node.Maps().Select(m => m.Map["metadata"]).OfType<YamlMap>()
        .SelectMany(m => m.EntriesAt("annotations").Concat(m.EntriesAt("labels"))).Where(e => e.Node.Text is not null).Select(e => (e.Key, e.Node.Text!));

    /// <summary>Reads an object; null where it has no kind.</summary>
    /// <param name="node">The object.</param>
    /// <param name="space">Its namespace, where it does not say one itself.</param>
    /// <param name="dataOf">What a config map of its namespace holds; null where nobody knows.</param>
    public static ReleasedObject? Of(YamlMap node, string space, Func<string, ConfigData?> dataOf)
    {
        if (node.TextAt("kind") is not { Length: > 0 } kind) return null;
        var api = node.TextAt("apiVersion") ?? "";
        var slash = api.LastIndexOf('/');
        var one = new KubernetesObject(
            "", node, slash < 0 ? "" : api[..slash], kind, space.Length > 0 ? space : node.TextAt("metadata", "namespace") ?? "default",
            node.TextAt("metadata", "name") ?? node.TextAt("metadata", "generateName") ?? "", false);
        var runs = AiKinds.Find(one);
        var pods = PodTemplate.Of(one, runs, (source, name) => source == "ConfigMap" ? dataOf(name) : null);
        var containers = pods.SelectMany(p => p.Containers).ToList();
        var texts = ReleasedTexts.Of(pods, runs, dataOf);
        ImmutableArray<ReleasedModel> models =
        [
            .. containers.SelectMany(c => ModelHints.Of(c).Select(m => new ReleasedModel(m.Model, m.Revision, $"container {c.Name}"))),
            .. runs is null ? [] : ModelNodes.Of(one).Select(m => new ReleasedModel(m.Model, "", ServerQuestions.OwnSettings)),
            .. texts.Models,
            .. containers.Where(ServerStart.IsServer).SelectMany(c => ServerStart.Of(c).Models.Select(m => new ReleasedModel(m, "", $"container {c.Name}"))),
            .. containers.Where(c => c.Runs is { Role: "loader" }).SelectMany(c => c.Words.Where(w => w.Contains("://", StringComparison.Ordinal)).Select(w => new ReleasedModel(ModelHints.Clean(w), "", $"container {c.Name}"))),
        ];
        var volumes = ImageVolumes.Of(pods).ToList();
        if (models.Length > 0 || runs is not null || containers.Exists(ContainerFacts.IsAiByItself))
            models = [.. models, .. containers.SelectMany(c => ModelHints.Given(c).Select(m => new ReleasedModel(m, "", $"container {c.Name}"))), .. FetchedBy(one)];
        models = [.. models.Select(texts.AtOrigin).GroupBy(m => (m.Model, m.Where)).SelectMany(g => g.Any(m => m.Revision.Length > 0) ? g.Where(m => m.Revision.Length > 0) : g).DistinctBy(m => (m.Model, m.Revision))];
        var strong = texts.IsOpen || containers.Select(c => c with { Variables = [.. c.Variables.Where(v => !v.IsField)] }).SelectMany(ModelHints.Open).Any(o => o.What.Contains("variable", StringComparison.Ordinal));
        var isAi = runs is not null || models.Length > 0 || strong || texts.Starts is not null || volumes.Exists(v => v.IsModel) || containers.Exists(ContainerFacts.IsAiByItself);
        var uses = models.Length > 0 || strong || texts.Starts is not null || runs is { Role: "model-server" or "agent-builder" or "gateway" }
            || containers.Exists(c => (c.Runs is { } r && Serving.Contains(r.Role)) || c.Variables.Any(v => SecretNames.IsOfModels(v.Name)));
        var configs = pods.SelectMany(p => MountedConfigs.Told(p, dataOf)).Concat(Sources(pods).Where(s => s.Kind == "ConfigMap").Select(s => s.Name)).Distinct().ToImmutableArray();
        return new ReleasedObject(
            one, isAi, uses, models, isAi ? [.. Questions(containers, pods, runs, models, texts, configs, dataOf), .. texts.Open, .. ImageVolumes.Questions(volumes, texts.IsServer)] : [],
            [.. containers.Select(c => c.Image).Concat(volumes.Select(v => v.Image)).OfType<ImageName>()],
            isAi ? [.. containers.SelectMany(ReleasedSetting.Of).Distinct()] : [], configs) { Serves = texts.IsServer };
    }

    private static IEnumerable<OpenQuestion> Questions(
        List<Container> containers, ImmutableArray<PodTemplate> pods, AiImage? runs, ImmutableArray<ReleasedModel> models, ReleasedTexts texts, ImmutableArray<string> configs, Func<string, ConfigData?> dataOf)
    {
        foreach (var (what, _) in containers.SelectMany(ModelHints.Open).DistinctBy(o => o.What)) yield return new(what, true);
        foreach (var name in configs.Where(n => dataOf(n) is null)) yield return new($"config map `{name}` was not seen yet, and it may name a model", true);
        foreach (var name in configs) if (dataOf(name)?.Problem is { } problem) yield return new($"config map `{name}`: {problem}", true);
        foreach (var (_, name) in Sources(pods).Where(s => s.Kind == "Secret").Distinct()) yield return new($"secrets are not read, and secret `{name}` may name a model", false);
        foreach (var container in containers.Where(c => c.Image is { } image && Placeholders.In(image.Text))) yield return new($"the image of container `{container.Name}` is filled in elsewhere", true);
        foreach (var question in pods.SelectMany(p => ServerQuestions.Of(p, models, texts))) yield return question;
        if (runs is { Role: "model-server" } && models.Length == 0 && !containers.Exists(c => c.Image is not null || c.Runs is { Role: "model-server" })) yield return new($"{runs.Runtime} serves a model that the object does not name", true) { IsAboutServer = true };
    }

    // What KServe fetches for a server stands in a mark on the pods it makes.
    private static IEnumerable<ReleasedModel> FetchedBy(KubernetesObject one) => one.Node.Maps().Select(m => m.Map.TextAt("metadata", "annotations", Fetched)).OfType<string>()
        .Where(t => t.Contains("://", StringComparison.Ordinal)).Select(t => new ReleasedModel(ModelHints.Clean(t), "", ServerQuestions.ByKServe));

    private static IEnumerable<(string Kind, string Name)> Sources(ImmutableArray<PodTemplate> pods) =>
        pods.SelectMany(p => p.Spec.Maps()).Where(m => m.Map["env"] is not null || m.Map["envFrom"] is not null).SelectMany(m => ContainerNodes.Sources(m.Map)).Distinct();
}

/// <summary>A model that an object asks for.</summary>
/// <param name="Model">As written.</param>
/// <param name="Revision">The revision beside it; empty where none is written.</param>
/// <param name="Where">Which part of the object says so.</param>
public sealed record ReleasedModel(string Model, string Revision, string Where);

/// <summary>What of an object nobody can tell.</summary>
/// <param name="What">A sentence.</param>
/// <param name="Blocks">True where a model may hide behind it that the object itself names.</param>
public sealed record OpenQuestion(string What, bool Blocks)
{
    /// <summary>True where the object serves a model and names none.</summary>
    public bool IsAboutServer { get; init; }

    /// <summary>A text of the object that may name the model: a folder; empty where there is none.</summary>
    public string Says { get; init; } = "";

    /// <summary>The image in which the model lies; empty where none is meant.</summary>
    public string Image { get; init; } = "";

    /// <summary>Images that answer it where a registry knows them as models: those that the server runs or gets as volumes.</summary>
    public ImmutableArray<string> Images { get; init; } = [];

    /// <summary>True where whoever applies it is told, although it does not block.</summary>
    public bool IsTold { get; init; }
}
