using System.Buffers;

namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>What is known of a name that a pickle imports: harmless, harmful, or nothing, which is no vote for it.</summary>
internal static class Known
{
    private static readonly Dictionary<(string Module, string Name), Weight> Members = [];
    private static readonly Dictionary<string, Weight> Modules = [];
    private static readonly HashSet<string> Families = [.. Harmless.Classes.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)];
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");

    // Modules that others import as well: `linecache.os.system` is `os.system`.
    private static readonly HashSet<string> Travelling =
        ["os", "sys", "subprocess", "builtins", "importlib", "shutil", "socket", "ctypes", "pty", "runpy", "posix", "nt", "popen2", "commands", "imp", "pickle", "marshal", "multiprocessing", "urllib", "webbrowser"];

    // Libraries that others import, and the short names they give them.
    private static readonly HashSet<string> Libraries = ["torch", "numpy", "joblib", "pandas", "keras", "tensorflow", "scipy", "cloudpickle", "dill", "yaml", "requests"];
    private static readonly Dictionary<string, string> Aliases = new() { ["np"] = "numpy", ["pd"] = "pandas", ["tf"] = "tensorflow", ["onp"] = "numpy" };

    private static readonly HashSet<string> Inward =
    [
        "__globals__", "__builtins__", "__class__", "__subclasses__", "__bases__", "__base__", "__mro__", "mro", "__dict__", "__code__", "__closure__", "__getattribute__", "__getattr__",
        "__import__", "__loader__", "__spec__", "__func__", "__self__", "__init__", "__reduce__", "__reduce_ex__", "__setstate__", "__init_subclass__", "f_globals", "f_builtins", "gi_frame", "func_globals", "im_func",
    ];

    private static readonly HashSet<string> Speaking =
        ["eval", "exec", "execfile", "system", "popen", "Popen", "check_output", "check_call", "getoutput", "getstatusoutput", "run_command", "run_cmd", "run_shell", "shell", "spawn", "runcode", "runstring", "run_code", "import_module", "__import__", "resolve_name", "load_module", "compile", "open", "urlopen", "urlretrieve", "rmtree", "execv", "execve", "fork", "call_command"];

    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["__builtin__"] = "builtins", ["__builtins__"] = "builtins", ["copy_reg"] = "copyreg", ["_operator"] = "operator", ["_functools"] = "functools", ["_collections"] = "collections",
        ["_datetime"] = "datetime", ["_pydatetime"] = "datetime", ["_decimal"] = "decimal", ["_pydecimal"] = "decimal", ["_struct"] = "struct", ["UserDict"] = "collections", ["StringIO"] = "io", ["cStringIO"] = "io",
        ["_elementtree"] = "xml.etree.ElementTree", ["exceptions"] = "builtins", ["repr"] = "reprlib", ["_functools.partial"] = "functools", ["org.python.core"] = "builtins",
    };

    static Known()
    {
        foreach (var (danger, why, lines) in Harmful.All) Read(lines, danger, why);
        Read(Harmless.Doubtful, Danger.Review, "can carry code");
        Read(Harmless.Members, Danger.Clean, "");
    }

    /// <summary>What importing a name weighs.</summary>
    public static Weight Of(string module, string name)
    {
        module = Renamed.GetValueOrDefault(module, module);
        if (Members.TryGetValue((module, name), out var weight)) return weight;
        var standard = StandardLibrary.Has(module);
        if (Harm(module, name) is { } harm) return harm;
        if (name.Length > 0 && (Travels(module, name) ?? Walked(module, name)) is { } travelled) return travelled;
        var parts = name.Split('.');

        // What a function of its own module sees: dill writes it so, and it gives nobody anything that the module is not.
        if (name == "__dict__" && !standard) return new Weight(Danger.Review, "is all that a module holds");
        if (Array.Find(parts, Inward.Contains) is { } inward) return new Weight(Danger.Critical, $"reaches the interpreter through `{inward}`");
        if (parts.Length == 1 && IsOfFamily(module) && LooksLikeClass(name)) return new Weight(Danger.Clean, "", Role.Class);
        if (Speaking.Contains(parts[^1])) return new Weight(Danger.High, "is named like what executes or opens");
        if (parts.Length > 1 && Members.TryGetValue((module, parts[0]), out var owner) && owner.Danger == Danger.Clean) return new Weight(Danger.Review, "is a member of a known class", Standard: standard && module != "builtins");
        return new Weight(Danger.Review, standard ? "is of the standard library, and no model is known to need it" : "is not known", Standard: standard);
    }

    /// <summary>Could it be an import at all? Text that is no pickle has `c` and `i` in it too.</summary>
    public static bool IsName(ReadOnlySpan<char> name) => name.Length is > 0 and < 512 && !name.ContainsAnyExcept(Letters) && !char.IsAsciiDigit(name[0]);

    private static Weight? Harm(string module, string name)
    {
        for (var parent = module; parent.Length > 0;)
        {
            if (Modules.TryGetValue(parent, out var all)) return all;
            var dot = parent.LastIndexOf('.');
            parent = dot < 0 ? "" : parent[..dot];
        }

        // A dangerous member's members are dangerous: `InteractiveInterpreter.runcode`, and so is a class within its module's name.
        for (var dot = name.IndexOf('.'); dot > 0; dot = name.IndexOf('.', dot + 1))
        {
            if (Members.TryGetValue((module, name[..dot]), out var owner) && owner.Danger >= Danger.High) return owner;
        }

        var last = module.LastIndexOf('.');
        return last > 0 && Members.TryGetValue((module[..last], module[(last + 1)..]), out var outer) && outer.Danger >= Danger.High ? outer : null;
    }

    private static Weight? Travels(string module, string name)
    {
        var path = $"{module}.{name}".Split('.');
        for (var i = 1; i < path.Length; i++)
        {
            var part = path[i].TrimStart('_');
            if (!Travelling.Contains(part) || (i < module.Split('.').Length && i == path.Length - 2 && part is "pickle" or "marshal")) continue;
            var rest = string.Join('.', path[(i + 1)..]);
            if (rest.Length == 0) return new Weight(Danger.High, $"is the module `{part}`");
            return Of(part, rest) is { Danger: > Danger.Review } weight ? weight : null;
        }

        return null;
    }

    // `torch.nn.modules.linear` has `torch` under its own name and `F.torch` below it: what is reached last on the way counts.
    private static Weight? Walked(string module, string name)
    {
        if (!name.Contains('.', StringComparison.Ordinal)) return null;
        var path = $"{module}.{name}".Split('.');
        for (var start = 0; start < path.Length - 1; start++)
        {
            var root = Aliases.GetValueOrDefault(path[start], path[start]);
            if (start > 0 && !Libraries.Contains(root)) continue;
            for (var cut = start + 1; cut < path.Length; cut++)
            {
                var inner = string.Join('.', path[(start + 1)..cut].Prepend(root));
                var rest = string.Join('.', path[cut..]);
                if (Members.TryGetValue((inner, rest), out var member) && member.Danger >= Danger.High) return member;
                if (Harm(inner, rest) is { } harm) return harm;
            }
        }

        return null;
    }

    private static bool IsOfFamily(string module)
    {
        for (var parent = module; parent.Length > 0;)
        {
            if (Families.Contains(parent)) return true;
            var dot = parent.LastIndexOf('.');
            parent = dot < 0 ? "" : parent[..dot];
        }

        return false;
    }

    private static bool LooksLikeClass(string name) => (name.TrimStart('_') is [>= 'A' and <= 'Z', ..] && !IsConstant(name)) || (name.StartsWith("v8", StringComparison.Ordinal) && name.Length > 2);

    // `_LIB` is a loaded library, not a class.
    private static bool IsConstant(string name) => name[0] == '_' && !name.AsSpan().ContainsAnyInRange('a', 'z');

    private static void Read(string lines, Danger danger, string why)
    {
        foreach (var line in lines.Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            foreach (var word in words.AsSpan(1))
            {
                var (name, role) = word.Split('=') is [var n, var r] ? (n, Enum.Parse<Role>(r)) : (word, Role.None);
                var weight = new Weight(danger, why, role == Role.None ? RoleOf(words[0], name) : role);
                if (name == "*") Modules[words[0]] = weight;
                else Members[(words[0], name)] = weight;
            }
        }
    }

    private static Role RoleOf(string module, string name) => (module, name) switch
    {
        ("builtins", "__import__") => Role.Importer,
        _ => Role.None,
    };
}
