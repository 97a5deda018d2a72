using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Models that a text in JSON or YAML names, wherever in it.</summary>
internal static partial class StructuredModels
{
    private const int LongestYaml = 128 << 10;
    private const int Deepest = 64;
    private static readonly KnownAnswers<bool> Known = new(k => About().IsMatch(k));
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "auto", "default", "none", "true", "false", "base", "all", "any", "local", "ngram" };

    /// <summary>Reads a text.</summary>
    /// <param name="key">What it is kept under: a file's name, a variable's, an option.</param>
    /// <param name="text">The text.</param>
    public static StructuredReading Read(string key, string text)
    {
        if (TextDepth.Of(text) > Deepest) return new([], [], $"`{key}` is nested deeper than {Deepest} levels, and cannot be read");
        if (!Hints().IsMatch(text) && !IsAbout(key)) return StructuredReading.Nothing;
        var nodes = Nodes(text, out var problem);
        if (problem is not null) return new([], [], $"`{key}` {problem}");
        var found = new Walk();
        foreach (var node in nodes) found.Node(node, IsAbout(key) ? "model_list" : "", 0);
        return new([.. found.Models.Distinct()], [.. found.Perhaps.Distinct()], null);
    }

    /// <summary>True where the name of an option, a variable or a key speaks of a model.</summary>
    public static bool IsAbout(string key) => key.Length <= 200 && Known.Of(key);

    // What no reader can read, its program cannot either: only what is too large is a problem.
    private static ImmutableArray<YamlNode> Nodes(string text, out string? problem)
    {
        problem = null;
        if (text.AsSpan().TrimStart() is ['{' or '[', ..] && JsonNodes.Read(Encoding.UTF8.GetBytes(text), out _, isStrict: true) is { } json) return [json];
        if (text.Length > LongestYaml)
        {
            problem = $"is longer than {LongestYaml} characters, and cannot be read as YAML";
            return [];
        }

        var nodes = YamlText.Read(text, out var error);
        if (error is not null && TooMuch().IsMatch(error)) problem = $"cannot be read: {error}";
        return nodes;
    }

    private sealed class Walk
    {
        public List<string> Models { get; } = [];

        public List<string> Perhaps { get; } = [];

        public void Node(YamlNode node, string key, int depth)
        {
            if (depth > 2 * Deepest) return;
            if (node is YamlList list) foreach (var child in list.Nodes) Node(child, key, depth + 1);
            else if (node is YamlMap map) foreach (var (name, child) in map.Entries) Node(child, IsAbout(key) && Part().IsMatch(name) ? key + "_" + name : name, depth + 1);
            else if (node.Text is { Length: > 1 and < 600 } text) Value(text.Trim(), key);
        }

        private void Value(string text, string key)
        {
            var model = ModelAddresses.In(text).FirstOrDefault() ?? ModelHints.Clean(text);
            if (!IsAbout(key))
            {
                if (ModelHints.IsTelling(model)) Perhaps.Add(model);
            }
            else if (ModelHints.IsModel(model, isServer: false)) Models.Add(model);
            else if (ScriptNames.IsOpen(text) ? Exact().IsMatch(key) : ModelHints.IsRepository(model) || (Exact().IsMatch(key) && ModelHints.IsModel(model, isServer: true) && !Words.Contains(model) && !model.StartsWith("http", StringComparison.OrdinalIgnoreCase))) Perhaps.Add(model);
        }
    }

    [GeneratedRegex(@"(?:^|[._-]|(?<=[a-z])(?=[A-Z]))(?i:models?|tokenizers?|loras?|adapters?|drafts?|checkpoints?|speculative|repo|hf)(?:$|[._-]|id\b|(?=[A-Z]))|^(?i:sc)$", RegexOptions.CultureInvariant)]
    private static partial Regex About();

    [GeneratedRegex(@"^(?:id|name|path|uri|url|source|ref|repo|repo_id|repository|value|file)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Part();

    // Keys whose value is a model, not a name that somebody gives to one.
    [GeneratedRegex(@"(?:^|[._-]|(?<=[a-z])(?=[M]))(?i:model)(?:[._-]?(?i:id|path|uri|url|repo|source|name_or_path))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Exact();

    [GeneratedRegex(@"model|tokenizer|lora|adapter|draft|checkpoint|speculative|repo|huggingface|hf|\\[ux]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Hints();

    [GeneratedRegex(@"nested deeper|expands to more|is there twice|key must be plain", RegexOptions.CultureInvariant)]
    private static partial Regex TooMuch();
}

/// <summary>What a text in JSON or YAML names.</summary>
/// <param name="Models">Models by their own form.</param>
/// <param name="Perhaps">Texts that are models where a server reads them.</param>
/// <param name="Problem">Why it cannot be read; null where it can.</param>
internal sealed record StructuredReading(IReadOnlyList<string> Models, IReadOnlyList<string> Perhaps, string? Problem)
{
    /// <summary>It names nothing.</summary>
    public static StructuredReading Nothing { get; } = new([], [], null);
}
