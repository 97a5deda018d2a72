namespace Plumbline.Guardrails.Tools;

/// <summary>What a tool lets a model do.</summary>
public enum CapabilityKind
{
    /// <summary>Its answers hold text that strangers may have written.</summary>
    ReadsUntrusted,

    /// <summary>Its answers hold what not everybody may know.</summary>
    ReadsPrivate,

    /// <summary>It carries data to where others can see it.</summary>
    SendsOut,

    /// <summary>It takes away what cannot be brought back.</summary>
    Destroys,

    /// <summary>It runs commands, code or queries that the model writes.</summary>
    ExecutesCode,

    /// <summary>It moves money or its like.</summary>
    MovesMoney,

    /// <summary>It changes who may do what.</summary>
    ChangesPermissions,

    /// <summary>It writes files.</summary>
    WritesFiles,

    /// <summary>It creates or changes records.</summary>
    ChangesData,

    /// <summary>It drives a browser.</summary>
    Browses,

    /// <summary>It leaves something behind that runs later.</summary>
    Persists,
}

/// <summary>A capability, and what led to it.</summary>
/// <param name="Kind">What the tool can do.</param>
/// <param name="IsSure">False where only a weak word, or what the tool claims of itself, speaks for it.</param>
/// <param name="Why">The words and fields that led to it: `name says send email`.</param>
public sealed record Capability(CapabilityKind Kind, bool IsSure, string Why);

/// <summary>What is judged of a tool.</summary>
/// <param name="Capabilities">What it can do, each kind once; empty where nothing is known of it.</param>
/// <param name="Signs">What speaks against it.</param>
/// <param name="IsKnown">False where neither name nor description says what it does.</param>
public sealed record ToolJudgement(IReadOnlyList<Capability> Capabilities, IReadOnlyList<ToolSign> Signs, bool IsKnown);
