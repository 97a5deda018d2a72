namespace Plumbline.Guardrails.Skills;

/// <summary>Judges what a shell script does, command by command.</summary>
/// <remarks>Texts that the script writes for another shell or interpreter are judged too, four deep. Nothing is run.</remarks>
public static class ShellJudge
{
    private const int Deepest = 4;
    private const int Most = 200;

    /// <summary>Every sign, by line.</summary>
    /// <param name="text">The script.</param>
    /// <param name="line">The line of the file it starts on.</param>
    public static IReadOnlyList<SkillSign> Find(string text, int line = 1)
    {
        var found = new List<SkillSign>();
        Judge(text, line, 0, found);
        return SignLists.Sorted(found);
    }

    internal static void Judge(string text, int line, int depth, List<SkillSign> found)
    {
        if (depth > Deepest) return;
        var fetched = new HashSet<string>(StringComparer.Ordinal);
        var decoded = new HashSet<string>(StringComparer.Ordinal);
        foreach (var command in ShellReader.Read(text, line))
        {
            if (found.Count >= Most) return;
            Interpreted(command, depth, found);
            ShellRuns.Judge(command, fetched, decoded, found);
            ShellSends.Judge(command, found);
            ShellChanges.Judge(command, found);
        }
    }

    // A text handed to a shell or an interpreter is a script of its own.
    private static void Interpreted(ShellCommand command, int depth, List<SkillSign> found)
    {
        var isEval = command.Name is "eval";
        if (!isEval && !ShellRuns.IsShell(command.Name)) { Windows(command, depth, found); return; }
        var scripts = new List<string>();
        if (isEval) scripts.Add(string.Join(' ', command.Arguments));
        var arguments = command.Arguments.ToList();
        var flag = arguments.FindIndex(a => a.StartsWith('-') && !a.StartsWith("--", StringComparison.Ordinal) && a.EndsWith('c'));
        if (flag >= 0 && flag + 1 < arguments.Count) scripts.Add(arguments[flag + 1]);
        var isKnown = false;
        if (command.Document is { } document) scripts.Add(document);
        else if (command.Before is { } before && ShellOutput.Of(before) is { } output) { scripts.Add(output); isKnown = true; }
        var isDecoded = command.Chain().Any(ShellOutput.IsDecoded) || command.Inner.Any(ShellOutput.IsDecoded);
        if (isDecoded && (isKnown || isEval || scripts.Count > 0 || command.Before is not null || command.Inner.Count > 0))
            found.Add(new SkillSign(SkillSignKind.Obfuscation, Danger.High, command.Line, "decodes a script and runs it", command.Name));
        foreach (var script in scripts.Where(s => s.Length > 3)) Nested(script, command.Line, depth, found);
    }

    private static void Nested(string script, int line, int depth, List<SkillSign> found)
    {
        var inner = new List<SkillSign>();
        Judge(script, line, depth + 1, inner);
        found.AddRange(inner.Select(s => s with { Line = line }));
    }

    private static void Windows(ShellCommand command, int depth, List<SkillSign> found)
    {
        if (command.Name.ToLowerInvariant() is "powershell" or "pwsh" or "powershell.exe" or "pwsh.exe" or "cmd" or "cmd.exe") WindowsJudge.Judge(string.Join(' ', command.Words), command.Line, depth + 1, found);
    }
}
