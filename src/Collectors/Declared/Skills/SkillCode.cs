using Plumbline.Code.Deeds;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Declared.Skills;

/// <summary>What the code of a skill does: its Python and JavaScript files as one program, each piece of code in its texts by itself.</summary>
internal sealed class SkillCode(string folder, Grammars grammars)
{
    private const int MostPieces = 60;

    private readonly Dictionary<string, SourceTree> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);
    private readonly List<(string File, int Line, string Name, SourceTree Tree)> pieces = [];

    /// <summary>What could not be followed.</summary>
    public List<string> Unread { get; } = [];

    /// <summary>Takes a file, or a piece of code that stands in a text below <paramref name="line"/> lines.</summary>
    public void Add(string path, string kind, byte[] bytes, int line)
    {
        var isPiece = line > 0;
        if (isPiece && pieces.Count >= MostPieces) return;
        var below = folder == "." ? path : path[(folder.Length + 1)..];
        var name = isPiece || !below.EndsWith("." + kind, StringComparison.OrdinalIgnoreCase) ? $"{below}.{line}.{kind}" : below;
        var language = kind is "py" or "pyw" ? Language.Python : kind is "js" or "mjs" or "cjs" or "jsx" ? Language.JavaScript : Language.TypeScript;
        if (grammars.Unavailable(language) is { } why)
        {
            if (!isPiece) Unread.Add($"`{path}` was not followed: {why.Split(';')[0]}");
            return;
        }

        if (DeedReader.Parse(name, bytes, grammars) is not { } tree) { if (!isPiece) Unread.Add($"`{path}` did not parse"); }
        else if (isPiece) pieces.Add((path, line, name, tree));
        else
        {
            (files[name], renamed[name]) = (tree, path);
            if (tree.IsBroken) Unread.Add($"a part of `{path}` did not parse: what stands there was not followed");
        }
    }

    /// <summary>The signs of all of it.</summary>
    public IEnumerable<FileSign> Find()
    {
        if (files.Count > 0)
        {
            var code = DeedReader.Of(files);
            if (!code.IsWhole) Unread.Add($"the code of skill `{folder}` is too large to be followed whole");
            foreach (var sign in Holes(code).Concat(Sent(code))) yield return sign;
            foreach (var sign in Judgement.Of(code, isScript: true)) yield return Said(sign, renamed.GetValueOrDefault(sign.File, sign.File), sign.Line);
        }

        // What a text shows as an example is worth a word only where no example needs it.
        foreach (var (file, line, name, tree) in pieces)
        {
            var code = DeedReader.Of(new Dictionary<string, SourceTree>(StringComparer.Ordinal) { [name] = tree });
            foreach (var sign in Judgement.Of(code).Where(s => s.Weight >= SignWeight.High)) yield return Said(sign, file, sign.Line + line);
        }
    }

    // What a script is given comes from the model that runs the skill, and so from whatever the model has read.
    private IEnumerable<FileSign> Holes(CodeDeeds code)
    {
        foreach (var deed in code.Deeds)
        {
            foreach (var flow in deed.Flows.Where(f => f.Source is SourceKind.Parameter or SourceKind.Argument or SourceKind.Input && f.Checks == Checks.None))
            {
                var (danger, reason) = (deed.Kind, flow.Sink) switch
                {
                    (DeedKind.RunsCode, SinkKind.Code) => ("high", "runs the text that it is given as code"),
                    (DeedKind.RunsCommand, SinkKind.Shell) => ("medium", "puts the text that it is given into a command"),
                    (DeedKind.Queries, SinkKind.Query) when flow.IsPart => ("medium", "puts the text that it is given into a query"),
                    (DeedKind.ReadsFile or DeedKind.WritesFile or DeedKind.Deletes, SinkKind.Path) when flow.IsPart && flow.Source == SourceKind.Argument && deed.Subject.StartsWith('/') => ("medium", "leaves the folder it is meant for where a name says so"),
                    _ => ("", ""),
                };
                if (danger.Length > 0) yield return new FileSign("hole", danger, renamed.GetValueOrDefault(deed.File, deed.File), deed.Line, reason, Masks.Of(flow.Name, [], 80));
            }
        }
    }

    // A file, the environment or what the machine is, sent to a host that stands in the code: right for an uploader, and for a thief.
    private IEnumerable<FileSign> Sent(CodeDeeds code)
    {
        foreach (var deed in code.Deeds.Where(d => d.Kind == DeedKind.SendsNetwork && !d.IsFetch))
        {
            var host = Hosts.Of(deed.Subject) ?? deed.Subject;
            if (!Hosts.IsWritten(host) || Hosts.IsNear(host) || !host.Contains('.', StringComparison.Ordinal)) continue;
            if (deed.Flows.Any(f => f.Source is SourceKind.File or SourceKind.Credential or SourceKind.System or SourceKind.Screen && f.Sink is SinkKind.Body or SinkKind.Url))
                yield return new FileSign("exfiltration", "medium", renamed.GetValueOrDefault(deed.File, deed.File), deed.Line, "sends files or what the machine is to a host of its own", Masks.Of(host, [], 80));
        }
    }

    private static FileSign Said(Sign sign, string file, int line)
    {
        var (kind, reason) = sign.Kind switch
        {
            SignKind.Exfiltrates => ("exfiltration", "sends data away"),
            SignKind.HiddenCopy => ("exfiltration", "sends a copy away beside its task"),
            SignKind.Backdoor => ("backdoor", "lets another machine give orders"),
            SignKind.Persists => ("persistence", "has itself started again"),
            SignKind.RunsHidden => ("obfuscation", "runs text that is built or decoded"),
            SignKind.ReadsCredentials => ("credentials", "reads credentials"),
            SignKind.ReadsSystem => ("system", "reads whose machine this is"),
            SignKind.WatchesUser => ("surveillance", "watches the user"),
            SignKind.Exhausts => ("exhaustion", "may work without end"),
            SignKind.ErasesTraces or SignKind.DisablesGuards or SignKind.WidensRights => ("guard-removal", "erases traces, switches protection off or widens rights"),
            SignKind.StopsProcesses or SignKind.SideEffect => ("side-effect", "does what its name does not say"),
            SignKind.ResultInjects => ("instruction", "answers with instructions to the model"),
            _ => ("hole", "lets whoever steers the model reach a command, a query, a path or an address"),
        };
        return new FileSign(kind, sign.Weight.ToString().ToLowerInvariant(), file, line, reason, Masks.Of(sign.Subject, [], 80));
    }
}
