using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelReferences;

/// <summary>Tells an application's own code, configuration and prompts from everything else in an estate.</summary>
internal static partial class SourceFiles
{
    private static readonly FrozenSet<string> Left = Set(
        "tests test __tests__ testdata fixtures spec specs vendor vendored third_party third-party site-packages dist build target bin bower_components .terraform .tox .next coverage docs doc evals eval eval-results AWSLogs");

    // Settings, skills and instructions of coding agents, and of the host of the code: other collectors read what counts there.
    private static readonly FrozenSet<string> OfAgents = Set(
        ".claude .codex .cursor .gemini .qwen .kiro .amazonq .continue .factory .junie .roo .windsurf .agents .agent .opencode .cline .clinerules .aider .goose .copilot .openclaw .github");

    private static readonly FrozenSet<string> Locks = Set(
        "package-lock.json composer.lock packages.lock.json deno.lock npm-shrinkwrap.json pnpm-lock.yaml uv.lock tsconfig.json plumbline.yaml plumbline.yml");

    private static readonly FrozenSet<string> Manifests = Set("package.json requirements.txt pyproject.toml go.mod pom.xml build.gradle Cargo.toml Gemfile Dockerfile");

    // Keys of recorded answers, logs and eval results: what happened or is deployed, not what is meant to run.
    private static readonly byte[][] Records =
    [
        "\"Records\""u8.ToArray(), "\"CloudTrailEvent\""u8.ToArray(), "\"eventVersion\""u8.ToArray(), "ModelInvocationLog"u8.ToArray(), "\"schemaType\""u8.ToArray(), "\"evalId\""u8.ToArray(), "\"samples\""u8.ToArray(), "Arn\""u8.ToArray(),
        "\"TrailARN\""u8.ToArray(), "Summaries\""u8.ToArray(), "\"resourceSpans\""u8.ToArray(), "\"loggingConfig\""u8.ToArray(), "\"protoPayload\""u8.ToArray(), "\"full_request\""u8.ToArray(), "\"logging_time\""u8.ToArray(),
        "\"updateTime\""u8.ToArray(), "\"run_id\""u8.ToArray(), "\"testCases\""u8.ToArray(), "\"config_general\""u8.ToArray(), "\"lm_eval_version\""u8.ToArray(), "\"auditConfigs\""u8.ToArray(), "\"deployedModels\""u8.ToArray(), "\"$schema\": \"http://json-schema"u8.ToArray(),
    ];

    /// <summary>The files to read, in the order of the scope.</summary>
    public static IEnumerable<EstateFile> Of(Scope scope)
    {
        var registries = RegistryReferences.Of(scope);
        var code = CodeFolders(scope);
        return scope.Files.Where(f => IsOwn(f) && IsAtHome(f, code) && !registries.IsOnlyApproved(f.Path) && !((IsPrompt(f.Path) || IsPromptDocument(f.Path)) && registries.IsBeside(f.Path)));
    }

    // JSON that no code lies near is data: results, exports, answers. The scanned folder itself is near only to what lies in it directly.
    private static bool IsAtHome(EstateFile file, HashSet<string> code)
    {
        if (Syntax.Of(file.Name) is not { Kind: SyntaxKind.Json }) return true;
        var parts = file.Path.Split('/')[..^1];
        return code.Contains("") || Enumerable.Range(1, parts.Length).Any(n => code.Contains(string.Join('/', parts[..n])));
    }

    // Every folder that has code in it or below it; the scanned folder only where code lies in it directly.
    private static HashSet<string> CodeFolders(Scope scope)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in scope.Files)
        {
            if (Syntax.Of(file.Name) is not { Kind: SyntaxKind.Python or SyntaxKind.Braces or SyntaxKind.Notebook } && !Manifests.Contains(file.Name)) continue;
            var parts = file.Path.Split('/')[..^1];
            if (parts.Length == 0) folders.Add("");
            for (var n = parts.Length; n > 0 && folders.Add(string.Join('/', parts[..n])); n--) { }
        }

        return folders;
    }

    /// <summary>True for a file that is one prompt.</summary>
    public static bool IsPrompt(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (!PromptEndings().IsMatch(name) || name.StartsWith("README", StringComparison.OrdinalIgnoreCase)) return false;
        return path.Split('/')[..^1].Any(s => s is "prompts" or "prompt") || name.Contains("prompt", StringComparison.OrdinalIgnoreCase)
            || name.Contains("system", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>True for JSON and YAML in a folder of prompts: it may hold the messages of one.</summary>
    public static bool IsPromptDocument(string path) => Path.GetExtension(path) is ".json" or ".yaml" or ".yml" && path.Split('/')[..^1].Any(s => s is "prompts" or "prompt");

    private static bool IsOwn(EstateFile file)
    {
        var segments = file.Path.Split('/');
        if (segments[..^1].Any(s => Left.Contains(s) || OfAgents.Contains(s) || Account().IsMatch(s)) || Locks.Contains(file.Name) || TestNames().IsMatch(file.Name)) return false;
        if (IsPrompt(file.Path)) return true;
        if (Syntax.Of(file.Name) is not { } syntax || Manifest.Is(file)) return false;
        if (syntax.Kind == SyntaxKind.Json && AzureText.IsRecorded(file)) return false;
        return syntax.Kind != SyntaxKind.Json || !Records.Any(r => Content.Head(file).IndexOf(r) >= 0);
    }

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\.(?:txt|md|prompt|j2|jinja|jinja2|mustache|hbs|handlebars|tmpl)$", RegexOptions.CultureInvariant)]
    private static partial Regex PromptEndings();

    [GeneratedRegex(@"^test_.*\.py$|_test\.(?:py|go)$|\.(?:test|spec)\.[cm]?[jt]sx?$|Tests?\.(?:cs|java)$|^conftest\.py$|promptfoo|\.min\.js$", RegexOptions.CultureInvariant)]
    private static partial Regex TestNames();

    [GeneratedRegex(@"^\d{12}$", RegexOptions.CultureInvariant)]
    private static partial Regex Account();
}
