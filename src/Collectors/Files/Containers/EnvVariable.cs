namespace Plumbline.Collectors.Files.Containers;

/// <summary>A variable of a container.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value as written; null where it comes from elsewhere.</param>
/// <param name="Line">1-based line on which it is written.</param>
public sealed record EnvVariable(string Name, string? Value, int Line)
{
    /// <summary>Where its value comes from, where that is not at hand: "config map `settings`"; empty where it is written, or nobody says.</summary>
    public string From { get; init; } = "";

    /// <summary>True where it is filled in from the pod itself, or in a way that is not known.</summary>
    public bool IsField { get; init; }
}
