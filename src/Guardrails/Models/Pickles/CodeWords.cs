namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>Looks through the names and constants of code that a pickle carries for what executes, connects or deletes.</summary>
internal sealed class CodeWords(Heap heap, Texts texts)
{
    private const int Deepest = 8;
    private const int LongestSource = 1 << 16;

    private static readonly HashSet<string> Names =
        ["system", "popen", "Popen", "check_output", "check_call", "exec", "eval", "execfile", "__import__", "import_module", "subprocess", "socket", "urlopen", "urlretrieve", "execve", "execv", "fork", "spawn", "rmtree", "b64decode", "ctypes", "pty", "builtins", "__builtins__", "runpy", "getoutput", "marshal"];

    private static readonly string[] Phrases = ["os.system", "subprocess", "__import__", "exec(", "eval(", "os.popen", "socket.", "urlopen", "import os", "import socket"];

    private int patience = 4096;

    /// <summary>The first such word, or null.</summary>
    public string? In(Value value, int depth = 0)
    {
        if (--patience < 0 || depth > Deepest) return null;
        if (value.IsText && texts.Literal(value, LongestSource) is { } text) return Names.TryGetValue(text, out var name) ? name : Array.Find(Phrases, p => text.Contains(p, StringComparison.Ordinal));
        if (value.Kind == Kind.Result) return In(heap.Part(value.At), depth + 1);
        for (var i = 0; i < heap.Count(value); i++)
        {
            if (In(heap.Item(value, i), depth + 1) is { } found) return found;
        }

        return null;
    }
}
