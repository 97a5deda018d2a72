namespace Plumbline.Guardrails.Models;

/// <summary>What a sign weighs. That something could not be read is no weight: it stands beside, as <see cref="Unscanned"/>.</summary>
public enum Danger
{
    /// <summary>Worth telling, harmless.</summary>
    Clean,

    /// <summary>Nobody vouches for it: a person should look.</summary>
    Review,

    /// <summary>Reads, reaches or hides what a model never needs to.</summary>
    High,

    /// <summary>Executes code, starts processes, reaches the network or writes files when loaded.</summary>
    Critical,
}
