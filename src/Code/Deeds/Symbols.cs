namespace Plumbline.Code.Deeds;

/// <summary>How libraries are named, whichever way they are imported.</summary>
internal static class Symbols
{
    private static readonly Dictionary<string, string> Same = new(StringComparer.Ordinal)
    {
        ["fs/promises"] = "fs", ["fs-extra"] = "fs", ["graceful-fs"] = "fs", ["posix"] = "os", ["_io"] = "io", ["builtins"] = "", ["__builtin__"] = "", ["urllib2"] = "urllib.request",
        ["cPickle"] = "pickle", ["_pickle"] = "pickle", ["pathlib2"] = "pathlib", ["subprocess32"] = "subprocess", ["cross-spawn"] = "child_process.spawn",
    };

    /// <summary>A module's path in dots: `child_process` of `node:child_process`.</summary>
    public static string Of(string module)
    {
        if (module.StartsWith("node:", StringComparison.Ordinal)) module = module[5..];
        return Same.GetValueOrDefault(module, module);
    }

    /// <summary>The part of a symbol behind which variables of the environment lie; null where it is something else.</summary>
    public static string? EnvironmentOf(string path) => path is "os.environ" or "process.env" or "Bun.env" or "import.meta.env" or "os.environb" ? path : null;

    /// <summary>A path without names that change nothing: `builtins.`, `globalThis.`, `.promises`, `.default`.</summary>
    public static string Plain(string path)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["builtins.", "__builtins__.", "globalThis.", "window.", "global.", "."]) if (path.StartsWith(prefix, StringComparison.Ordinal)) path = path[prefix.Length..];
        return path.Replace(".promises.", ".", StringComparison.Ordinal).Replace(".default.", ".", StringComparison.Ordinal);
    }
}
