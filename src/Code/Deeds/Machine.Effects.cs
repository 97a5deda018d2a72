using System.Text.RegularExpressions;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Deeds;

/// <summary>What calls of libraries do to the world.</summary>
internal sealed partial class Machine
{
    private static readonly HashSet<string> Interpreters = new(StringComparer.Ordinal) { "sh", "bash", "zsh", "dash", "ksh", "cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh", "python", "python3", "node", "perl", "ruby", "osascript", "php" };

    /// <summary>Writes down what a known function does; null where, given these arguments, it does nothing.</summary>
    private Value? Perform(Api api, string path, Site site) => api switch
    {
        Api.Shell => Shell(path, site.At(0, "command", "cmd"), site, true),
        Api.Command => Command(path, site),
        Api.Program => Program(path, Value.Join([.. site.Arguments.Select(a => a.Value)], " "), site.At(0), Flat(site.All(1)), site),
        Api.Code => Code(path, site),
        Api.Import => Import(path, site),
        Api.Open or Api.Read => Read(api, path, site),
        Api.Write => WriteTo(path, site),
        Api.Place => Touch(DeedKind.WritesFile, path, site),
        Api.Copy => Copy(path, site),
        Api.Delete => Touch(DeedKind.Deletes, path, site),
        Api.Mode or Api.Attributes => Touch(DeedKind.ChangesPermissions, path, site),
        Api.Send or Api.Fetch or Api.Connect or Api.Address or Api.Message => Send(api, path, site),
        Api.Query => Query(path, site),
        Api.Template => Plain(DeedKind.RendersTemplate, path, site.At(0, "source", "template", "template_source"), site, SinkKind.Template),
        Api.Deserialize => path.StartsWith("yaml", StringComparison.Ordinal) && Texts(site).Contains("Safe", StringComparison.Ordinal) ? null : Plain(DeedKind.Deserializes, path, site.At(0), site, SinkKind.Code),
        Api.Native => Plain(DeedKind.LoadsNative, path, site.At(0), site, SinkKind.Path),
        Api.Listen => Plain(DeedKind.OpensListener, path, Flat(site.At(0)), site, SinkKind.Host),
        Api.Screen => Taken(DeedKind.WatchesUser, SourceKind.Screen, path, site),
        Api.System => Taken(DeedKind.ReadsSystem, SourceKind.System, path, site),
        Api.Secret => Taken(DeedKind.ReadsCredentials, SourceKind.Credential, path, site),
        Api.Stop => Plain(DeedKind.StopsProcesses, path, Flat(site.All()), site, SinkKind.Argument),
        Api.SetEnvironment => Plain(DeedKind.ChangesEnvironment, path, Flat(site.At(0)), site, SinkKind.Setting),
        Api.Input => Value.Of(new Taint(SourceKind.Input, path, site.Line, false, Checks.None)),
        Api.Fork => Plain(DeedKind.StopsProcesses, path, Value.Nothing, site, SinkKind.Amount).Or(HandOn(site, Value.Nothing, true)),
        Api.Bind => Bound(path, site),
        Api.Time => Value.Symbol(path + "()"),
        _ => Value.Nothing,
    };

    private static string Texts(Site site) => string.Join(' ', site.Arguments.SelectMany(a => a.Value.Symbols));

    private Value Shell(string path, Value command, Site site, bool isShell)
    {
        var flat = Flat(command);
        Note(DeedKind.RunsCommand, path, flat, site, Into(flat, isShell ? SinkKind.Shell : SinkKind.Program).Concat(Into(site.At(-1, "input"), SinkKind.Body)));
        foreach (var text in flat.Texts) Said(text, path, site);
        return ResultOf(flat, site);
    }

    // What a command tells is known where its words say so.
    private static Value ResultOf(Value command, Site site) =>
        CommandTexts.Reads(command.Texts) is { } kind ? Value.Of(new Taint(kind, command.Shown(), site.Line, false, Checks.None)) : Value.Symbol("subprocess.run()");

    // A program whose input or output is a connection takes its orders from there.
    private Value Bound(string path, Site site)
    {
        if (IsConnection(site.At(0))) Note(DeedKind.OpensListener, path, Value.Text("a shell for another machine"), site, []);
        return Value.Nothing;
    }

    private bool IsConnection(Value value) => value.Symbols.Concat(value.Objects.Select(o => heap.Of(o).Symbol)).Any(s => s.StartsWith("socket.", StringComparison.Ordinal) || s.StartsWith("net.", StringComparison.Ordinal) || s.StartsWith("tls.", StringComparison.Ordinal));

    private static bool IsStream(Value value) => value.Symbols.Any(s => s.StartsWith("subprocess.run().std", StringComparison.Ordinal));

    private Value Command(string path, Site site)
    {
        if (site.Arguments.Any(a => a.Name is "stdin" or "stdout" or "stderr" && IsConnection(a.Value))) Note(DeedKind.OpensListener, path, Value.Text("a shell for another machine"), site, []);
        var first = site.At(0, "args", "command");
        var isShell = site.Says("shell") || site.Arguments.Any(a => a.Value.Objects.Any(o => heap.Of(o) is { IsMap: true } held && held.Fields.TryGetValue("shell", out var on) && site.Call.Arguments.Any(c => IsShellOption(c.Value)) && !on.Taints.Any()));
        var lists = first.Objects.ToList();
        if (isShell && lists.Count == 0) return Shell(path, first, site, true);
        if (lists.Count > 0) return Listed(path, lists, first, site);
        var rest = site.At(1);
        var words = rest.Objects.Any() ? Value.Join([first, .. Ordered(rest.Objects.First())], " ") : first;
        return Program(path, words, first, Flat(rest), site);
    }

    private static bool IsShellOption(Expression value) => value is Fields fields && fields.All.Any(f => f.Key == "shell" && f.Value is Literal { Value: "true" } or Trees.Text);

    private List<Value> Ordered(ObjectAtom list) => [.. heap.Of(list).Fields.Where(f => f.Key != "=").OrderBy(f => f.Key.Length).ThenBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value)];

    private Value Listed(string path, List<ObjectAtom> lists, Value whole, Site site)
    {
        var result = Value.Nothing;
        foreach (var list in lists)
        {
            var words = Ordered(list);
            var fields = heap.Of(list).Fields;
            var program = fields.GetValueOrDefault("0") ?? fields.GetValueOrDefault("*", Value.Nothing);
            result = result.Or(Program(path, Value.Join(words, " "), program, words.Skip(1).Select(Flat).Aggregate(Value.Nothing, (a, b) => a.Or(b)), site, words));
        }

        return lists.Count == 0 ? whole : result;
    }

    private Value Program(string path, Value line, Value program, Value arguments, Site site, List<Value>? words = null)
    {
        var isInterpreter = program.Texts.Any(t => Interpreters.Contains(t[(t.LastIndexOf('/') + 1)..])) && (words is null ? line : words.Count > 1 ? words[1] : Value.Nothing).Texts.Any(t => t.Contains("-c", StringComparison.OrdinalIgnoreCase) || t.Contains("-e", StringComparison.Ordinal) || t == "/c");
        var code = isInterpreter ? words is { Count: > 2 } ? words[2] : arguments : Value.Nothing;
        var given = isInterpreter && words is { Count: > 2 } ? words.Skip(3).Aggregate(Value.Nothing, (a, b) => a.Or(b)) : isInterpreter ? Value.Nothing : arguments;
        var shown = Value.Of(line.Texts.Select(t => (Atom)new TextAtom(t)).Concat(program.Data(false).Atoms));
        Note(DeedKind.RunsCommand, path, shown, site, Into(Flat(program), SinkKind.Program).Concat(Into(Flat(given), SinkKind.Argument)).Concat(Into(Flat(code), SinkKind.Shell)).Concat(Into(site.At(-1, "input"), SinkKind.Body)));
        foreach (var text in line.Texts) Said(text, path, site);
        return ResultOf(line, site);
    }

    private Value? Code(string path, Site site)
    {
        var given = Flat(site.Arguments.Count > 1 && path is "Function" or "new.Function" ? site.Arguments[^1].Value : site.At(0, "source", "object"));
        if (path is "compile" or "exec" or "Function" && site.Receiver.Atoms.Length > 0) return null;
        if (path == "compile") return given;
        Note(DeedKind.RunsCode, path, given, site, Into(given, SinkKind.Code));
        foreach (var text in given.Texts) Said(text, path, site);
        return given.Data(false);
    }

    private Value Import(string path, Site site)
    {
        var name = path.EndsWith("spec_from_file_location", StringComparison.Ordinal) || path.EndsWith("load_source", StringComparison.Ordinal) || path.EndsWith("SourceFileLoader", StringComparison.Ordinal) ? site.At(1, "location", "path") : site.At(0, "name");
        var flat = Flat(name);
        if (flat.Taints.Any(t => t.Source != SourceKind.Environment)) Note(DeedKind.RunsCode, path, flat, site, Into(flat, SinkKind.Code));
        return Value.Of(name.Texts.Where(t => !t.Contains(Value.Hole, StringComparison.Ordinal)).Select(t => (Atom)new SymbolAtom(Symbols.Of(t))));
    }

    private Value Read(Api api, string path, Site site)
    {
        var place = site.Receiver.Symbols.Any(IsPath) && !path.StartsWith("fs.", StringComparison.Ordinal) ? site.Receiver : site.At(0, "file", "path", "name", "filename", "pattern");
        if (site.Name is "read" && path.EndsWith(".read", StringComparison.Ordinal)) place = site.At(0);
        var mode = site.At(site.Receiver.Symbols.Any(IsPath) ? 0 : 1, "mode").Texts.FirstOrDefault(t => t.Length is > 0 and < 5) ?? "r";
        var flat = Flat(place);
        if (api == Api.Open && mode.AsSpan().IndexOfAny("wax") >= 0)
        {
            Note(DeedKind.WritesFile, path, flat, site, Into(flat, SinkKind.Path));
            if (Secrets.Startup(flat.Texts) is not null) Note(DeedKind.Persists, path, flat, site, []);
            return Handle(flat, Value.Nothing, site);
        }

        var kind = Secrets.KindOf(TextsIn(place));
        Note(kind switch { SourceKind.Credential => DeedKind.ReadsCredentials, SourceKind.System => DeedKind.ReadsSystem, _ => DeedKind.ReadsFile }, path, flat, site, Into(flat, SinkKind.Path));
        var data = Value.Of(new Taint(kind, flat.Shown(), site.Line, false, Checks.None));
        return api == Api.Open ? Handle(flat, data, site) : data.Or(Value.Of(flat.Texts.Where(t => api == Api.Read && path.Contains("glob", StringComparison.Ordinal)).Select(t => (Atom)new TextAtom(t))));
    }

    private Value Handle(Value path, Value data, Site site)
    {
        var (made, _) = heap.Make(site.Call, () => new Held { Symbol = "open()" });
        heap.Set(made, "path", path);
        return Value.Of(made).Or(data);
    }

    private Value WriteTo(string path, Site site)
    {
        var isPath = site.Receiver.Symbols.Any(IsPath) && !path.StartsWith("fs.", StringComparison.Ordinal);
        var place = Flat(isPath ? site.Receiver : site.At(0));
        var body = isPath ? site.All() : site.All(1);
        Note(DeedKind.WritesFile, path, place, site, Into(place, SinkKind.Path).Concat(Into(body, SinkKind.Body)));
        if (Secrets.Startup(place.Texts) is not null) Note(DeedKind.Persists, path, place, site, Into(body, SinkKind.Body));
        foreach (var text in TextsIn(body)) Said(text, path, site);
        return Value.Nothing;
    }

    private Value Touch(DeedKind kind, string path, Site site)
    {
        var isPath = site.Receiver.Symbols.Any(IsPath);
        var place = Flat(isPath ? site.Receiver : site.At(0));
        Note(kind, path, place, site, Into(place, SinkKind.Path).Concat(Into(isPath ? site.All() : site.All(1), SinkKind.Amount)), isPath ? site.At(0) : site.At(1));
        return Value.Nothing;
    }

    private Value Copy(string path, Site site)
    {
        var isPath = site.Receiver.Symbols.Any(IsPath);
        var (from, to) = (Flat(isPath ? site.Receiver : site.At(0)), Flat(isPath ? site.At(0) : site.At(1)));
        var kind = Secrets.KindOf(from.Texts);
        if (kind == SourceKind.Credential) Note(DeedKind.ReadsCredentials, path, from, site, Into(from, SinkKind.Path));
        var taken = kind == SourceKind.Credential ? [new Flow(kind, from.Shown(), site.Line, SinkKind.Body, false, Checks.None)] : Array.Empty<Flow>();
        Note(DeedKind.WritesFile, path, to, site, Into(to, SinkKind.Path).Concat(Into(from, SinkKind.Body)).Concat(taken));
        if (Secrets.Startup(to.Texts) is not null) Note(DeedKind.Persists, path, to, site, Into(from, SinkKind.Body));
        return Value.Of(new Taint(kind, from.Shown(), site.Line, false, Checks.None));
    }

    private Value Taken(DeedKind kind, SourceKind source, string path, Site site)
    {
        Note(kind, path, Value.Nothing, site, Into(Flat(site.All()), SinkKind.Argument));
        return Value.Of(new Taint(source, path, site.Line, false, Checks.None)).Or(HandOn(site, Value.Of(new Taint(source, path, site.Line, false, Checks.None)), false));
    }

    private Value Plain(DeedKind kind, string path, Value of, Site site, SinkKind sink)
    {
        Note(kind, path, of, site, Into(of, sink));
        return Flat(of).Data(true).Or(Value.Symbol(path + "()"));
    }

    private Value? Query(string path, Site site)
    {
        var query = Flat(site.At(0, "query", "sql", "statement", "operation"));
        var isStatement = query.Texts.Any(CommandTexts.IsQuery);
        if (path == "sqlalchemy.text") return query;
        var isFilter = site.Name is "xpath" or "search_s" or "search_ext" or "search_st";
        if (isFilter) query = Flat(site.All());
        var isNamed = query.Taints.Any(t => t.Name is "query" or "sql" or "statement" or "stmt" or "sql_query" or "sqlQuery");
        if (!isStatement && !isFilter && !isNamed && !CommandTexts.IsDatabase(path)) return null;
        if (isFilter && !query.Taints.Any()) return null;
        Note(DeedKind.Queries, path, query, site, Into(query, SinkKind.Query));
        return Value.Symbol(path + "()");
    }

    /// <summary>What flows of a value into a sink.</summary>
    private IEnumerable<Flow> Into(Value value, SinkKind sink) => Flat(value).Taints.Select(t => new Flow(t.Source, t.Name, t.Line, sink, t.IsPart, t.Checks));

    private void Note(DeedKind kind, string api, Value subject, Site site, IEnumerable<Flow> flows, Value? detail = null)
    {
        var frame = site.Frame;
        var texts = subject.Texts.ToList();
        var shown = Masks(subject.Shown()) + (detail?.Texts.FirstOrDefault() is { Length: < 12 } more ? " " + more : "");
        Ledger.Add(new Deed(kind, frame.File.Path, site.Line, Symbols.Plain(api), shown, frame.Scope, frame.Tool)
        {
            Flows = [.. flows.Distinct().Take(24)], IsQuiet = IsQuiet(frame), IsAside = frame.IsAside, IsUncalled = frame.IsUncalled, Trigger = TriggerOf(frame),
            Others = [.. texts.Skip(1).Select(t => Masks(Value.Text(t).Shown())).Distinct().Take(12)],
        });
        Exhausted(kind, site);
    }

    // A text that looks like a key is told by its beginning only.
    private static string Masks(string text) => Keys().Replace(text, m => m.Value[..4] + "…");

    [GeneratedRegex(@"(?<![\w./-])(?=[A-Za-z_-]*[0-9])(?=[0-9_-]*[A-Za-z])[A-Za-z0-9_+-]{20,}={0,2}(?![\w./-])")]
    private static partial Regex Keys();

    /// <summary>What a written command or text says it does.</summary>
    private void Said(string text, string path, Site site)
    {
        foreach (var (kind, what) in CommandTexts.Of(text)) Note(kind, path, Value.Text(what), site, []);
        if (Purposes.Orders(text)) Note(DeedKind.Answers, path, Value.Text("orders for a model"), site, []);
    }
}
