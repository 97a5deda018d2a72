using System.Collections.Frozen;

namespace Plumbline.Collectors.Files;

/// <summary>What a tool does to the world, as far as its HTTP method, its built-in signature or the verb of its name tell.</summary>
public static class Effects
{
    private static readonly FrozenSet<string> Reads = Set(
        "get list describe read lookup look search find fetch query check show view retrieve count validate verify calculate compute summarize summarise compare explain estimate preview classify detect analyze analyse is has");

    private static readonly FrozenSet<string> Writes = Set(
        "create put post add insert update patch set write save store upload delete remove drop cancel close open approve reject submit send notify email publish transfer pay refund issue grant revoke assign attach detach enable disable book reserve place order schedule register reset modify change edit append file freeze block unblock sign merge archive move rename purchase withdraw deposit escalate start stop");

    private static readonly FrozenSet<string> Executes = Set("execute exec run eval invoke shell bash deploy launch install script command");

    /// <summary>`read`, `write`, `execute` or `unknown` by the first verb of a name in any case: `lookup_account`, `sendEmail`.</summary>
    public static string OfName(string name)
    {
        var start = 0;
        for (var at = 1; at <= name.Length; at++)
        {
            var isEnd = at == name.Length || !char.IsAsciiLetterOrDigit(name[at]) || (char.IsAsciiLetterUpper(name[at]) && char.IsAsciiLetterLower(name[at - 1]));
            if (!isEnd) continue;
            var word = name[start..at].Trim('_', '-', '.', ' ', '/', ':').ToLowerInvariant();
            start = at;
            if (Executes.Contains(word)) return "execute";
            if (Writes.Contains(word)) return "write";
            if (Reads.Contains(word)) return "read";
        }

        return "unknown";
    }

    /// <summary>The effect of an HTTP method; a POST is a write unless its operation's name reads.</summary>
    public static string OfMethod(string method, string name) => method.ToLowerInvariant() switch
    {
        "get" or "head" or "options" => "read",
        "post" when OfName(name) is var named and not "unknown" => named,
        "post" or "put" or "patch" or "delete" => "write",
        _ => OfName(name),
    };

    /// <summary>The effect of a tool that the service brings itself; null where it brings none.</summary>
    public static string? OfSignature(string? signature) => signature switch
    {
        "AMAZON.CodeInterpreter" or "ANTHROPIC.Computer" or "ANTHROPIC.Bash" => "execute",
        "ANTHROPIC.TextEditor" => "write",
        "AMAZON.UserInput" => "read",
        null => null,
        _ => "unknown",
    };

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
