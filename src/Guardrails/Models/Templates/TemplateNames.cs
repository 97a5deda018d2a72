using System.Collections.Frozen;

namespace Plumbline.Guardrails.Models.Templates;

/// <summary>Names that lead out of a template.</summary>
internal static class TemplateNames
{
    private static readonly FrozenSet<string> Inner = FrozenSet.Create(
        StringComparer.Ordinal,
        "mro", "func_globals", "func_code", "func_closure", "im_func", "im_self", "im_class", "gi_frame", "gi_code", "cr_frame", "cr_code", "ag_frame", "ag_code",
        "f_globals", "f_locals", "f_builtins", "f_back", "tb_frame", "tb_next", "co_code");

    private static readonly FrozenSet<string> Running = FrozenSet.Create(
        StringComparer.Ordinal,
        "popen", "popen2", "Popen", "system", "eval", "exec", "execfile", "check_output", "check_call", "getoutput", "getstatusoutput", "import_module", "load_module", "urlopen",
        "urlretrieve", "spawn", "spawnl", "spawnv", "fork", "create_connection", "makefile", "unlink", "rmtree", "putenv", "compile", "execv", "execve", "execl", "startfile", "loads");

    private static readonly FrozenSet<string> Builtins = FrozenSet.Create(
        StringComparer.Ordinal, "open", "eval", "exec", "execfile", "compile", "getattr", "setattr", "delattr", "globals", "locals", "vars", "breakpoint", "import_module", "memoryview");

    private static readonly FrozenSet<string> Modules = FrozenSet.Create(
        StringComparer.Ordinal, "os", "sys", "subprocess", "builtins", "importlib", "socket", "shutil", "pty", "ctypes", "posix", "nt", "pickle", "marshal", "runpy", "platform", "urllib", "requests");

    private static readonly FrozenSet<string> Machinery = FrozenSet.Create(StringComparer.Ordinal, "cycler", "joiner", "lipsum", "namespace", "self", "caller", "varargs", "kwargs", "dict", "range", "loop", "super", "raise_exception", "strftime_now");

    private static readonly FrozenSet<string> Ordinary = FrozenSet.Create(
        StringComparer.Ordinal, "next", "reset", "current", "index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem", "cycle", "changed", "depth", "depth0", "get", "items", "keys", "values", "fromkeys");

    private static readonly FrozenSet<string> OfWebPrograms = FrozenSet.Create(
        StringComparer.Ordinal, "request", "config", "url_for", "get_flashed_messages", "current_app", "session", "application");

    /// <summary>An attribute with two underscores on both sides: the machinery of Python's objects.</summary>
    public static bool IsDunder(string name) => name.Length > 4 && name.StartsWith("__", StringComparison.Ordinal) && name.EndsWith("__", StringComparison.Ordinal);

    /// <summary>An attribute that leads from an object to the frames and code behind it.</summary>
    public static bool IsInner(string name) => Inner.Contains(name);

    /// <summary>A method that runs programs, loads code or reaches the network.</summary>
    public static bool IsRunning(string name) => Running.Contains(name);

    /// <summary>A function of Python that no template is given.</summary>
    public static bool IsBuiltin(string name) => Builtins.Contains(name);

    /// <summary>A module of Python.</summary>
    public static bool IsModule(string name) => Modules.Contains(name);

    /// <summary>An object that Jinja gives to every template, asked for something it is not for.</summary>
    public static bool IsMisused(string name, string attribute) => Machinery.Contains(name) && !Ordinary.Contains(attribute) && name is not ("self" or "namespace" or "loop");

    /// <summary>An object that Jinja or the model's program gives to every template.</summary>
    public static bool IsMachinery(string name) => Machinery.Contains(name) && name is not "loop";

    /// <summary>An object that only web programs give to templates.</summary>
    public static bool IsOfWebPrograms(string name) => OfWebPrograms.Contains(name);

    /// <summary>A text that walks through Python's objects when it is evaluated or used as a name.</summary>
    public static bool Walks(string text)
    {
        for (var at = text.IndexOf("__", StringComparison.Ordinal); at >= 0; at = text.IndexOf("__", at + 2, StringComparison.Ordinal))
        {
            var end = at + 2;
            while (end < text.Length && char.IsAsciiLetterLower(text[end])) end++;
            if (end > at + 2 && text.AsSpan(end).StartsWith("__", StringComparison.Ordinal) && IsKnown(text.AsSpan(at + 2, end - at - 2))) return true;
        }

        return false;
    }

    private static bool IsKnown(ReadOnlySpan<char> word) =>
        word is "class" or "base" or "bases" or "mro" or "subclasses" or "globals" or "builtins" or "import" or "init" or "dict" or "getattribute" or "getattr" or "code" or "closure"
            or "self" or "module" or "loader" or "reduce" or "call" or "new" or "getitem" or "func" or "wrapped" or "qualname";
}
