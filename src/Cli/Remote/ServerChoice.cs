namespace Plumbline.Cli.Remote;

/// <summary>Which server a user wants answers from, if any.</summary>
/// <param name="Url">Its address as it was written; null where answers are made here.</param>
/// <param name="IsFlag">True where `--server` names it, false where `PLUMB_SERVER` does.</param>
/// <param name="TokenFile">The file with the token; null for `PLUMB_TOKEN`.</param>
/// <param name="MayBePlain">True where the user takes plain http to another machine.</param>
/// <param name="Rest">The command line without all that.</param>
internal sealed record ServerChoice(string? Url, bool IsFlag, string? TokenFile, bool MayBePlain, string[] Rest)
{
    /// <summary>The flag that names a server.</summary>
    public const string Flag = "--server";

    /// <summary>The variable that names a server.</summary>
    public const string Variable = "PLUMB_SERVER";

    private const string TokenFlag = "--token-file";
    private const string PlainFlag = "--plain-http";

    // They work on files of this machine, whatever server is set.
    private static readonly string[] OnlyHere = ["db", "prompt", "backup", "restore", "admission"];

    /// <summary>Reads the command line and variables.</summary>
    public static ServerChoice Of(string[] args, Func<string, string?> variable)
    {
        var isFlag = args.TakeWhile(a => a != "--").Any(a => a == Flag || a.StartsWith(Flag + "=", StringComparison.Ordinal));
        var set = variable(Variable) is { Length: > 0 } named ? named : null;
        var verb = args.FirstOrDefault(a => a.Length > 0 && a[0] != '-');
        if (!isFlag && (set is null || verb is null || OnlyHere.Contains(verb))) return new ServerChoice(null, false, null, false, args);
        var rest = args.ToList();
        var url = Take(rest, Flag);
        var file = Take(rest, TokenFlag) ?? variable("PLUMB_TOKEN_FILE");
        return new ServerChoice(url ?? (isFlag ? "" : set), isFlag, string.IsNullOrEmpty(file) ? null : file, rest.Remove(PlainFlag), [.. rest]);
    }

    private static string? Take(List<string> args, string flag)
    {
        var end = args.IndexOf("--") is >= 0 and var stop ? stop : args.Count;
        var at = args.FindIndex(0, end, a => a == flag || a.StartsWith(flag + "=", StringComparison.Ordinal));
        if (at < 0) return null;
        var text = args[at];
        args.RemoveAt(at);
        if (text.Length > flag.Length) return text[(flag.Length + 1)..];
        if (at >= args.Count || at + 1 >= end) return "";
        var value = args[at];
        args.RemoveAt(at);
        return value;
    }
}
