using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Skills;

/// <summary>A block of code in a Markdown text.</summary>
/// <param name="Line">1-based line of its first line.</param>
/// <param name="Language">As written behind the fence, lower case; empty where none is.</param>
/// <param name="Text">The code.</param>
public sealed record CodeBlock(int Line, string Language, string Text);

/// <summary>Judges the Markdown of a skill: its commands as commands, its links as what a person would open.</summary>
public static partial class SkillText
{
    private const int MostBlocks = 500;

    /// <summary>The fenced blocks of a text.</summary>
    public static IReadOnlyList<CodeBlock> Blocks(string text)
    {
        var blocks = new List<CodeBlock>();
        var (line, start, fence, language) = (0, 0, "", "");
        var body = new List<string>();
        foreach (var raw in text.Split('\n'))
        {
            line++;
            var row = raw.TrimEnd('\r');
            var bare = row.TrimStart().TrimStart('>').TrimStart();
            if (fence.Length == 0)
            {
                if (!bare.StartsWith("```", StringComparison.Ordinal) && !bare.StartsWith("~~~", StringComparison.Ordinal)) continue;
                fence = bare[..3];
                language = bare.TrimStart('`', '~').Trim().Split(' ', '{', ',')[0].ToLowerInvariant();
                start = line + 1;
                body.Clear();
            }
            else if (bare.StartsWith(fence, StringComparison.Ordinal) && bare.TrimEnd('`', '~', ' ').Length == 0)
            {
                if (blocks.Count < MostBlocks) blocks.Add(new CodeBlock(start, language, string.Join('\n', body)));
                fence = "";
            }
            else body.Add(row);
        }

        if (fence.Length > 0 && blocks.Count < MostBlocks) blocks.Add(new CodeBlock(start, language, string.Join('\n', body)));
        return blocks;
    }

    /// <summary>Every sign of a Markdown text, by line.</summary>
    public static IReadOnlyList<SkillSign> Find(string text)
    {
        var found = new List<SkillSign>();
        var blocks = Blocks(text);
        foreach (var block in blocks) Judge(block, found);
        Inline(text, blocks, found);
        DownloadJudge.Judge(text, found);
        found.AddRange(DataJudge.Find(text));
        return SignLists.Sorted(found);
    }

    /// <summary>True of a language that a shell reads; an unnamed block is read as one where its lines are commands.</summary>
    public static bool IsShell(string language) => language is "bash" or "sh" or "shell" or "zsh" or "console" or "terminal" or "shell-session" or "shellscript" or "fish" or "";

    private static void Judge(CodeBlock block, List<SkillSign> found)
    {
        if (block.Language is "powershell" or "ps1" or "pwsh" or "ps" or "bat" or "cmd" or "batch" or "dos") found.AddRange(WindowsJudge.Find(block.Text, block.Line));
        else if (IsShell(block.Language)) found.AddRange(ShellJudge.Find(Prompted().Replace(block.Text, ""), block.Line));
        else if (block.Language is "dockerfile" or "docker") found.AddRange(ShellJudge.Find(DockerRun().Replace(block.Text, ""), block.Line));
        if (block.Language.Length == 0) found.AddRange(WindowsJudge.Find(block.Text, block.Line).Where(s => s.Danger >= Danger.High));
    }

    // `curl … | sh` between backticks within prose, and commands that stand in prose as they are.
    private static void Inline(string text, IReadOnlyList<CodeBlock> blocks, List<SkillSign> found)
    {
        var fenced = new HashSet<int>(blocks.SelectMany(b => Enumerable.Range(b.Line, b.Text.AsSpan().Count('\n') + 1)));
        var line = 0;
        foreach (var row in text.Split('\n'))
        {
            line++;
            if (fenced.Contains(line) || row.Length > 20_000) continue;
            foreach (Match span in Spans().Matches(row)) if (!Denies(row, span.Index)) found.AddRange(ShellJudge.Find(span.Groups[1].Value, line));
            if (!row.Contains('`', StringComparison.Ordinal) && row.IndexOfAny(['|', '(']) >= 0 && Bare().Match(row) is { Success: true } bare && !Denies(row, bare.Index)) found.AddRange(ShellJudge.Find(bare.Value, line).Where(s => s.Danger >= Danger.High));
        }
    }

    // `Never run X` warns of it.
    private static bool Denies(string row, int at) => Warns().IsMatch(row.AsSpan(Math.Max(0, at - 60), Math.Min(at, 60)));

    [GeneratedRegex(@"^[ \t]*(?:\$|%|>|#)[ \t]+(?=\S)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Prompted();

    [GeneratedRegex(@"^[ \t]*RUN[ \t]+", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex DockerRun();

    [GeneratedRegex(@"`([^`\n]{8,2000})`", RegexOptions.CultureInvariant)]
    private static partial Regex Spans();

    [GeneratedRegex(@"\b(?:curl|wget|bash|sh|eval|echo|powershell|python3?)\s[^\n]{6,2000}", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();

    [GeneratedRegex(@"\b(?:never|don't|do not|avoid|instead of|rather than|must not|like|such as|e\.g\.|detects?|blocks?|flags?|dangerous|unsafe|bad)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Warns();
}
