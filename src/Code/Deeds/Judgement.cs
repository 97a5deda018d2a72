using System.Collections.Immutable;

namespace Plumbline.Code.Deeds;

/// <summary>Judges deeds: what is a hole, what is made to harm, and what is only what a tool is for.</summary>
/// <remarks>It rests on what code does to what, never on comments, documentation or the names of files.</remarks>
public static partial class Judgement
{
    /// <summary>The signs in the code of a folder, each once, in the order of file and line.</summary>
    /// <param name="code">What the code does.</param>
    /// <param name="isScript">True for scripts that an agent starts by itself: their arguments are what a tool's parameters are, and what nobody calls is called by the agent. That they open the files they are given is what they are for.</param>
    public static ImmutableArray<Sign> Of(CodeDeeds code, bool isScript = false)
    {
        if (isScript) code = code with { Deeds = [.. code.Deeds.Select(Started)] };
        var all = new List<Sign>();
        foreach (var deed in code.Deeds)
        {
            all.AddRange(OfDeed(deed, code));
            if (Awaited(deed) is { } sign) all.Add(sign);
        }

        foreach (var tool in code.Tools) all.AddRange(OfTool(tool, code));
        return
        [
            .. all.GroupBy(s => (s.Kind, s.File, s.Line, s.Function)).Select(g => g.OrderByDescending(s => s.Weight).ThenByDescending(s => s.Tool.Length > 0).ThenBy(s => s.Tool, StringComparer.Ordinal).First())
                .OrderBy(s => s.File, StringComparer.Ordinal).ThenBy(s => s.Line).ThenBy(s => s.Kind),
        ];
    }

    private static IEnumerable<Sign> OfDeed(Deed deed, CodeDeeds code)
    {
        foreach (var (kind, weight, subject) in deed.Kind switch
        {
            DeedKind.RunsCommand => Commands(deed, code),
            DeedKind.RunsCode => Codes(deed, code),
            DeedKind.SendsNetwork => Sends(deed, code),
            DeedKind.Queries => Reaches(deed, SinkKind.Query, SignKind.ParameterInQuery, TakesStatements(deed, code) ? SignWeight.Low : SignWeight.High),
            DeedKind.RendersTemplate => Templates(deed),
            DeedKind.Deserializes => Reaches(deed, SinkKind.Code, SignKind.ParameterDeserialized, SignWeight.High),
            DeedKind.ReadsFile or DeedKind.WritesFile or DeedKind.Deletes => Places(deed, code),
            DeedKind.ReadsCredentials => Credentials(deed, code),
            DeedKind.ReadsSystem => Machines(deed, code),
            DeedKind.WatchesUser => [(SignKind.WatchesUser, SignWeight.Medium, deed.Api)],
            DeedKind.Persists => [(SignKind.Persists, deed.Tool.Length > 0 || deed.IsQuiet ? SignWeight.High : SignWeight.Medium, deed.Subject)],
            DeedKind.OpensListener when Subjects(deed).Any(s => s.StartsWith("a shell", StringComparison.Ordinal)) => [(SignKind.Backdoor, SignWeight.Critical, Subjects(deed).First(s => s.StartsWith("a shell", StringComparison.Ordinal)))],
            DeedKind.InstallsPackage when deed.Subject.StartsWith("what is fetched", StringComparison.Ordinal) => [(SignKind.Backdoor, SignWeight.High, deed.Subject)],
            DeedKind.ChangesPermissions => Rights(deed),
            DeedKind.ReadsEnvironment when deed.Tool.Length > 0 => [(SignKind.ReadsCredentials, SignWeight.Medium, "the whole environment")],
            DeedKind.ChangesEnvironment when deed.Tool.Length > 0 && deed.Flows.IsEmpty => [(SignKind.SideEffect, SignWeight.Low, deed.Subject)],
            DeedKind.StopsProcesses => [(deed.Subject.StartsWith("a guard", StringComparison.Ordinal) ? SignKind.DisablesGuards : SignKind.StopsProcesses, deed.Subject.StartsWith("a guard", StringComparison.Ordinal) ? SignWeight.High : SignWeight.Low, deed.Subject)],
            DeedKind.Answers when deed.Tool.Length > 0 => [(SignKind.ResultInjects, deed.Api is "write" || deed.IsQuiet ? SignWeight.High : SignWeight.Medium, deed.Subject)],
            DeedKind.Redescribes => [(SignKind.ChangesDescription, SignWeight.High, deed.Subject)],
            // Whoever writes a number of that size beside a process, a file or a connection wants it so.
            DeedKind.Exhausts => [(SignKind.Exhausts, deed.Tool.Length > 0 && (deed.Api == "itself" || (deed.Api == "repeated" && deed.Flows.IsEmpty)) ? SignWeight.High : SignWeight.Medium, deed.Subject)],
            DeedKind.LoadsNative when deed.Flows.Any(IsForeign) => [(SignKind.ParameterAsCode, SignWeight.High, deed.Subject)],
            _ => [],
        })
        {
            // What nobody calls is a test or a leftover: it weighs less, unless it is made to harm.
            yield return new Sign(kind, deed.IsUncalled && weight is SignWeight.Medium or SignWeight.High ? weight - 1 : weight, deed.File, deed.Line, subject, deed.Function, deed.Tool);
        }
    }

    private static IEnumerable<string> Subjects(Deed deed) => deed.Others.Prepend(deed.Subject);

    private static Deed Started(Deed deed) => deed with
    {
        IsUncalled = false,
        Flows = [.. deed.Flows.Where(f => f.Source is not (SourceKind.Argument or SourceKind.Input) || f.Sink is not (SinkKind.Path or SinkKind.Host or SinkKind.Url)).Select(f => f.Source is SourceKind.Argument or SourceKind.Input ? f with { Source = SourceKind.Parameter } : f)],
    };

    /// <summary>True for what a stranger may write.</summary>
    private static bool IsForeign(Flow flow) => flow.Source is SourceKind.Parameter;

    private static bool IsLoose(Flow flow) => flow.Checks == Checks.None;

    // A script that an agent starts says by the names of its functions what it is for.
    private static ToolCode? ToolOf(Deed deed, CodeDeeds code) => deed.Tool.Length == 0 ? new ToolCode(deed.Function, "", [], deed.File, deed.Line, "script") : code.Tools.FirstOrDefault(t => t.Name == deed.Tool);

    private static IEnumerable<(SignKind, SignWeight, string)> Commands(Deed deed, CodeDeeds code)
    {
        var tool = ToolOf(deed, code);
        foreach (var flow in deed.Flows)
        {
            if (flow.Source == SourceKind.Network && flow.Sink is SinkKind.Shell or SinkKind.Program) yield return (SignKind.Backdoor, Orderer(flow), flow.Name);
            if (flow.Source == SourceKind.Decoded && flow.Sink is SinkKind.Shell or SinkKind.Program) yield return (SignKind.RunsHidden, SignWeight.High, deed.Subject);
            if (!IsForeign(flow)) continue;
            var isTold = tool is not null && !flow.IsPart && Purposes.RunsCommands(tool, flow.Name);
            switch (flow.Sink)
            {
                case SinkKind.Shell or SinkKind.Program when isTold: yield return (SignKind.ParameterAsCommand, SignWeight.Medium, flow.Name); break;
                case SinkKind.Shell when (flow.Checks & (Checks.Quoted | Checks.Listed)) == 0: yield return (SignKind.ParameterAsCommand, (flow.Checks & Checks.Judged) != 0 ? SignWeight.Medium : SignWeight.High, flow.Name); break;
                case SinkKind.Program when !flow.IsPart && IsLoose(flow): yield return (SignKind.ParameterAsCommand, SignWeight.High, flow.Name); break;
                case SinkKind.Program when IsLoose(flow): yield return (SignKind.ParameterAsCommand, SignWeight.Medium, flow.Name); break;
                case SinkKind.Argument when IsLoose(flow): yield return (SignKind.ParameterAsArgument, SignWeight.Low, flow.Name); break;
            }
        }
    }

    // Who gives the orders: a written host is the author's choice, another may be configured.
    private static SignWeight Orderer(Flow flow) => Hosts.IsWritten(flow.Name) && !Hosts.IsNear(flow.Name) ? SignWeight.High : SignWeight.Medium;

    private static IEnumerable<(SignKind, SignWeight, string)> Codes(Deed deed, CodeDeeds code)
    {
        var tool = ToolOf(deed, code);
        foreach (var flow in deed.Flows.Where(f => f.Sink == SinkKind.Code))
        {
            if (flow.Source == SourceKind.Decoded) yield return (SignKind.RunsHidden, SignWeight.High, deed.Api);
            else if (flow.Source == SourceKind.Network) yield return (SignKind.Backdoor, Orderer(flow), flow.Name);
            else if (IsForeign(flow) && (flow.Checks & Checks.Listed) == 0)
            {
                var isTold = tool is not null && !flow.IsPart && Purposes.RunsCode(tool, flow.Name);
                yield return (SignKind.ParameterAsCode, isTold || (flow.Checks & Checks.Judged) != 0 ? SignWeight.Medium : SignWeight.High, flow.Name);
            }
        }
    }

    private static IEnumerable<(SignKind, SignWeight, string)> Reaches(Deed deed, SinkKind sink, SignKind kind, SignWeight weight)
    {
        foreach (var flow in deed.Flows.Where(f => f.Sink == sink && IsForeign(f) && (f.Checks & Checks.Listed) == 0))
        {
            // A whole statement is what a query tool is given; a part of one is an injection.
            var isWhole = sink == SinkKind.Query && !flow.IsPart;
            yield return (kind, isWhole ? SignWeight.Low : (flow.Checks & Checks.Judged) != 0 ? SignWeight.Medium : weight, flow.Name);
        }
    }

    // Who may write whole statements gains nothing by a part of one.
    private static bool TakesStatements(Deed deed, CodeDeeds code) => deed.Tool.Length > 0 && code.Deeds.Any(d => d.Kind == DeedKind.Queries && d.Tool == deed.Tool && d.Flows.Any(f => f is { Sink: SinkKind.Query, IsPart: false } && IsForeign(f)));

    private static IEnumerable<(SignKind, SignWeight, string)> Templates(Deed deed)
    {
        foreach (var flow in deed.Flows.Where(f => f.Sink == SinkKind.Template && IsForeign(f)))
            yield return (SignKind.ParameterInTemplate, deed.Api is "format" or "format_map" or "substitute" or "safe_substitute" ? SignWeight.Medium : SignWeight.High, flow.Name);
    }

    private static IEnumerable<(SignKind, SignWeight, string)> Places(Deed deed, CodeDeeds code)
    {
        foreach (var flow in deed.Flows.Where(f => f.Sink == SinkKind.Path && IsForeign(f) && IsLoose(f)))
            yield return (SignKind.ParameterAsPath, IsWholeTree(deed, flow) || IsEscape(deed, flow) ? SignWeight.High : SignWeight.Medium, flow.Name);
        if (deed.Kind == DeedKind.Deletes && Subjects(deed).FirstOrDefault(Secrets.IsOfSystem) is { } lost) yield return (SignKind.ErasesTraces, SignWeight.High, lost);
        if (deed.Kind == DeedKind.Deletes && deed.Subject.StartsWith("traces", StringComparison.Ordinal)) yield return (SignKind.ErasesTraces, SignWeight.High, deed.Subject);
        if (deed.Tool.Length == 0) yield break;
        if (deed.Kind is DeedKind.WritesFile or DeedKind.Deletes && IsLog(deed)) yield return (SignKind.ErasesTraces, SignWeight.Medium, deed.Subject);
        var isTaken = deed.Flows.Any(f => f.Sink == SinkKind.Body && (f.Source == SourceKind.Parameter || IsSecret(f)));
        var isChosen = deed.Flows.Any(f => f.Sink == SinkKind.Path && IsForeign(f));
        if (deed.Kind == DeedKind.WritesFile && IsHiddenPlace(deed)) yield return (SignKind.HiddenCopy, !isChosen && (isTaken || deed.IsQuiet) ? SignWeight.High : SignWeight.Medium, deed.Subject);
        else if (deed.Kind == DeedKind.WritesFile && deed.Flows.Any(f => f.Sink == SinkKind.Body && IsSecret(f)) && !IsStore(deed)) yield return (SignKind.HiddenCopy, SignWeight.High, deed.Subject);
        else if (deed is { Kind: DeedKind.WritesFile, IsQuiet: true } && !isChosen && isTaken && IsShared(deed)) yield return (SignKind.HiddenCopy, SignWeight.High, deed.Subject);
        else if (deed is { Kind: DeedKind.WritesFile, IsQuiet: true } && deed.Flows.Any(f => f.Sink == SinkKind.Body && f.Source is SourceKind.Parameter or SourceKind.Credential or SourceKind.Environment) && !deed.Flows.Any(f => f.Sink == SinkKind.Path && IsForeign(f)))
            yield return (SignKind.HiddenCopy, SignWeight.Medium, deed.Subject);
    }

    // Rights of the system's own files, or a file that runs as its owner.
    private static bool IsWide(Deed deed) => deed.Api is "os.chmod" or "chmod" or "os.chown" or "fs.chmod" or "fs.chmodSync" or "fs.chown" or "fs.chownSync" or "shutil.chown"
        && deed.Others.Append(deed.Subject).Any(s => s.StartsWith("/etc/", StringComparison.Ordinal) || s.StartsWith("/bin/", StringComparison.Ordinal) || s.StartsWith("/usr/bin/", StringComparison.Ordinal) || s.StartsWith("/sbin/", StringComparison.Ordinal));

    private static bool IsLog(Deed deed) => deed.Subject.StartsWith("/var/log/", StringComparison.Ordinal) || deed.Subject.Contains("_history", StringComparison.Ordinal) || deed.Others.Any(o => o.StartsWith("/var/log/", StringComparison.Ordinal));

    // `/tmp/.x`: a file that nobody is meant to see, in a place that everybody may write to.
    private static bool IsHiddenPlace(Deed deed) => deed.Others.Append(deed.Subject).Any(s => (s.StartsWith("/tmp/", StringComparison.Ordinal) || s.StartsWith("/var/", StringComparison.Ordinal) || s.StartsWith("/dev/shm/", StringComparison.Ordinal)) && s.Split('/').Any(p => p.Length > 1 && p[0] == '.' && p[1] != '.'));

    // A folder with all that lies in it, which one wrong name takes away.
    private static bool IsWholeTree(Deed deed, Flow flow) => deed is { Kind: DeedKind.Deletes, Api: "shutil.rmtree" or "fs.rm" or "fs.rmSync" or "fs.remove" or "fs.removeSync" or "rimraf" or "rimraf.sync" } && !flow.IsPart;

    // A written folder stands before it and nothing behind it, so it was meant to stay in there, and nothing holds it.
    private static bool IsEscape(Deed deed, Flow flow) => flow.IsPart && deed.Kind is DeedKind.ReadsFile or DeedKind.WritesFile or DeedKind.Deletes && Subjects(deed).All(s => s.IndexOf('…', StringComparison.Ordinal) is var at && (at < 0 || at == s.Length - 1)) && Subjects(deed).Any(s => s.StartsWith('/') && s.EndsWith("/…", StringComparison.Ordinal) && s.Length > 2);

    // Places that everybody may write to, or that belong to the system: no tool keeps what it is given there.
    private static bool IsShared(Deed deed) => Subjects(deed).Any(s => s.StartsWith("/tmp/", StringComparison.Ordinal) || s.StartsWith("/var/", StringComparison.Ordinal) || s.StartsWith("/dev/shm/", StringComparison.Ordinal) || s.StartsWith("/etc/", StringComparison.Ordinal));

    // Keys that are written back to where keys lie are kept, not taken.
    private static bool IsStore(Deed deed) => Secrets.KindOf(Subjects(deed)) == SourceKind.Credential;

    private static IEnumerable<(SignKind, SignWeight, string)> Credentials(Deed deed, CodeDeeds code)
    {
        _ = code;
        var isTaken = (deed.Tool.Length > 0 && (deed.IsQuiet || Subjects(deed).Any(Hosts.IsMetadata))) || Secrets.IsSweep(Subjects(deed));
        yield return (SignKind.ReadsCredentials, deed.Subject.Length == 0 ? SignWeight.Low : isTaken ? SignWeight.High : SignWeight.Medium, deed.Subject);
    }

    private static IEnumerable<(SignKind, SignWeight, string)> Machines(Deed deed, CodeDeeds code)
    {
        _ = code;
        var isListing = deed.Api is "pwd.getpwall" or "grp.getgrall" or "spwd.getspall" or "psutil.users";
        if (deed.Tool.Length > 0 && (deed.Subject.StartsWith('/') || isListing)) yield return (SignKind.ReadsSystem, isListing || Subjects(deed).Any(Secrets.IsPeople) ? SignWeight.High : SignWeight.Medium, deed.Subject.Length > 0 ? deed.Subject : deed.Api);
    }

    private static IEnumerable<(SignKind, SignWeight, string)> Rights(Deed deed)
    {
        if (deed.Subject.StartsWith("rights", StringComparison.Ordinal)) yield return (SignKind.WidensRights, SignWeight.High, deed.Subject);
        else if (deed.Api.EndsWith("utime", StringComparison.Ordinal) && deed.Tool.Length > 0) yield return (SignKind.ErasesTraces, SignWeight.Medium, deed.Subject);
        else if (IsWide(deed)) yield return (SignKind.WidensRights, SignWeight.High, deed.Subject);
        else if (deed.Tool.Length > 0 && deed.Flows.Any(f => f.Sink == SinkKind.Path && IsForeign(f) && IsLoose(f))) yield return (SignKind.ParameterAsPath, SignWeight.Medium, deed.Subject);
        else if (deed.Api is "os.setuid" or "os.seteuid" or "os.setgid") yield return (SignKind.WidensRights, SignWeight.Medium, deed.Subject);
    }
}
