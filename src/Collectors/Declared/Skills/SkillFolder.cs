using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Skills;

/// <summary>One skill: the folder of a SKILL.md and all below it, other skills apart.</summary>
/// <param name="Path">The folder; `.` for the scanned root.</param>
/// <param name="Manifest">Its SKILL.md.</param>
/// <param name="Files">Every file of it, the manifest included, in the order of the scope.</param>
internal sealed partial record SkillFolder(string Path, EstateFile Manifest, IReadOnlyList<EstateFile> Files)
{
    private const int MostFiles = 2000;
    private const long MostBytes = 64 << 20;
    private const int Longest = 200;

    /// <summary>The archive that it was taken from; null where it lies open.</summary>
    public OpenedArchive? Archive { get; init; }

    /// <summary>The manifest as a value; null and one sentence where its SKILL.md cannot be read.</summary>
    public (Value Manifest, string Name)? Read(HomeFolders homes, out string? reason)
    {
        var bytes = Content.ReadAll(Manifest, out reason, 4 << 20);
        if (reason is null && !System.Text.Unicode.Utf8.IsValid(bytes)) reason = $"`{Manifest.Path}` is no UTF-8 text";
        if (reason is not null) return null;
        var head = FrontMatter.Of(Encoding.UTF8.GetString(bytes));
        var folder = Title;
        var name = Short(head?.Fields["name"]?.Text) is { Length: > 0 } given ? given : folder;
        var (client, scope) = Owner(homes);
        return (Value.Map(
            ("file", Value.Of(Manifest.Path)), ("name", Value.Of(name)), ("description", Value.Of(head?.Fields["description"]?.Text is { } text ? Fingerprints.OfText(text) : "")),
            ("license", Value.Of(Short(head?.Fields["license"]?.Text))), ("version", Value.Of(Short((head?.Fields["metadata"]?["version"] ?? head?.Fields["version"])?.Text))),
            ("tools", Value.List(Tools(head?.Fields["allowed-tools"] ?? head?.Fields["tools"]))), ("client", Value.Of(client)), ("scope", Value.Of(scope)),
            ("scripts", Value.List([.. Scripts()])), ("files", Value.Of((long)Files.Count)), ("bytes", Value.Of(Files.Sum(f => f.Length))),
            ("fingerprint", Value.Of(Fingerprint(out reason))), ("wellFormed", Value.Of(head is { IsYaml: true } && head.Fields["name"]?.Text is { } own && (folder == own || Path == ".")))), name);
    }

    /// <summary>What its folder, or the archive that is nothing else, is called.</summary>
    public string Title => Path[(Path.LastIndexOf('/') + 1)..] is var last && last.EndsWith('!') ? last.IndexOf('.', 1) is > 0 and var dot ? last[..dot] : last[..^1] : last;

    // Path and content of every file, each with its length, so that no two folders give one hash.
    private string Fingerprint(out string? reason)
    {
        reason = null;
        if (Files.Count > MostFiles || Files.Sum(f => f.Length) > MostBytes)
        {
            reason = $"skill `{Path}` has {Files.Count} files and {Files.Sum(f => f.Length)} bytes: too large for a fingerprint";
            return "";
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files)
        {
            try
            {
                using var stream = file.Open();
                var own = SHA256.HashData(stream);
                var name = Path == "." ? file.Path : file.Path[(Path.Length + 1)..];
                hash.AppendData(Encoding.UTF8.GetBytes($"{name.Length}:{name}\n"));
                hash.AppendData(own);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                reason = $"`{file.Path}` of skill `{Path}` cannot be read";
                return "";
            }
        }

        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private IEnumerable<Value> Scripts() =>
        Files.Select(Kind).OfType<string>().GroupBy(k => k, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Value.Map(("kind", Value.Of(g.Key)), ("count", Value.Of((long)g.Count()))));

    private static string? Kind(EstateFile file)
    {
        var ending = file.Name.LastIndexOf('.') is var dot and > 0 ? file.Name[dot..].ToLowerInvariant() : "";
        var known = ending switch
        {
            ".py" => "python", ".sh" or ".bash" or ".zsh" => "shell", ".js" or ".mjs" or ".cjs" => "javascript", ".ts" or ".mts" or ".tsx" => "typescript", ".ps1" or ".bat" or ".cmd" => "windows", ".rb" => "ruby", ".pl" => "perl",
            ".php" => "php", ".go" => "go", ".rs" => "rust", ".cs" => "csharp", ".java" or ".jar" => "java", ".lua" => "lua", ".r" => "r", ".exe" or ".dll" or ".so" or ".dylib" or ".wasm" or ".node" or ".pyd" => "binary", _ => null,
        };
        if (known is not null || ending is ".md" or ".txt" or ".json" or ".yaml" or ".yml" or ".html" or ".css" or ".xml" or ".xsd" or ".pdf" or ".png" or ".svg" or ".ttf") return known;
        var head = Content.Head(file);
        if (head.StartsWith("\u007fELF"u8) || head.StartsWith("MZ"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xcf, 0xfa, 0xed, 0xfe]) || head.StartsWith((ReadOnlySpan<byte>)[0xca, 0xfe, 0xba, 0xbe]) || head.StartsWith("\0asm"u8)) return "binary";
        return head.StartsWith("#!"u8) ? head[..Math.Min(head.Length, 100)].IndexOf("python"u8) >= 0 ? "python" : head[..Math.Min(head.Length, 100)].IndexOf("node"u8) >= 0 ? "javascript" : "shell" : null;
    }

    private (string Client, string Scope) Owner(HomeFolders homes)
    {
        var match = Homes().Match(Path);
        if (!match.Success) return ("", "");
        var client = match.Groups[1].Value switch { ".claude" or ".claude-plugin" => "claude-code", ".github" or ".copilot" => "copilot", ".agents" => "agents", var dotted => dotted.TrimStart('.') };
        var folder = Path[..match.Index].TrimEnd('/');
        return (client, match.Value.Contains("/plugins/", StringComparison.Ordinal) ? "extension" : homes.Contains(folder) ? "user" : "project");
    }

    private static IEnumerable<string> Tools(YamlNode? node) =>
        (node is YamlList list ? list.Texts : node?.Text is { } text ? Separators().Split(text) : []).Select(t => Short(t.Trim())).Where(t => t.Length > 0).Take(200);

    private static string Short(string? text) => text is null ? "" : Masks.Of(text.ReplaceLineEndings(" ").Trim(), [], Longest);

    [GeneratedRegex(@"(?<=^|/)(\.(?:claude|agents|github|copilot|cursor|codex|gemini|opencode|kiro|windsurf|roo|goose|factory|qwen|openclaw))/(?:plugins/(?:[^/]+/){0,8})?skills/", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Homes();

    // `Bash(git add:*), Read`: a comma or blank inside the parentheses divides nothing.
    [GeneratedRegex(@"(?:,|\s)+(?![^()]{0,500}\))", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Separators();
}
