namespace Plumbline.Code.Deeds;

/// <summary>What a tool says that it is for. A tool that says it runs commands may run them.</summary>
internal static class Purposes
{
    private static readonly string[] Commands = ["command", "cmd", "shell", "bash", "terminal", "exec", "execute", "powershell", "script", "cli", "process", "run"];
    private static readonly string[] Codes = ["code", "python", "javascript", "eval", "evaluate", "exec", "execute", "script", "repl", "interpreter", "expression", "sandbox", "run", "program", "source", "calculate"];

    /// <summary>True where a tool says that a parameter is a command it runs.</summary>
    public static bool RunsCommands(ToolCode tool, string parameter) => Says(parameter, Commands) && Says(tool.Name, Commands);

    /// <summary>True where a tool says that a parameter is code it runs.</summary>
    public static bool RunsCode(ToolCode tool, string parameter) => Says(parameter, Codes) && Says(tool.Name, Codes);

    private static bool Says(string name, string[] words) => Words(name).Any(w => words.Contains(w, StringComparer.Ordinal));

    private static IEnumerable<string> Words(string name)
    {
        var start = 0;
        for (var at = 1; at <= name.Length; at++)
        {
            if (at < name.Length && name[at] is not ('_' or '-' or '.' or ' ') && !(char.IsUpper(name[at]) && char.IsLower(name[at - 1]))) continue;
            if (at > start) yield return name[start..at].Trim('_', '-', '.', ' ').ToLowerInvariant();
            start = at;
        }
    }
}
