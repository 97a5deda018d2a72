using System.Text.RegularExpressions;

namespace Plumbline.Code.Deeds;

/// <summary>What a tool says that it is for. A tool that says it runs commands may run them.</summary>
internal static partial class Purposes
{
    private static readonly string[] Running = ["command", "cmd", "shell", "bash", "terminal", "exec", "execute", "powershell", "script", "cli", "process", "run"];
    private static readonly string[] Codes = ["code", "python", "javascript", "eval", "evaluate", "exec", "execute", "script", "repl", "interpreter", "expression", "sandbox", "run", "program", "source", "calculate"];

    /// <summary>True where a tool says that a parameter is a command it runs.</summary>
    public static bool RunsCommands(ToolCode tool, string parameter) => Says(parameter, Running) && Says(tool.Name, Running);

    /// <summary>True where a tool says that a parameter is code it runs.</summary>
    public static bool RunsCode(ToolCode tool, string parameter) => Says(parameter, Codes) && Says(tool.Name, Codes);

    /// <summary>True where a parameter's name offers to switch off a check or to raise rights: `bypass_validation`, `admin_mode`.</summary>
    public static bool SwitchesOff(string parameter) => Switch().IsMatch(string.Join('_', Words(parameter)));

    /// <summary>True where an answer that is written down tells the model what to do or that rules no longer hold.</summary>
    public static bool Orders(string text) => Order().IsMatch(text);

    [GeneratedRegex(@"(^|_)(bypass|skip|disable|ignore|override|no|without|suppress)_(\w+_)?(validations?|checks?|filters?|filtering|safety|security|auth\w*|polic(y|ies)|restrictions?|sandbox|guards?|guardrails?|instructions?|privileges?|permissions?|rules|verification|moderation)(_|$)|(^|_)(jailbreak|unrestricted|superuser)|(^|_)(trust|trusted)_(mode|input|query|level|source)|(^|_)(admin|root|god|privileged|elevated|unsafe|emergency)_(mode|access|override)|(^|_)simulate_privileges?|(^|_)(override|custom)_(instructions|rules)$|(^|_)(system|security)_(override|prompt_override)|(^|_)validation_(mode|level)|(^|_)(bypass)(_|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Switch();

    /// <summary>True where such an answer gives orders, rather than tell what is switched off.</summary>
    public static bool Commands(string text) => Command().IsMatch(text);

    [GeneratedRegex(@"\b(ignore|disregard|forget)\s+(all\s+|any\s+|the\s+|your\s+|of\s+)*(previous|prior|earlier|above|safety)\b|\byou (must|should) (now|next|first|also) (call|run|use|send|read|execute)\b|do not (tell|inform|mention|reveal)[^.]{0,40}\b(user|human)|<(IMPORTANT|SYSTEM)>|\bSYSTEM (OVERRIDE|INSTRUCTION)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Command();

    [GeneratedRegex(@"\b(ignore|disregard|forget|override|bypass|disable)\s+(all\s+|any\s+|the\s+|your\s+|previous\s+|prior\s+)*(previous|prior|safety|security|content|instructions?|restrictions?|rules|guidelines|filter(s|ing)?|validation|checks)|\b(restrictions|filters|safety( checks| restrictions)?|validation)\s+(are\s+|is\s+)?(disabled|bypassed|lifted|off)\b|without\s+(security checks|restrictions|content filtering|validation)|\b(SYSTEM (NOTE|OVERRIDE|INSTRUCTION)|IMPORTANT INSTRUCTION)|<(IMPORTANT|SYSTEM)>|\byou (must|should) (now|next|first|also) (call|run|use|send|read|execute)\b|do not (tell|inform|mention|reveal)[^.]{0,40}\b(user|human)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Order();

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
