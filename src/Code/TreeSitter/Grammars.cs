using System.Runtime.InteropServices;
using Plumbline.Code.Trees;

namespace Plumbline.Code.TreeSitter;

/// <summary>The grammars of a folder: the tree-sitter core and one native library a language. What cannot be loaded is unavailable, with the reason; nothing throws.</summary>
/// <param name="folder">Where `tree-sitter.node`, `tree-sitter-python.node` and the others lie.</param>
public sealed class Grammars(string folder)
{
    private const string Supply = "run `eng/grammars/fetch` and scan again";
    private readonly Lock gate = new();
    private readonly Dictionary<string, (Grammar? Grammar, string? Why)> loaded = [];
    private (Core? Core, string? Why)? core;

    /// <summary>Why files of a language cannot be parsed, and what to do; null where they can.</summary>
    public string? Unavailable(Language language) => language == Language.CSharp ? null : Load(NameOf(language)).Why;

    /// <summary>A grammar by its name, `python` or `tsx`; null where it is unavailable.</summary>
    internal Grammar? Find(string name) => Load(name).Grammar;

    private static string NameOf(Language language) => language switch
    {
        Language.Python => "python",
        Language.JavaScript => "javascript",
        Language.TypeScript => "typescript",
        Language.Java => "java",
        _ => "go",
    };

    private (Grammar? Grammar, string? Why) Load(string name)
    {
        lock (gate)
        {
            if (!loaded.TryGetValue(name, out var found)) loaded.Add(name, found = Open(name));
            return found;
        }
    }

    private (Grammar? Grammar, string? Why) Open(string name)
    {
        core ??= OpenCore();
        if (core.Value is not { Core: { } functions, Why: var why }) return (null, core.Value.Why);
        // One library holds both grammars of TypeScript.
        var file = name == "tsx" ? "tree-sitter-typescript.node" : $"tree-sitter-{name}.node";
        if (Library(file, out why) is not (not 0 and var library)) return (null, why);
        if (!NativeLibrary.TryGetExport(library, "tree_sitter_" + name, out var make)) return (null, Wrong(file));
        return Grammar.Make(functions, make) is { } grammar ? (grammar, null) : (null, $"the grammar `{file}` is of another version than the core beside it; {Supply}");
    }

    private (Core? Core, string? Why) OpenCore()
    {
        const string file = "tree-sitter.node";
        if (Library(file, out var why) is not (not 0 and var library)) return (null, why);
        try
        {
            return (new Core(library), null);
        }
        catch (EntryPointNotFoundException)
        {
            return (null, Wrong(file));
        }
    }

    private nint Library(string file, out string? why)
    {
        why = null;
        var path = Path.GetFullPath(Path.Combine(folder, file));
        if (!File.Exists(path))
        {
            why = $"the grammar `{file}` is not there; {Supply}";
            return 0;
        }

        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            // Functions of Node are named in the library and never called: only a loader that binds everything at once misses them.
            why = e.Message.Contains("napi_", StringComparison.Ordinal)
                ? $"the grammar `{file}` cannot be loaded while every symbol is bound at once; unset LD_BIND_NOW, or scan where the C library is glibc"
                : $"the grammar `{file}` cannot be loaded on this machine ({RuntimeInformation.RuntimeIdentifier}); scan on linux-x64 or macOS after `eng/grammars/fetch`";
            return 0;
        }
    }

    private static string Wrong(string file) => $"the library `{file}` is no grammar that is known; {Supply}";
}
