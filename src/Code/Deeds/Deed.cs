using System.Collections.Immutable;

namespace Plumbline.Code.Deeds;

/// <summary>What a piece of code does to the world around it.</summary>
public enum DeedKind
{
    RunsCommand, RunsCode, ReadsCredentials, ReadsEnvironment, ReadsFile, WritesFile, Deletes, SendsNetwork, InstallsPackage, Persists, Decodes,
    LoadsNative, Deserializes, OpensListener, ChangesPermissions, WatchesUser, Queries, RendersTemplate, Exhausts, ReadsSystem, StopsProcesses, ChangesEnvironment, Answers,
    Redescribes,
}

/// <summary>Where data comes from.</summary>
public enum SourceKind
{
    /// <summary>A parameter of a tool: whoever steers the model writes it.</summary>
    Parameter,

    /// <summary>A parameter of a function that nobody was seen to call.</summary>
    Argument,

    /// <summary>The command line, standard input, a request.</summary>
    Input,
    Environment, Credential, File, Network, Screen, System, Decoded, Random,
}

/// <summary>What data reaches at a deed.</summary>
public enum SinkKind
{
    /// <summary>A line that a shell reads.</summary>
    Shell,

    /// <summary>The program of a command without a shell.</summary>
    Program,

    /// <summary>An argument of a command without a shell.</summary>
    Argument,
    Code, Query, Path, Host, Url, Body, Header, Template, Answer, Amount, Setting,
}

/// <summary>What was done to make data harmless on its way.</summary>
[Flags]
public enum Checks
{
    None = 0,

    /// <summary>Quoted for a shell.</summary>
    Quoted = 1,

    /// <summary>Its place was compared with a folder or host.</summary>
    Contained = 2,

    /// <summary>It is one of a written list, matches a written pattern, or is a number.</summary>
    Listed = 4,

    /// <summary>A function of the project decided on it.</summary>
    Judged = 8,
}

/// <summary>Data that reaches a deed.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Name">Which parameter, variable or path; empty where that is not known.</param>
/// <param name="Line">Where it was taken up.</param>
/// <param name="Sink">What it reaches.</param>
/// <param name="IsPart">True where it is put into something larger: a written command, a written path.</param>
/// <param name="Checks">What it went through.</param>
public sealed record Flow(SourceKind Source, string Name, int Line, SinkKind Sink, bool IsPart, Checks Checks);

/// <summary>One thing that code does.</summary>
/// <param name="Kind">What.</param>
/// <param name="File">The file as it was given.</param>
/// <param name="Line">1-based.</param>
/// <param name="Api">What is called: `subprocess.run`.</param>
/// <param name="Subject">The written part of what it is done to: a path, a host, a command; parts that are not known are `…`.</param>
/// <param name="Function">The function it stands in; empty for the file itself.</param>
/// <param name="Tool">The tool that leads there; empty where none does.</param>
public sealed record Deed(DeedKind Kind, string File, int Line, string Api, string Subject, string Function, string Tool)
{
    /// <summary>Other subjects of the same call: the paths of a list it goes through.</summary>
    public ImmutableArray<string> Others { get; init; } = [];

    /// <summary>What reaches it.</summary>
    public ImmutableArray<Flow> Flows { get; init; } = [];

    /// <summary>True where its errors are swallowed without a word.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>True where it runs beside the call that started it: a thread, a timer, a detached process.</summary>
    public bool IsAside { get; init; }

    /// <summary>True where nobody was seen to call the function that leads there: a test, a leftover, or what another program uses.</summary>
    public bool IsUncalled { get; init; }

    /// <summary>True for a request that mainly asks: what it sends lies in its address.</summary>
    public bool IsFetch { get; init; }

    /// <summary>True where its result is looked at.</summary>
    public bool IsUsed { get; init; }

    /// <summary>What it waits for: `date`, `count`, `host`; empty where it happens whenever it is asked for.</summary>
    public string Trigger { get; init; } = "";
}

/// <summary>A function that a model can call.</summary>
/// <param name="Name">The name it is offered under.</param>
/// <param name="Doc">What is said of it.</param>
/// <param name="Parameters">Its parameters' names.</param>
/// <param name="File">Its file.</param>
/// <param name="Line">1-based.</param>
/// <param name="Kind">`tool`, `resource`, `prompt`, `handler`.</param>
public sealed record ToolCode(string Name, string Doc, ImmutableArray<string> Parameters, string File, int Line, string Kind)
{
    /// <summary>Parameters that reach what it answers.</summary>
    public ImmutableArray<string> Answered { get; init; } = [];

    /// <summary>Written texts that it answers with.</summary>
    public ImmutableArray<string> Says { get; init; } = [];
}

/// <summary>What the code of a folder does.</summary>
/// <param name="Deeds">In the order of file and line.</param>
/// <param name="Tools">The functions that a model can call.</param>
/// <param name="IsWhole">False where a bound was reached: what follows is not known.</param>
public sealed record CodeDeeds(ImmutableArray<Deed> Deeds, ImmutableArray<ToolCode> Tools, bool IsWhole);
