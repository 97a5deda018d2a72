using System.Collections.Frozen;

namespace Plumbline.Guardrails.Models.Archives;

/// <summary>Finds calls that code beside a model has no need of: names are followed through imports and assignments of names, texts and comments are passed by. Nothing more is understood of the code.</summary>
internal static class PythonCalls
{
    private const int Most = 16;
    private const int Deepest = 8;

    private static readonly (Danger Danger, string Why, string Names)[] All =
    [
        (Danger.Critical, "starts processes", "os.system os.popen os.popen2 os.popen3 os.popen4 os.execl os.execle os.execlp os.execv os.execve os.execvp os.execvpe os.spawnl os.spawnv os.spawnve os.spawnlp os.spawnvp os.posix_spawn os.posix_spawnp os.fork os.forkpty os.startfile "
            + "subprocess.* commands.getoutput commands.getstatusoutput pty.spawn pty.fork posix.* asyncio.create_subprocess_shell asyncio.create_subprocess_exec pexpect.* sh.* platform.popen _posixsubprocess.*"),
        (Danger.Critical, "executes code that it is given", "eval exec execfile __import__ code.InteractiveInterpreter code.InteractiveConsole code.interact runpy.* marshal.loads marshal.load types.FunctionType types.CodeType ctypes.CDLL ctypes.WinDLL ctypes.PyDLL ctypes.cdll.LoadLibrary ctypes.* cffi.FFI "
            + "importlib.reload imp.load_source imp.load_module"),
        (Danger.High, "opens a line to another machine", "socket.socket socket.create_connection socket.create_server telnetlib.* ftplib.* smtplib.* paramiko.* xmlrpc.client.* http.client.HTTPConnection http.client.HTTPSConnection websocket.* websockets.*"),
        (Danger.Review, "reaches the network", "urllib.request.* urllib2.* urllib.urlopen urllib.urlretrieve requests.* httpx.* aiohttp.* wget.* gdown.* boto3.*"),
        (Danger.Review, "writes or deletes files, unpickles, or imports by a computed name", "pickle.loads _pickle.loads dill.loads cloudpickle.loads shutil.rmtree shutil.move os.remove os.unlink os.rmdir os.removedirs os.chmod os.chown os.symlink os.putenv importlib.import_module pip.main webbrowser.open"),
    ];

    private static readonly FrozenDictionary<string, (Danger Danger, string Why)> Known =
        All.SelectMany(a => a.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => (Name: n, a.Danger, a.Why))).DistinctBy(a => a.Name).ToFrozenDictionary(a => a.Name, a => (a.Danger, a.Why), StringComparer.Ordinal);

    /// <summary>The gravest first.</summary>
    public static IReadOnlyList<PythonCall> Of(string source)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var found = new Dictionary<string, PythonCall>(StringComparer.Ordinal);
        foreach (var line in PythonWords.Lines(source))
        {
            Import(line, names);
            Alias(line, names);
            Calls(line, names, found);
        }

        return [.. found.Values.OrderByDescending(f => f.Danger).ThenBy(f => f.Path, StringComparer.Ordinal).Take(Most)];
    }

    // `import a.b as c, d` and `from a import b as c, d`.
    private static void Import(List<string> line, Dictionary<string, string> names)
    {
        var from = line is ["from", _, "import", ..] ? line[1] : null;
        var at = from is not null ? 3 : line.IndexOf("import") is >= 0 and var found && (found == 0 || line[found - 1] is ":" or ";") ? found + 1 : -1;
        for (; at >= 0 && at < line.Count; at++)
        {
            if (!PythonWords.IsName(line[at])) continue;
            var (own, called) = (line[at], line[at]);
            if (at + 2 < line.Count && line[at + 1] == "as") called = line[at += 2];
            else if (from is null) own = called = own.Split('.')[0];
            names[called] = from is null ? own : $"{from}.{own}";
        }
    }

    // `f = os.system`: a name for another; `g = __import__("os")`: a name for a module; `h = getattr(os, "system")`.
    private static void Alias(List<string> line, Dictionary<string, string> names)
    {
        for (var at = 1; at + 1 < line.Count; at++)
        {
            if (line[at] != "=" || !PythonWords.IsName(line[at - 1]) || Value(line, at + 1, names) is not ({ } path, var end) || end < line.Count && line[end] is not (";" or ")")) continue;
            names[line[at - 1]] = path;
        }
    }

    private static void Calls(List<string> line, Dictionary<string, string> names, Dictionary<string, PythonCall> found)
    {
        for (var at = 0; at < line.Count; at++)
        {
            if (at > 0 && line[at - 1] is "." or "def" or "class" || Value(line, at, names) is not ({ } path, var end) || end >= line.Count || line[end] != "(") continue;
            if (path is "builtins.__import__" or "__import__" or "importlib.import_module" && end + 2 < line.Count && PythonWords.IsText(line[end + 1])) continue;
            if (Weight(path) is { } weight) found.TryAdd(path, new PythonCall(path, weight.Danger, weight.Why));
        }
    }

    // What an expression of names leads to, and where it ends; null where it is none.
    private static (string? Path, int End) Value(List<string> line, int at, Dictionary<string, string> names, int depth = 0)
    {
        if (at >= line.Count || depth > Deepest || !PythonWords.IsName(line[at])) return default;
        var path = Resolved(line[at], names);
        var end = at + 1;
        if (path is "__import__" or "builtins.__import__" or "importlib.import_module" && Opens(line, end) && PythonWords.IsText(line[end + 1]) && line.IndexOf(")", end) is > 0 and var closed)
            (path, end) = (PythonWords.Text(line[end + 1]), closed + 1);
        else if (path is "getattr" or "builtins.getattr" && Opens(line, end) && Value(line, end + 1, names, depth + 1) is ({ } owner, var next) && next + 2 < line.Count && line[next] == "," && PythonWords.IsText(line[next + 1]) && line[next + 2] == ")")
            (path, end) = ($"{owner}.{PythonWords.Text(line[next + 1])}", next + 3);
        while (end + 1 < line.Count && line[end] == "." && PythonWords.IsName(line[end + 1])) (path, end) = ($"{path}.{line[end + 1]}", end + 2);
        return (path, end);
    }

    private static bool Opens(List<string> line, int at) => at + 1 < line.Count && line[at] == "(";

    private static string Resolved(string name, Dictionary<string, string> names)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var first = dot < 0 ? name : name[..dot];
        return names.GetValueOrDefault(first, first) is { Length: < 512 } known ? dot < 0 ? known : known + name[dot..] : name;
    }

    private static (Danger Danger, string Why)? Weight(string path)
    {
        if (path.StartsWith("builtins.", StringComparison.Ordinal)) path = path[9..];
        if (Known.TryGetValue(path, out var weight)) return weight;
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1)) if (Known.TryGetValue(path[..dot] + ".*", out weight)) return weight;
        return null;
    }
}
