using System.Buffers;
using System.Text.RegularExpressions;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelReferences;

/// <summary>What one file names: models, endpoints, prompts, each with its line.</summary>
internal static partial class References
{
    // Every model id, endpoint and prompt name holds one of these; most files hold none and are done.
    private static readonly SearchValues<string> Needles = SearchValues.Create(
        [
            "claude", "anthropic", "amazon.", "amazonaws", "bedrock", "meta.", "mistral", "cohere", "ai21", "gpt-", "chatgpt", "openai", "o1-", "o3-", "o4-",
            "gemini", "bison", "gecko", "aiplatform", "deepseek", "qwen", "stability", "writer.", "twelvelabs", "luma.", "nvidia.", "google.", "zai.",
            "moonshot", "minimax", "text-embedding", "api.aws", "system",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>The claims of one file.</summary>
    public static IEnumerable<Claim> In(EstateFile file, string text)
    {
        if (SourceFiles.IsPrompt(file.Path)) return text.Trim().Length == 0 ? [] : Prompts.OfFile(file, text);
        IEnumerable<Claim> told = SourceFiles.IsPromptDocument(file.Path) ? Prompts.OfDocument(file, text) : [];
        if (!text.AsSpan().ContainsAny(Needles) || Syntax.Of(file.Name) is not { } syntax) return told;
        return told.Concat(syntax.Kind == SyntaxKind.Notebook ? Notebooks.In(file, text) : InCode(file, text, syntax.Kind));
    }

    /// <summary>The claims of a piece of code.</summary>
    /// <param name="file">The file that holds it.</param>
    /// <param name="text">The code.</param>
    /// <param name="kind">Its syntax.</param>
    public static IEnumerable<Claim> InCode(EstateFile file, string text, SyntaxKind kind)
    {
        var read = CodeText.Of(text, kind);
        var code = read.Code;
        var lines = new LineCount(code);
        var seen = new HashSet<(string, Value)>();
        foreach (var (index, length) in ModelTexts.Find(code))
        {
            if (IsPartOfPath(code, index)) continue;
            var value = Model(code.Substring(index, length));
            if (seen.Add(("models", value))) yield return Say(file, "models", value, lines.At(index));
        }

        foreach (Match host in Hosts().Matches(code))
        {
            var value = Value.Of(host.Value.ToLowerInvariant());
            if (seen.Add(("endpoints", value))) yield return Say(file, "endpoints", value, lines.At(host.Index));
        }

        foreach (var claim in Prompts.InCode(file, text, read, lines.At)) yield return claim;
    }

    /// <summary>One statement about the workload that a file belongs to.</summary>
    public static Claim Say(EstateFile file, string word, Value value, int line) => new(
        new AssetId(AssetKind.Workload, $"path:{file.Path}"), word, Plane.Declared, value,
        new Origin(ModelReferencesCollector.Source, file.Path, line), DateTimeOffset.MinValue);

    // `import x from "./gpt-4-client"` and `docs/claude-3-notes` name files.
    private static bool IsPartOfPath(string code, int index) =>
        index > 0 && code[index - 1] == '/' && !Routes().IsMatch(code.AsSpan(Math.Max(0, index - 40), Math.Min(40, index)));

    private static Value Model(string text)
    {
        var id = ModelId.Parse(text);
        return Value.Map(("id", Value.Of(id.Text)), ("base", Value.Of(id.Base)), ("pinned", Value.Of(id.IsPinned)));
    }

    [GeneratedRegex(@"(?:bedrock|converse|openai|azure|anthropic|vertex_ai|google|gemini|models|deployments|litellm)/$", RegexOptions.CultureInvariant)]
    private static partial Regex Routes();

    [GeneratedRegex(
        @"(?<![A-Za-z0-9.-])(?:(?:vpce-[a-z0-9-]+\.)?bedrock(?:-agent)?-?(?:runtime|mantle)?(?:-fips)?\.[a-z]{2}[a-z-]*-\d\.(?:vpce\.)?(?:amazonaws\.com(?:\.cn)?|api\.aws)"
        + @"|api\.openai\.com|[a-z0-9-]+\.openai\.azure\.com|[a-z0-9-]+\.services\.ai\.azure\.com|api\.anthropic\.com|(?:[a-z]+-[a-z]+\d-)?aiplatform\.googleapis\.com|generativelanguage\.googleapis\.com)(?![A-Za-z0-9-])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Hosts();
}

/// <summary>Counts lines forward through a text.</summary>
internal sealed class LineCount(string text)
{
    private int position;
    private int line = 1;

    /// <summary>The 1-based line of a position; positions are asked in any order, cheapest rising.</summary>
    public int At(int index)
    {
        if (index < position) (position, line) = (0, 1);
        line += text.AsSpan(position, index - position).Count('\n');
        position = index;
        return line;
    }
}
