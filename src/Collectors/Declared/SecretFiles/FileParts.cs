using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.SecretFiles;

/// <summary>Tells what a file is to its project; files that nobody here wrote, data, and what other readers answer for are none.</summary>
/// <param name="scope">What may be read.</param>
internal sealed partial class FileParts(Scope scope)
{
    // What is installed, built or recorded is nobody's own text.
    private static readonly FrozenSet<string> Left = Set(
        "vendor vendored third_party third-party site-packages dist-packages node_modules bower_components target .terraform .tox .next .nuxt .yarn .gradle coverage AWSLogs __snapshots__ .ipynb_checkpoints");

    private static readonly FrozenSet<string> Tests = Set("test tests __tests__ testing testdata test_data fixtures fixture spec specs e2e mocks __mocks__ mock cassettes testcases golden goldens snapshots");
    private static readonly FrozenSet<string> Docs = Set("doc docs documentation website");
    private static readonly FrozenSet<string> Examples = Set("example examples sample samples demo demos template templates boilerplate skeleton");

    private static readonly FrozenSet<string> Data = Set(
        "jsonl ndjson csv tsv parquet arrow avro log gz zip tar tgz bz2 xz zst 7z jar whl nupkg gif png jpg jpeg webp ico bmp tif tiff pdf docx xlsx pptx woff woff2 ttf otf eot mp3 mp4 wav ogg webm mov bin pt pth pkl onnx safetensors gguf h5 npy npz so dll dylib exe class pyc wasm map svg lock sum snap db sqlite sqlite3 pem.pub po mo");

    private static readonly FrozenSet<string> Locks = Set(
        "package-lock.json packages.lock.json npm-shrinkwrap.json pnpm-lock.yaml deno.lock .secrets.baseline .gitleaksignore .gitleaks.toml .secretlintrc.json");

    private static readonly FrozenSet<string> Sources = Set(
        "py pyi cs fs vb java kt kts scala groovy go rs rb php js jsx mjs cjs ts tsx mts cts c h cc cpp hpp m swift dart lua pl r jl ex exs clj sh bash zsh fish ps1 psm1 bat cmd sql vue svelte cshtml razor html htm");

    private static readonly FrozenSet<string> Settings = Set(
        "yaml yml json jsonc json5 toml ini cfg conf config properties xml tf tfvars hcl bicep bicepparam tpl j2 jinja nix dockerfile");

    private readonly AgentFiles agents = AgentFiles.Of(scope);
    private readonly Lazy<IgnoredFiles> ignored = new(() => new IgnoredFiles(scope));

    /// <summary>True where git is told to leave the file out.</summary>
    public bool IsIgnored(EstateFile file) => ignored.Value.Has(file.Path);

    /// <summary>What the file is; null where it is not read.</summary>
    public FilePart? Of(EstateFile file)
    {
        var folders = file.Folder.Split('/');
        var ending = EndingOf(file.Name);
        if (Data.Contains(ending) || Locks.Contains(file.Name) || Minified().IsMatch(file.Name) || folders.Any(Left.Contains)) return null;
        if (agents.ClientOf(file.Path) is not null || IsOfServers(file, ending) || IsRecorded(file, ending)) return null;
        var part = Kind(file, folders, ending);
        if (folders.Any(Tests.Contains) || TestNames().IsMatch(file.Name)) return FilePart.Test;
        if (part == FilePart.Prompt) return part;
        if (folders.Any(Docs.Contains) || ending is "md" or "mdx" or "rst" or "adoc") return FilePart.Docs;
        return folders.Any(Examples.Contains) || ExampleNames().IsMatch(file.Name) ? FilePart.Example : part;
    }

    private static FilePart Kind(EstateFile file, string[] folders, string ending)
    {
        var isPromptFolder = folders.Any(f => f is "prompts" or "prompt" or "few_shot" or "few-shot" or "fewshot");
        if (PromptEndings().IsMatch(file.Name) && !file.Name.StartsWith("README", StringComparison.OrdinalIgnoreCase)
            && (isPromptFolder || file.Name.Contains("prompt", StringComparison.OrdinalIgnoreCase))) return FilePart.Prompt;
        if (isPromptFolder && ending is "json" or "yaml" or "yml" or "toml") return FilePart.Prompt;
        if (file.Name.StartsWith(".env", StringComparison.OrdinalIgnoreCase) || ending is "env" or "envrc" || file.Name == "local.settings.json") return FilePart.Environment;
        if (ending == "ipynb") return FilePart.Notebook;
        if (Sources.Contains(ending)) return FilePart.Code;
        return Settings.Contains(ending) || file.Name.StartsWith("Dockerfile", StringComparison.Ordinal) ? FilePart.Settings : FilePart.Text;
    }

    // The reader of MCP settings says what stands in them in the clear.
    private static bool IsOfServers(EstateFile file, string ending) =>
        ending is "json" or "jsonc" or "toml" or "yaml" or "yml"
        && Content.Head(file) is var head && (head.IndexOf("mcpServers\""u8) >= 0 || head.IndexOf("[mcp_servers"u8) >= 0 || head.IndexOf("mcpServers:"u8) >= 0);

    // Answers of control planes and deliveries of audit logs name keys by their public ids.
    private static bool IsRecorded(EstateFile file, string ending) =>
        ending == "json" && Content.Head(file) is var head
        && (head.IndexOf("\"eventVersion\""u8) >= 0 || head.IndexOf("\"CloudTrailEvent\""u8) >= 0 || head.IndexOf("\"resourceSpans\""u8) >= 0 || head.IndexOf("\"schemaType\""u8) >= 0);

    private static string EndingOf(string name) => name.LastIndexOf('.') is >= 0 and var dot ? name[(dot + 1)..].ToLowerInvariant() : "";

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"\.min\.(?:js|css|mjs)$|[.-]bundle\.[cm]?js$|\.chunk\.js$|[.-][0-9a-f]{8,}\.[cm]?js$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Minified();

    [GeneratedRegex(@"^test_.*\.py$|_test\.(?:py|go|exs?)$|[.-](?:test|spec|stories)\.[cm]?[jt]sx?$|Tests?\.(?:cs|java|kt|swift)$|^conftest\.py$|_spec\.rb$", RegexOptions.CultureInvariant)]
    private static partial Regex TestNames();

    [GeneratedRegex(@"(?:^|[._-])(?:example|sample|template|dist|tmpl|default)s?(?:[._-]|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ExampleNames();

    [GeneratedRegex(@"\.(?:txt|md|mdx|prompt|prompty|j2|jinja|jinja2|mustache|hbs|liquid)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PromptEndings();
}
