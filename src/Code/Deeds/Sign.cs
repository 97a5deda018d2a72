namespace Plumbline.Code.Deeds;

/// <summary>How much a sign weighs by itself.</summary>
public enum SignWeight
{
    /// <summary>Worth knowing: code is capable of it.</summary>
    Low,

    /// <summary>Worth a look by a person.</summary>
    Medium,

    /// <summary>A hole that somebody can use, or behaviour that no honest tool has.</summary>
    High,

    /// <summary>Made to harm.</summary>
    Critical,
}

/// <summary>What deeds together say.</summary>
public enum SignKind
{
    /// <summary>Secrets, or what a tool was given, leave for a written foreign host.</summary>
    Exfiltrates,

    /// <summary>Another machine can give orders: a reverse shell, fetched text that is run.</summary>
    Backdoor,

    /// <summary>It starts itself again by itself.</summary>
    Persists,

    /// <summary>Built or decoded text is run.</summary>
    RunsHidden,
    ParameterAsCommand, ParameterAsArgument, ParameterAsCode, ParameterInQuery, ParameterInTemplate, ParameterAsPath, ParameterAsAddress, ParameterDeserialized,
    ReadsCredentials, ReadsSystem, WatchesUser, HiddenCopy, Exhausts, ErasesTraces, WidensRights, DisablesGuards, ResultInjects, SideEffect, StopsProcesses,

    /// <summary>A parameter by which whoever calls switches a check off.</summary>
    SwitchableCheck,

    /// <summary>Something dangerous that waits for a date, a count of calls or a certain machine.</summary>
    Waits,

    /// <summary>What a tool says of itself is changed while it runs.</summary>
    ChangesDescription,
}

/// <summary>One sign in the code.</summary>
/// <param name="Kind">What.</param>
/// <param name="Weight">How much it weighs.</param>
/// <param name="File">The file.</param>
/// <param name="Line">1-based.</param>
/// <param name="Subject">What it is about: a host, a path, a parameter.</param>
/// <param name="Function">The function it stands in; empty for the file itself.</param>
/// <param name="Tool">The tool that leads there; empty where none does.</param>
public sealed record Sign(SignKind Kind, SignWeight Weight, string File, int Line, string Subject, string Function, string Tool);
