using System.Collections.Immutable;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>A container as a manifest, compose file or Dockerfile writes it.</summary>
/// <param name="Name">Its name beside its neighbours.</param>
/// <param name="Line">1-based line on which it starts.</param>
/// <param name="Image">Its image; null where none is written.</param>
/// <param name="Words">Command and arguments, shell text split into words.</param>
/// <param name="Variables">Its variables by name, as far as they are written.</param>
public sealed record Container(string Name, int Line, ImageName? Image, ImmutableArray<string> Words, ImmutableArray<EnvVariable> Variables)
{
    /// <summary>True where more variables come from a source that is not at hand.</summary>
    public bool HasMoreVariables { get; init; }

    /// <summary>Sources from which all variables are taken and that are not at hand, as messages name them.</summary>
    public ImmutableArray<string> Unread { get; init; } = [];

    /// <summary>Volumes that it mounts, the folders or files where it does, and the part of the volume; empty: the whole.</summary>
    public ImmutableArray<(string Volume, string Folder, string Part)> Mounts { get; init; } = [];

    /// <summary>True where its command replaces that of its image, so that its first word is a program.</summary>
    public bool HasCommand { get; init; }

    /// <summary>True where it runs to its end before the others start.</summary>
    public bool IsFirst { get; init; }

    /// <summary>The folder in which it starts; empty where that of its image counts.</summary>
    public string WorkingFolder { get; init; } = "";

    /// <summary>What kind of accelerator it asks for: `nvidia.com/gpu`; empty where none.</summary>
    public string Accelerator { get; init; } = "";

    /// <summary>How many of them.</summary>
    public long Accelerators { get; init; }

    /// <summary>It runs with all rights of its host.</summary>
    public bool IsPrivileged { get; init; }

    /// <summary>Linux capabilities added to it.</summary>
    public ImmutableArray<string> Capabilities { get; init; } = [];

    /// <summary>Whether something beside it collects its metrics or traces: `true`, `false`, or why that is not known.</summary>
    public string Watched { get; init; } = "false";

    /// <summary>Ports it opens, with their names; the name is empty where none is written.</summary>
    public ImmutableArray<(string Name, long Number)> Ports { get; init; } = [];

    /// <summary>Command and arguments as they are written, variables in them replaced.</summary>
    public ImmutableArray<string> Texts { get; init; } = [];

    /// <summary>Commands that are run in it besides: hooks and probes, each as it is written.</summary>
    public ImmutableArray<ImmutableArray<string>> Hooks { get; init; } = [];

    /// <summary>What the platform says serves here, where no image is written.</summary>
    public AiImage? Given { get; init; }

    /// <summary>What it runs, by its image, its command or its platform.</summary>
    public AiImage? Runs => field ??= AiImages.Find(Image) is { Role: not ("framework" or "notebook") } named ? named : ServerCommands.Find(Words) ?? Given ?? AiImages.Find(Image);
}
