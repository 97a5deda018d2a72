namespace Plumbline.Guardrails.Skills;

/// <summary>One simple command of a script.</summary>
/// <param name="line">1-based line it starts on.</param>
internal sealed class ShellCommand(int line)
{
    /// <summary>1-based line it starts on.</summary>
    public int Line { get; } = line;

    /// <summary>Its words, quotes undone and known variables put in.</summary>
    public List<string> Words { get; } = [];

    /// <summary>Where its output goes and its input comes from.</summary>
    public List<(string Sign, string Target)> Redirects { get; } = [];

    /// <summary>The command whose output it reads.</summary>
    public ShellCommand? Before { get; set; }

    /// <summary>Commands in its substitutions.</summary>
    public List<ShellCommand> Inner { get; } = [];

    /// <summary>A text that stands in the script for its input.</summary>
    public string? Document { get; set; }

    /// <summary>Its name without folders and wrappers: `sudo`, `env`, `nohup` and the like.</summary>
    public string Name => At < Words.Count ? Bare(Words[At]) : "";

    /// <summary>Its arguments.</summary>
    public IEnumerable<string> Arguments => Words.Skip(At + 1);

    private int At
    {
        get
        {
            var at = 0;
            while (at < Words.Count && (Bare(Words[at]) is "sudo" or "env" or "nohup" or "exec" or "command" or "time" or "nice" or "doas" or "builtin" or "stdbuf" or "setsid" or "then" or "do" or "else" or "if" or "while" or "!" or "{" || (at > 0 && Words[at].StartsWith('-') && Bare(Words[at - 1]) is "sudo" or "nice" or "env") || IsAssignment(Words[at]))) at++;
            return at;
        }
    }

    /// <summary>Itself and all commands that feed it, the nearest first.</summary>
    public IEnumerable<ShellCommand> Chain()
    {
        var n = 0;
        for (var at = this; at is not null && n < 64; at = at.Before, n++) yield return at;
    }

    /// <summary>True where an argument is one of these.</summary>
    public bool Has(params ReadOnlySpan<string> any)
    {
        foreach (var argument in Arguments) if (any.Contains(argument)) return true;
        return false;
    }

    private static bool IsAssignment(string word) => word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && word.AsSpan(0, at).IndexOfAnyExcept(ShellReader.NameParts) < 0;

    private static string Bare(string word) => word.Length == 0 ? "" : word[(word.LastIndexOfAny(['/', '\\']) + 1)..];
}
