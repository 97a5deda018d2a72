using System.Text.RegularExpressions;

namespace Plumbline.Code.Deeds;

/// <summary>What libraries make of values, where they do nothing to the world.</summary>
internal sealed partial class Machine
{
    private const string PathSymbol = "pathlib.Path()";
    private static readonly HashSet<string> Through = new(StringComparer.Ordinal)
    {
        "str", "String", "os.fspath", "os.path.expanduser", "os.path.expandvars", "os.path.abspath", "os.path.normpath", "os.path.realpath", "path.normalize", "json.loads", "JSON.parse", "ast.literal_eval", "list", "tuple", "set", "sorted", "reversed",
        "iter", "next", "await", "util.promisify", "promisify", "functools.partial", "copy.deepcopy", "copy.copy", "bytes", "bytearray", "memoryview", "asyncio.wait_for", "asyncio.run", "asyncio.gather", "Promise.all", "Promise.resolve", "anyio.run", "contextlib.closing", "asyncio.shield",
        "textwrap.dedent", "inspect.cleandoc", "typing.cast", "cast", "fileURLToPath", "url.fileURLToPath", "structuredClone", "Object.assign", "itertools.chain", "enumerate", "zip", "filter", "frozenset", "vars", "expandHome", "json.load", "functools.wraps", "URL", "url.URL",
    };

    private static readonly HashSet<string> Away = new(StringComparer.Ordinal)
    {
        "len", "int", "float", "bool", "round", "abs", "isinstance", "issubclass", "hasattr", "id", "type", "callable", "ord", "parseInt", "parseFloat", "Number", "Boolean", "isNaN", "os.path.exists", "os.path.isfile", "os.path.isdir", "os.path.getsize", "fs.existsSync", "fs.exists",
        "Array.isArray", "print", "console.log", "console.error", "hash", "any", "all", "range", "uuid.uuid4", "crypto.randomUUID", "random.random",
    };

    private static readonly HashSet<string> Paths = new(StringComparer.Ordinal) { "pathlib.Path", "Path", "pathlib.PurePath", "pathlib.PosixPath", "anyio.Path", "aiopath.AsyncPath" };
    private static readonly HashSet<string> Asides = new(StringComparer.Ordinal) { "threading.Thread", "threading.Timer", "multiprocessing.Process", "setTimeout", "setInterval", "setImmediate", "process.nextTick", "atexit.register", "_thread.start_new_thread", "queueMicrotask", "weakref.finalize" };
    private static readonly HashSet<string> Runners = new(StringComparer.Ordinal) { "submit", "to_thread", "run_in_executor", "run_sync", "apply_async", "call_later", "call_soon", "add_job", "add_task" };

    private static bool IsPath(string symbol) => symbol == PathSymbol;

    /// <summary>The result of a call of what is not of the folder.</summary>
    private Value Library(string path, Site site)
    {
        if (site.Arguments.Count == 0 && Known.Made(path) is { } made) return Value.Text(made).Or(Value.Symbol(PathSymbol));
        if (Asides.Contains(path)) Exhausted(DeedKind.StopsProcesses, site);
        if (Asides.Contains(path))
        {
            // What starts itself beside itself doubles with every turn; a timer that sets itself again does not.
            if (path is "threading.Thread" or "multiprocessing.Process" or "_thread.start_new_thread" && site.Arguments.Any(a => a.Value.Atoms.OfType<FunctionAtom>().Any(f => running.Exists(r => ReferenceEquals(r.Definition, f.Definition)))))
                Ledger.Add(new Deed(DeedKind.Exhausts, site.Frame.File.Path, site.Line, "itself", path, site.Frame.Scope, site.Frame.Tool) { IsUncalled = site.Frame.IsUncalled });
            HandOn(site, Value.Nothing, isAside: true);
            return Value.Symbol(path + "()");
        }

        if (site.Name == "pipe" && ((IsConnection(site.Receiver) && IsStream(site.At(0))) || (IsStream(site.Receiver) && IsConnection(site.At(0))))) Note(DeedKind.OpensListener, path, Value.Text("a shell for another machine"), site, []);
        if (Runners.Contains(site.Name)) return HandOn(site, Value.Nothing, isAside: true);
        if (Pure(path, site) is { } pure) return pure;
        var isPath = site.Receiver.Symbols.Any(IsPath);
        if (path.StartsWith("re.", StringComparison.Ordinal) && site.At(0).Texts.Any(t => Nested().IsMatch(t))) Note(DeedKind.Exhausts, path, site.At(0), site, []);
        if (path == "sys.setrecursionlimit" && site.At(0).Texts.Any(t => long.TryParse(t, out var levels) && levels >= 100_000)) Note(DeedKind.Exhausts, path, site.At(0), site, []);
        var api = Apis.Of(path);
        if (api == Api.None && site.Name.Length > 0) api = Apis.OfMethod(path, site.Name, site.At(0, "url").Texts.Any(Hosts.IsAddress), isPath);
        if (api != Api.None && Perform(api, path, site) is { } done) return done.Or(HandOn(site, done, isAside: false));
        if (site.Name.Length > 0 && OfContainer(site) is { } contained) return contained;
        if (site.Name.Length > 0 && OfText(path, site) is { } text) return text;
        var all = Flat(site.Receiver).Or(Flat(site.All()));
        var result = HandOn(site, Flat(site.Receiver).Data(false).Or(Each(site.Receiver)), isAside: false);
        if (IsFile(site)) Written(site);
        return Made(path, site, all.Data(site.Arguments.Count + (site.Receiver.IsNothing ? 0 : 1) > 1).Or(result));
    }

    // `json.dump(x, f)` writes where `f` was opened.
    private void Written(Site site)
    {
        if (site.Name is not ("write" or "writelines" or "dump" or "end" or "safe_dump" or "writerow" or "writerows" or "writestr" or "add" or "extractall")) return;
        var file = site.Receiver.Objects.Concat(site.Arguments.SelectMany(a => a.Value.Objects)).First(o => heap.Of(o).Symbol == "open()");
        var path = heap.Of(file).Fields.GetValueOrDefault("path", Value.Nothing);
        Note(DeedKind.WritesFile, "write", path, site, Into(path, SinkKind.Path).Concat(Into(site.All(), SinkKind.Body)));
        if (Secrets.Startup(path.Texts) is not null) Note(DeedKind.Persists, "write", path, site, Into(site.All(), SinkKind.Body));
        foreach (var text in TextsIn(site.All())) Said(text, "write", site);
    }

    private bool IsFile(Site site) => site.Receiver.Objects.Concat(site.Arguments.SelectMany(a => a.Value.Objects)).Any(o => heap.Of(o).Symbol == "open()");

    private Value Made(string path, Site site, Value data)
    {
        var last = path[(path.LastIndexOf('.') + 1)..];
        if (!path.StartsWith('?') && (last.Length > 0 && char.IsAsciiLetterUpper(last[0]) || last is "socket" or "create" or "extend" or "connect" or "createClient"))
        {
            var (made, _) = heap.Make(site.Call, () => new Held { Symbol = path + "()" });
            for (var at = 0; at < site.Arguments.Count && at < 8; at++) heap.Set(made, site.Arguments[at].Name ?? $"{at}", site.Arguments[at].Value);
            return Value.Of(made).Or(data);
        }

        return data.Or(path.StartsWith("?.", StringComparison.Ordinal) ? Value.Nothing : Value.Symbol(path + "()"));
    }

    private Value? Pure(string path, Site site)
    {
        if (Away.Contains(path) || path.StartsWith("hashlib.", StringComparison.Ordinal) || path.StartsWith("math.", StringComparison.Ordinal)) return path.StartsWith("hashlib.", StringComparison.Ordinal) ? Value.Symbol(path + "()") : Value.Nothing;
        if (Paths.Contains(path)) return Value.Join([.. site.Arguments.Select(a => a.Value)], "/").Or(Value.Symbol(PathSymbol));
        if (Through.Contains(path)) return site.All().Or(HandOnPlain(path, site));
        switch (path)
        {
            case "os.path.join" or "path.join" or "path.resolve" or "posixpath.join" or "path.posix.join": return Value.Join([.. site.Arguments.Select(a => a.Value)], "/");
            case "os.path.basename" or "path.basename" or "werkzeug.utils.secure_filename" or "secure_filename": return site.All().With(Checks.Contained);
            case "shlex.quote" or "pipes.quote" or "shell-quote.quote" or "shlex.join" or "shell-escape" or "shellescape": return Flat(site.All()).With(Checks.Quoted);
            case "getattr": return Attribute(site);
            case "dict" or "Object.entries" or "Object.fromEntries" or "Object.values": return site.All().Symbols.Any(s => Symbols.EnvironmentOf(s) is not null) ? Environment(Value.Nothing, site.Frame) : site.All();
            case "globals" or "locals" or "__builtins__": return Value.Symbol("builtins");
            case "chr" or "String.fromCharCode" or "String.fromCodePoint": return Value.Of(new Taint(SourceKind.Decoded, path, site.Line, false, Checks.None)).Or(Flat(site.All()).Data(true));
            case "Buffer.from" when site.At(1).Texts.Any(t => t is "base64" or "hex" or "base64url"): return Decoded("Buffer.from." + (site.At(1).Texts.First() == "hex" ? "fromhex" : "b64decode"), site.At(0), site);
            case "codecs.decode" when site.At(1, "encoding").Texts.Any(t => t.StartsWith("rot", StringComparison.Ordinal)): return Decoded("codecs.rot13", site.At(0), site);
            case "codecs.decode" when site.At(1, "encoding").Texts.Any(t => t is "base64" or "hex"): return Decoded(site.At(1).Texts.First() == "hex" ? "codecs.fromhex" : "codecs.b64decode", site.At(0), site);
            case "os.getenv" or "os.environ.get" or "os.environ.setdefault" or "Deno.env.get" or "os.environ.pop": return Environment(site.At(0, "key"), site.Frame).Or(site.At(1, "default"));
            case "os.environ.items" or "Object.entries" when site.Receiver.Symbols.Concat(site.All().Symbols).Any(s => Symbols.EnvironmentOf(s) is not null):
                Note(DeedKind.ReadsEnvironment, path, Value.Nothing, site, []);
                return Environment(Value.Nothing, site.Frame);
            case "os.environ.copy" or "os.environ.values" or "Deno.env.toObject": return Environment(Value.Nothing, site.Frame);
        }

        return site.Name.Length > 0 && Known.Decode(path, "") is not null ? Decoded(path, site.Arguments.Count > 0 ? site.At(0) : site.Receiver, site) : path is "atob" ? Decoded(path, site.At(0), site) : null;
    }

    private Value HandOnPlain(string path, Site site) => path is "filter" ? HandOn(site, Value.Nothing, false) : Value.Nothing;

    private Value Decoded(string path, Value of, Site site)
    {
        var atoms = new List<Atom>();
        foreach (var text in of.Texts)
        {
            if (!text.Contains(Value.Hole, StringComparison.Ordinal) && Known.Decode(path, text) is { } plain) atoms.Add(new TextAtom(plain));
            atoms.Add(new Taint(SourceKind.Decoded, path, site.Line, false, Checks.None));
        }

        return Value.Of(atoms.Concat(Flat(of).Taints));
    }

    private Value Attribute(Site site)
    {
        var (of, name) = (site.At(0), site.At(1));
        var result = name.Texts.Where(t => !t.Contains(Value.Hole, StringComparison.Ordinal)).Select(t => MemberOf(of, t, site.Frame)).Aggregate(Value.Nothing, (a, b) => a.Or(b));
        return result.IsNothing ? site.At(2).Or(of.Data(false)).Or(name.Data(true)) : result.Or(site.At(2));
    }

    private static Value Environment(Value name, Frame frame) =>
        Value.Of(new Taint(SourceKind.Environment, name.Texts.FirstOrDefault() is { } text && !text.Contains(Value.Hole, StringComparison.Ordinal) ? text : "*", frame.File.Tree.Steps.IsEmpty ? 0 : 1, false, Checks.None))
            .Or(name.Texts.Any(t => t is "HOME" or "USERPROFILE") ? Value.Text("~") : Value.Nothing);

    private Value? OfContainer(Site site)
    {
        var (of, name) = (site.Receiver, site.Name);
        var held = of.Objects.ToList();
        switch (name)
        {
            case "append" or "add" or "push" or "insert" or "extend" or "appendleft" or "unshift" or "put" or "put_nowait" or "set" or "setdefault" or "update" or "append_child" when held.Count > 0:
                foreach (var container in held) Put(container, name, site);
                return Value.Nothing;
            case "get" or "pop" or "setdefault" or "get_secret_value" when held.Count > 0 && held.Exists(h => heap.Of(h).Symbol.Length == 0): return ElementOf(of, site.At(0), site.Frame).Or(site.At(1));
            case "get" or "pop" when of.Taints.Any() && site.Arguments.Count > 0: return Value.Of(of.Taints.Select(t => site.At(0).Texts.FirstOrDefault() is { } key ? (Atom)Named(t, key) : t)).Or(site.At(1));
            case "items" or "entries" when held.Count > 0:
                var (pair, _) = heap.Make(site.Call, () => new Held());
                var (both, _) = heap.Make(site, () => new Held());
                foreach (var container in held) heap.Set(both, "0", Value.Of(heap.Of(container).Fields.Keys.Where(k => k is not ("*" or "=")).Select(k => (Atom)new TextAtom(k))));
                heap.Set(both, "1", Elements(of));
                heap.Set(pair, "*", Value.Of(both));
                return Value.Of(pair);
            case "values" when held.Count > 0:
                var (list, _) = heap.Make(site.Call, () => new Held());
                heap.Set(list, "*", Elements(of));
                return Value.Of(list);
            case "keys" when held.Count > 0: return of;
            case "copy" or "slice" or "concat" or "toArray" or "reverse" when held.Count > 0: return of.Or(Value.Of(site.All().Objects));
        }

        return null;
    }

    private void Put(ObjectAtom container, string name, Site site)
    {
        if (name is "extend") heap.Set(container, "*", Each(site.At(0)));
        else if (name is "update") Spread(container, site.All());
        else if (name is "set" or "setdefault" && site.At(0).Texts.FirstOrDefault() is { } key) heap.Set(container, key, site.At(1));
        else heap.Set(container, "*", site.All());
    }

    private Value? OfText(string path, Site site)
    {
        var of = site.Receiver;
        switch (site.Name)
        {
            case "strip" or "encode" or "decode" or "trim" or "toString" or "rstrip" or "lstrip" or "expanduser" or "resolve" or "absolute" or "as_posix" or "valueOf" or "read" or "readlines" or "readline" or "json" or "text" or "getvalue" when path != "open" && site.Arguments.Count <= 1: return of;
            case "lower" or "toLowerCase" or "casefold": return Value.Of(of.Atoms.Select(a => a is TextAtom text ? new TextAtom(text.Text.ToLowerInvariant()) : a));
            case "upper" or "toUpperCase": return Value.Of(of.Atoms.Select(a => a is TextAtom text ? new TextAtom(text.Text.ToUpperInvariant()) : a));
            case "joinpath" or "with_name": return Value.Join([of, .. site.Arguments.Select(a => a.Value)], "/").Or(Value.Symbol(PathSymbol));
            case "join": return Joined(of, site.At(0));
            case "replace" or "replaceAll" when site.At(0).Texts.FirstOrDefault() is { } old && site.At(1).Texts.FirstOrDefault() is { } other && old.Length > 0:
                return Value.Of(of.Atoms.Select(a => a is TextAtom text ? new TextAtom(text.Text.Replace(old, other, StringComparison.Ordinal)) : a));
            case "replace" or "replaceAll": return of.Or(Flat(site.All()).Data(true));
            case "format" or "format_map" or "safe_substitute" or "substitute":
                if (Flat(of).Taints.Any()) Note(DeedKind.RendersTemplate, site.Name, of, site, Into(of, SinkKind.Template));
                return Value.Of(of.Texts.Select(t => (Atom)new TextAtom(Slots().Replace(t, Value.Hole.ToString())))).Or(Flat(of).Data(true)).Or(Flat(site.All()).Data(true));
            case "split" or "splitlines" or "partition" or "rsplit": return of.Data(false);
            case "startswith" or "endswith" or "isdigit" or "startsWith" or "endsWith" or "includes" or "test" or "exists" or "is_file" or "is_dir" or "indexOf" or "find" or "count" or "index" when !of.Symbols.Any() || of.Symbols.All(IsPath): return Value.Nothing;
        }

        return null;
    }

    private Value Joined(Value between, Value of)
    {
        var parts = Elements(of).Or(of);
        var texts = of.Objects.Select(o => string.Join(between.Texts.FirstOrDefault() ?? "", heap.Of(o).Fields.Where(f => f.Key != "*").OrderBy(f => f.Key.Length).ThenBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value.Texts.FirstOrDefault() ?? Value.Hole.ToString())));
        return Value.Of(texts.Where(t => t.Trim(Value.Hole).Length > 0).Select(t => (Atom)new TextAtom(t))).Or(Flat(parts).Data(true));
    }

    // `(a+)+`: a text that nearly fits is tried in every way.
    [GeneratedRegex(@"\((\?:)?(\\?\w|\[[^\]]*\]|\.)[+*]\)[+*]|\((\?:)?(\w+)\|\4\w*(\|[^()]*)?\)[+*]")]
    private static partial Regex Nested();

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Slots();
}
