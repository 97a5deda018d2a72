using System.Collections.Immutable;
using Plumbline.Collectors.Files.Containers;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Asks of each model server of a pod which model it loads. What another container, or a setting that it does not read, names is no answer.</summary>
internal static class ServerQuestions
{
    /// <summary>Where a model stands that a custom kind names.</summary>
    public const string OwnSettings = "its own settings";

    /// <summary>Where a model stands that KServe fetches.</summary>
    public const string ByKServe = "what KServe fetches";

    private const string Fetched = "/mnt/models";

    /// <summary>The questions about a pod.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="models">All that the object asks for.</param>
    /// <param name="texts">What its texts say.</param>
    public static IEnumerable<OpenQuestion> Of(PodTemplate pod, ImmutableArray<ReleasedModel> models, ReleasedTexts texts)
    {
        foreach (var container in pod.Containers)
        {
            var isServer = ServerStart.IsServer(container) || texts.IsStartedByFile(container);
            var start = isServer ? ServerStart.Of(container) : new([], [], false);
            var said = start.Folders.Concat(ModelHints.Folders(container).Select(f => (By: $"argument `{f.Option}`", f.Folder))).DistinctBy(f => f.Folder).ToList();
            var folders = said.Where(f => !IsBrought(pod, container, f.Folder, models, texts)).ToList();
            foreach (var model in start.Models.Where(m => IsShadowed(container, m)))
                yield return new($"model `{model}` of container `{container.Name}` is a folder that a volume brings, and which model lies there is not said", true) { IsAboutServer = true, Says = model };
            foreach (var (by, folder) in folders)
                yield return new($"{by} of container `{container.Name}` is a folder, and which model lies there is not said", true) { IsAboutServer = true, Says = folder, Images = Images(pod, container, folder) };
            if (!isServer || folders.Count > 0 || said.Count > 0 || start.Names || IsNamed(container, models, texts)) continue;
            yield return new($"container `{container.Name}` runs {Runtime(container, texts)} and does not say which model", true) { IsAboutServer = true, Images = Images(pod, container, "") };
        }
    }

    private static bool IsNamed(Container container, ImmutableArray<ReleasedModel> models, ReleasedTexts texts)
    {
        if (texts.IsNamedByFile(container) || (container.Given is not null && models.Any(m => m.Where == OwnSettings))) return true;
        if (container.Name == "kserve-container" && models.Any(m => m.Where == ByKServe)) return true;
        // Ollama loads what it is asked for: what is pulled beside it is what it has.
        if (container.Runs is { Runtime: "Ollama" } && texts.IsFetched) return true;
        // A program of its own: what it is told is all that can be known; one that ends before the others start serves nobody.
        var isOwn = container.HasCommand && !ServerCommands.All(container.Words).Any();
        return isOwn && (container.IsFirst || texts.IsNamedByCommand(container));
    }

    // A config map that names a model is read. What KServe fetches lies in an empty folder, or in the claim that it names.
    private static bool IsBrought(PodTemplate pod, Container container, string folder, ImmutableArray<ReleasedModel> models, ReleasedTexts texts)
    {
        var over = MountedConfigs.Over(container, folder);
        var volume = over is null ? null : pod.Spec.ListAt("volumes").FirstOrDefault(v => v.TextAt("name") == over);
        if (volume?.At("configMap") is not null && texts.IsNamedByFile(container)) return true;
        if (folder != Fetched && !folder.StartsWith(Fetched + "/", StringComparison.Ordinal)) return false;
        var loaders = pod.Containers.Where(c => c.Runs is { Role: "loader" }).Select(c => $"container {c.Name}").ToHashSet();
        var fetched = models.Where(m => m.Where is OwnSettings or ByKServe || loaders.Contains(m.Where)).ToList();
        return fetched.Count > 0 && (over is null || volume?.At("emptyDir") is not null
            || (volume.TextAt("persistentVolumeClaim", "claimName") is { } claim && fetched.Exists(m => m.Model == "pvc://" + claim || m.Model.StartsWith($"pvc://{claim}/", StringComparison.Ordinal))));
    }

    // An image that lies as a volume elsewhere than under the folder says nothing of it.
    private static ImmutableArray<string> Images(PodTemplate pod, Container container, string folder)
    {
        var over = folder.Length == 0 ? null : MountedConfigs.Over(container, folder);
        var volumes = pod.Spec.ListAt("volumes").Where(v => over is null || v.TextAt("name") == over).Select(v => v.TextAt("image", "reference")).OfType<string>();
        return [.. volumes.Concat(over is null && container.Image is { } image ? [image.Text] : [])];
    }

    private static string Runtime(Container container, ReleasedTexts texts) => container.Runs is { Role: "model-server" } runs ? runs.Runtime
        : (ServerCommands.All(container.Words).Select(s => s.Runs).FirstOrDefault(r => r.Role == "model-server") ?? texts.Starts)?.Runtime ?? "a server of models";

    // Servers look for a folder of the model's name where they start, before they ask a hub.
    private static bool IsShadowed(Container container, string model)
    {
        if (!ModelHints.IsRepository(model)) return false;
        var owner = model[..model.IndexOf('/', StringComparison.Ordinal)];
        return container.Mounts.Any(m => m.Folder.TrimEnd('/') is var f && (f.EndsWith("/" + model, StringComparison.Ordinal) || f.EndsWith("/" + owner, StringComparison.Ordinal)))
            || (container.WorkingFolder.Length > 1 && MountedConfigs.Over(container, $"{container.WorkingFolder.TrimEnd('/')}/{model}") is not null);
    }
}
