using System.Collections.Immutable;
using Plumbline.Collectors.Files.Containers;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>What the texts of an object's pods ask for: whole commands, hooks and probes, lists, JSON and YAML, scripts and settings in config maps.</summary>
internal sealed class ReleasedTexts
{
    private const string Mounted = "a mounted config map";
    private readonly List<ReleasedModel> models = [];
    private readonly List<OpenQuestion> open = [];
    private readonly Dictionary<string, string> origins = new(StringComparer.Ordinal);
    private readonly HashSet<string> named = new(StringComparer.Ordinal);
    private readonly HashSet<string> commanded = new(StringComparer.Ordinal);
    private readonly HashSet<string> starting = new(StringComparer.Ordinal);

    /// <summary>The models named.</summary>
    public IEnumerable<ReleasedModel> Models => models;

    /// <summary>What nobody can tell.</summary>
    public IEnumerable<OpenQuestion> Open => open.DistinctBy(o => o.What);

    /// <summary>The server that a hook, a probe or a script starts; null where none is.</summary>
    public AiImage? Starts { get; private set; }

    /// <summary>True where a model is started or fetched under a name that is filled in elsewhere.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>True where a container serves models.</summary>
    public bool IsServer { get; private set; }

    /// <summary>True where a command or a script of the pods fetches or starts a model.</summary>
    public bool IsFetched { get; private set; }

    /// <summary>True where a file of a config map that a container is told to read names its model.</summary>
    public bool IsNamedByFile(Container container) => named.Contains(container.Name);

    /// <summary>True where a file of a config map that a container is told to read starts a server of models.</summary>
    public bool IsStartedByFile(Container container) => starting.Contains(container.Name);

    /// <summary>True where a container's own command names a model, whatever program it runs.</summary>
    public bool IsNamedByCommand(Container container) => commanded.Contains(container.Name);

    /// <summary>Reads the pods of an object.</summary>
    public static ReleasedTexts Of(ImmutableArray<PodTemplate> pods, AiImage? runs, Func<string, ConfigData?> dataOf)
    {
        var texts = new ReleasedTexts { IsServer = runs is { Role: "model-server" or "gateway" } };
        foreach (var pod in pods)
        {
            var entries = MountedConfigs.Entries(pod, dataOf).ToList();
            foreach (var container in pod.Containers) texts.Commands(container);
            foreach (var entry in entries.Where(e => !e.IsProse(pod.Containers))) texts.Script(entry, pod);
            texts.IsServer |= texts.Starts is not null || pod.Containers.Any(Serves);
            foreach (var entry in entries) texts.Settings(entry, pod);
            foreach (var container in pod.Containers) texts.Variables(container, pod);
        }

        return texts;
    }

    /// <summary>A model as it is called where its container fetches it. What a script of the pod sets is for all that it starts.</summary>
    public ReleasedModel AtOrigin(ReleasedModel model)
    {
        if (origins.Count == 0) return model;
        var isContainers = model.Where.StartsWith("container ", StringComparison.Ordinal);
        var origin = origins.GetValueOrDefault(model.Where) ?? origins.GetValueOrDefault(Mounted) ?? (isContainers ? null : origins.Values.First());
        return origin is null ? model : model with { Model = HubOrigins.At(origin, model.Model) };
    }

    private static bool Serves(Container container) => container.Runs is { Role: "model-server" or "gateway" or "framework" } || container.Accelerator.Length > 0;

    private void Commands(Container container)
    {
        var (where, isServer) = ($"container {container.Name}", Serves(container));
        foreach (var (command, isHook) in container.Hooks.Select(h => (h, true)).Prepend((container.Texts, false)))
        {
            if (command.IsEmpty) continue;
            var words = isHook ? CommandWords.Of(command) : container.Words;
            if (CommandWords.IsCut(command)) open.Add(new($"a command of container `{container.Name}` is too long to be read to its end", true));
            var before = models.Count;
            Take(ScriptModels.Read(string.Join(' ', command)), where, [container], isHook);
            IsFetched |= models.Count > before;
            models.AddRange(OptionModels.Of(words, isServer).Select(m => new ReleasedModel(ModelHints.Clean(m), "", where)));
            if (models.Count > before) commanded.Add(container.Name);
            foreach (var (option, text) in OptionModels.Json(command).Concat(OptionModels.Json(words)))
                Take(StructuredModels.Read(option.TrimStart('-').ToLowerInvariant(), text), where, isServer, [container]);
        }

        if (HubOrigins.Of(container) is { } origin) origins[where] = origin;
        else if (HubOrigins.Open(container) is { } unsaid) open.Add(new($"variable `{unsaid.Name}` of container `{container.Name}` says where models are fetched, and is filled in elsewhere", true));
    }

    private void Variables(Container container, PodTemplate pod)
    {
        var (where, isServer) = ($"container {container.Name}", Serves(container) || (IsServer && container.Runs is not null));
        foreach (var variable in container.Variables)
        {
            Take(VariableModels.Of(variable, isServer), where, isServer, [container]);
            if (isServer && variable is { Value: null, From.Length: > 0 } && !ModelHints.IsModelName(variable.Name) && SecretNames.KindOf(variable.Name) is null && StructuredModels.IsAbout(variable.Name.ToLowerInvariant()))
                open.Add(new($"variable `{variable.Name}` of container `{container.Name}` comes from {variable.From}, which is not at hand", true));
        }

        if (isServer) Elsewhere(container, pod, where);
    }

    // Whether a server says its model itself decides whether what it reads besides only may name another.
    private void Elsewhere(Container container, PodTemplate pod, string where)
    {
        var names = ModelHints.Of(container).Any() || models.Exists(m => m.Where == where);
        foreach (var source in container.Unread)
            open.Add(new($"container `{container.Name}` serves models and takes all of {source} over, which is not read and may name another", !names) { IsTold = true });
        if (container.Runs is not { Role: "model-server" or "gateway" }) return;
        foreach (var by in ConfigFiles.Unread(container, pod))
            open.Add(new($"{by} of container `{container.Name}` is a file that no config map brings, and it may name a model", !names) { IsAboutServer = true, IsTold = true });
    }

    private void Script(MountedEntry mounted, PodTemplate pod)
    {
        var (entry, before) = (mounted.Entry, models.Count);
        Take(entry.Script, Mounted, pod.Containers, true);
        if (entry.Origin is { } origin) origins[Mounted] = origin;
        IsFetched |= models.Count > before;
        if (models.Count > before) Name(mounted, pod);
        if (entry.Script.Starts is { Role: "model-server" }) starting.UnionWith(pod.Containers.Where(mounted.IsNamedBy).Select(c => c.Name));
    }

    private void Settings(MountedEntry mounted, PodTemplate pod)
    {
        var (entry, before) = (mounted.Entry, models.Count);
        models.AddRange(entry.Models.Select(m => new ReleasedModel(m, "", Mounted)));
        Take(new StructuredReading([], entry.Perhaps, null), Mounted, IsServer, pod.Containers);
        if (entry.Renamed is { } renamed && ConfigData.IsSettings(mounted.Name)) Take(renamed, Mounted, IsServer, pod.Containers);
        if (models.Count > before) Name(mounted, pod);
    }

    // Which containers are told a model by it: those that name the file, and those that look there by themselves.
    private void Name(MountedEntry mounted, PodTemplate pod) => named.UnionWith(pod.Containers
        .Where(c => mounted.IsNamedBy(c) || (mounted.Container == c && RuntimeVariables.Of(c.Runs).Folders.Contains(mounted.Folder.TrimEnd('/')))).Select(c => c.Name));

    private void Take(ScriptReading script, string where, ImmutableArray<Container> containers, bool isBeside)
    {
        models.AddRange(script.Models.Select(m => new ReleasedModel(m, "", where)));
        if (isBeside)
        {
            Starts ??= script.Starts;
            open.AddRange(script.Folders.Select(f => new OpenQuestion($"{where} starts a server with folder `{f}`, and which model lies there is not said", true) { IsAboutServer = true, Says = f }));
        }

        foreach (var unknown in script.Unknown) Resolve(unknown, where, containers, true);
    }

    private void Take(StructuredReading read, string where, bool isServer, ImmutableArray<Container> containers)
    {
        if (read.Problem is { } problem && isServer) open.Add(new($"{where}: {problem}", true));
        models.AddRange(read.Models.Select(m => new ReleasedModel(m, "", where)));
        if (!isServer) return;
        foreach (var text in read.Perhaps)
        {
            if (ScriptNames.IsOpen(text)) Resolve(text, where, containers, false);
            else models.Add(new(text, "", where));
        }
    }

    private void Resolve(string word, string where, ImmutableArray<Container> containers, bool isStarted)
    {
        var variable = ScriptNames.Variable(word);
        var said = variable is null ? null : containers.Select(c => c.Variables.LastOrDefault(v => v.Name == variable.Value.Name)).FirstOrDefault(v => v is not null);
        var value = said is not null ? said.Value?.Trim() : variable?.Default;
        if (value is not null && ModelHints.IsModel(value, isServer: true)) models.Add(new(ModelHints.Clean(value), "", where));
        else
        {
            IsOpen |= isStarted;
            open.Add(new($"{where} asks for a model that is filled in elsewhere{(variable is { } v ? $", by `{v.Name}`" : "")}", true));
        }
    }
}
