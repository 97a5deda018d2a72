using System.Collections.Immutable;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>What a script does with models.</summary>
/// <param name="Models">The models that it starts or fetches.</param>
/// <param name="Unknown">What it starts or fetches under a name that it does not say itself: `$MODEL`.</param>
/// <param name="Starts">The server that it starts; null where it starts none.</param>
public sealed record ScriptReading(ImmutableArray<string> Models, ImmutableArray<string> Unknown, AiImage? Starts)
{
    /// <summary>Folders from which a server that it starts loads: which model lies there it does not say.</summary>
    public ImmutableArray<string> Folders { get; init; } = [];

    /// <summary>It does nothing with models.</summary>
    public static ScriptReading Nothing { get; } = new([], [], null);
}
