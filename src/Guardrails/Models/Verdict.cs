namespace Plumbline.Guardrails.Models;

/// <summary>What an artifact is, all signs together.</summary>
public enum Verdict
{
    /// <summary>Read whole; nothing but what is known to be good.</summary>
    Clean,

    /// <summary>Something in it could not be read, or its format is not known; nothing was seen in the rest.</summary>
    NotScanned,

    /// <summary>Something in it is unknown to us.</summary>
    Review,

    /// <summary>At least one sign is high or critical.</summary>
    Malicious,
}
