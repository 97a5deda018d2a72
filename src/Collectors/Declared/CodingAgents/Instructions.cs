using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Guardrails.Injection;
using Plumbline.Guardrails.Skills;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.CodingAgents;

/// <summary>Tells files that steer coding agents, and when they are given to the model.</summary>
internal static partial class Instructions
{
    private const int Largest = 2 << 20;

    private static readonly (string Client, Regex Tail, string Kind)[] Table =
    [
        Row("any", @"AGENTS(?:\.override)?\.md", "instructions"),
        Row("claude-code", @"(?:\.claude/)?CLAUDE(?:\.local)?\.md", "instructions"),
        Row("claude-code", @"\.claude/rules/(?:[^/]+/)*[^/]+\.md", "rules"),
        Row("claude-code", @"\.claude/agents/(?:[^/]+/)*[^/]+\.md", "agent"),
        Row("claude-code", @"\.claude/commands/(?:[^/]+/)*[^/]+\.md", "command"),
        Row("gemini-cli", @"(?:\.gemini/)?GEMINI\.md", "instructions"),
        Row("qwen-code", @"(?:\.qwen/)?QWEN\.md", "instructions"),
        Row("cursor", @"\.cursorrules", "instructions"),
        Row("cursor", @"\.cursor/rules/(?:[^/]+/)*[^/]+\.mdc?", "rules"),
        Row("cursor", @"\.cursor/commands/(?:[^/]+/)*[^/]+\.md", "command"),
        Row("copilot", @"\.github/copilot-instructions\.md", "instructions"),
        Row("copilot", @"\.github/instructions/(?:[^/]+/)*[^/]+\.instructions\.md", "rules"),
        Row("copilot", @"\.github/(?:agents/[^/]+(?:\.agent)?\.md|chatmodes/[^/]+\.chatmode\.md)", "agent"),
        Row("copilot", @"\.github/prompts/[^/]+\.prompt\.md", "command"),
        Row("windsurf", @"\.windsurfrules", "instructions"),
        Row("windsurf", @"\.windsurf/rules/(?:[^/]+/)*[^/]+\.md", "rules"),
        Row("cline", @"\.clinerules", "instructions"),
        Row("cline", @"\.clinerules/(?:[^/]+/)*[^/]+\.(?:md|txt)", "rules"),
        Row("roo-code", @"\.roorules(?:-[^/]+)?", "instructions"),
        Row("roo-code", @"\.roo/rules[^/]*/(?:[^/]+/)*[^/]+\.(?:md|txt)", "rules"),
        Row("kiro", @"\.kiro/steering/(?:[^/]+/)*[^/]+\.md", "rules"),
        Row("amazon-q", @"\.amazonq/rules/(?:[^/]+/)*[^/]+\.md", "rules"),
        Row("junie", @"\.junie/guidelines\.md", "instructions"),
        Row("continue", @"\.continue/rules/(?:[^/]+/)*[^/]+\.md", "rules"),
        Row("goose", @"\.goosehints", "instructions"),
    ];

    /// <summary>The client that reads a file, the folder it is meant for, and its kind; null where it is no such file.</summary>
    public static (string Client, string Folder, string Kind)? Of(string path)
    {
        if (!Needles().IsMatch(path)) return null;
        foreach (var (client, tail, kind) in Table)
            if (tail.Match(path) is { Success: true } match) return (client, path[..match.Index].TrimEnd('/'), kind);
        return null;
    }

    /// <summary>The file as an element of the word; none and one sentence where it cannot be read.</summary>
    public static IReadOnlyList<AgentFact> Read(EstateFile file, string kind, out string? reason)
    {
        var bytes = Content.ReadAll(file, out reason, Largest);
        if (reason is null && !System.Text.Unicode.Utf8.IsValid(bytes)) reason = $"`{file.Path}` is no UTF-8 text";
        if (reason is not null) return [];
        var text = Encoding.UTF8.GetString(bytes);
        var (always, globs) = When(file.Path, kind, Head(text));
        var fact = new AgentFact("instructions", Value.Map(
            ("path", Value.Of(file.Path)), ("kind", Value.Of(kind)), ("fingerprint", Value.Of(Fingerprints.OfText(text))),
            ("always", Value.Of(always)), ("globs", Value.Of(AgentSettings.Shown(globs))), ("bytes", Value.Of((long)bytes.Length))), 0);
        return [fact, .. Secrets(file.Path, text), .. Signs(file.Path, text)];
    }

    // A key pasted into instructions goes to the model with every task.
    private static IEnumerable<AgentFact> Secrets(string path, string text) =>
        text.Split('\n').Select((line, at) => (Kind: SettingSecrets.IsReference(line) ? null : SettingSecrets.Known(line), Line: at + 1)).Where(l => l.Kind is not null).Take(100)
            .Select(l => new AgentFact("secrets", Value.Of($"{path}: text ({l.Kind})"), l.Line));

    // Orders against the user, what is hidden from people, and commands that no project needs.
    private static IEnumerable<AgentFact> Signs(string path, string text) =>
        TextSigns.OfMarkup(text, TextRole.InstructionFile, path, "md")
            .Concat(SkillText.Find(text).Where(s => s.Danger >= Danger.High).Select(s => new FileSign(s.Kind.Name(), s.Danger.Name(), path, s.Line, s.Reason, Masks.Of(s.Subject, [], 80))))
            .Take(100).Select(s => new AgentFact("signs", s.ToValue(), s.Line));

    private static (bool Always, string Globs) When(string path, string kind, Dictionary<string, string> head)
    {
        var globs = head.GetValueOrDefault("globs") ?? head.GetValueOrDefault("applyTo") ?? head.GetValueOrDefault("paths") ?? head.GetValueOrDefault("fileMatchPattern") ?? "";
        globs = globs.Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        var always = kind switch
        {
            "instructions" => true,
            "agent" or "command" => false,
            _ when path.EndsWith(".mdc", StringComparison.OrdinalIgnoreCase) => head.GetValueOrDefault("alwaysApply") == "true",
            _ when path.EndsWith(".instructions.md", StringComparison.OrdinalIgnoreCase) => globs is "**" or "**/*" or "*",
            _ when head.TryGetValue("trigger", out var trigger) => trigger == "always_on",
            _ when head.TryGetValue("inclusion", out var inclusion) => inclusion == "always",
            _ => globs.Length == 0,
        };
        return (always, globs);
    }

    // Globs such as `*.ts` are no YAML, so the head is read line by line.
    private static Dictionary<string, string> Head(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!text.StartsWith("---", StringComparison.Ordinal)) return fields;
        using var lines = new StringReader(text);
        lines.ReadLine();
        string? key = null;
        for (var n = 0; n < 200 && lines.ReadLine() is { } line && line.TrimEnd() != "---"; n++)
        {
            if (Field().Match(line) is { Success: true } match) fields.TryAdd(key = match.Groups[1].Value, match.Groups[2].Value.Trim());
            else if (key is not null && line.TrimStart().StartsWith("- ", StringComparison.Ordinal) && fields[key].Length < 1000) fields[key] = (fields[key] + " " + line.TrimStart()[2..].Trim()).Trim();
        }

        return fields;
    }

    private static (string, Regex, string) Row(string client, string tail, string kind) =>
        (client, new Regex($"(?<=^|/)(?:{tail})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(20)), kind);

    [GeneratedRegex(@"(?:AGENTS|CLAUDE|GEMINI|QWEN)(?:\.\w+)?\.md$|rules|/(?:agents|commands|instructions|prompts|chatmodes|steering)/|copilot-instructions|guidelines\.md$|\.goosehints$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Needles();

    [GeneratedRegex(@"^([A-Za-z][\w-]{0,60}):\s?(.{0,2000})$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Field();
}
