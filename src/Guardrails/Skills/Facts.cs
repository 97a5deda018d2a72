namespace Plumbline.Guardrails.Skills;

/// <summary>How bad a sign is where nothing speaks for it.</summary>
public enum Danger
{
    /// <summary>Worth knowing beside others.</summary>
    Low,

    /// <summary>Worth a look by a person.</summary>
    Medium,

    /// <summary>No honest skill needs it.</summary>
    High,

    /// <summary>Made to harm.</summary>
    Critical,
}

/// <summary>What a skill does or has done.</summary>
public enum SkillSignKind
{
    /// <summary>Code that was fetched is run, unseen.</summary>
    RemoteCode,

    /// <summary>Credentials are read.</summary>
    Credentials,

    /// <summary>Data leaves for somewhere else.</summary>
    Exfiltration,

    /// <summary>It stays or starts again by itself.</summary>
    Persistence,

    /// <summary>Another machine gets a shell.</summary>
    Backdoor,

    /// <summary>What is run is kept from being read.</summary>
    Obfuscation,

    /// <summary>Protection is switched off, or traces are erased.</summary>
    GuardRemoval,

    /// <summary>Data or systems are destroyed.</summary>
    Destruction,

    /// <summary>A file is offered for download that nobody should open.</summary>
    Download,

    /// <summary>Compiled code differs from its source, or has none.</summary>
    Bytecode,

    /// <summary>An executable, or an archive that holds one.</summary>
    Executable,

    /// <summary>A package that is fetched from a place of its own, or without a version.</summary>
    Package,

    /// <summary>The head asks to be used for everything, or poses as somebody else's.</summary>
    Trigger,

    /// <summary>The settings of the agent itself are changed.</summary>
    AgentSettings,
}

/// <summary>A sign in a skill: what kind and where.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Danger">How bad it is.</param>
/// <param name="Line">1-based line of the text judged.</param>
/// <param name="Reason">What was seen, in a few words of the judge's own.</param>
/// <param name="Subject">A host, a file, a program; empty where there is none. Never a secret.</param>
public sealed record SkillSign(SkillSignKind Kind, Danger Danger, int Line, string Reason, string Subject = "");
