using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>Addresses of models: of hubs, of their mirrors, and of files that hold weights.</summary>
public static partial class ModelAddresses
{
    private static readonly HashSet<string> Pages = new(StringComparer.OrdinalIgnoreCase)
        { "api", "blog", "chat", "collections", "datasets", "docs", "enterprise", "join", "learn", "login", "models", "organizations", "papers", "posts", "pricing", "settings", "spaces", "tasks", "terms" };

    /// <summary>The models whose addresses stand in a text: of a hub `org/name`, of another place the address.</summary>
    public static IEnumerable<string> In(string text)
    {
        if (!text.Contains("://", StringComparison.Ordinal) && !text.Contains("git@", StringComparison.Ordinal)) yield break;
        foreach (Match found in Hubs().Matches(text))
            if (Bare(found.Groups["m"].Value) is { } model) yield return model;
        foreach (Match found in Mirrors().Matches(text))
            if (!Hubs().IsMatch(found.Value)) yield return found.Groups["s"].Value + found.Groups["a"].Value;
        foreach (Match found in Weights().Matches(text))
            if (!Hubs().IsMatch(found.Value) && !Mirrors().IsMatch(found.Value)) yield return found.Groups["s"].Value + found.Groups["a"].Value;
    }

    /// <summary>True where a line of a script fetches something.</summary>
    public static bool Fetches(string line) => Verbs().IsMatch(line);

    private static string? Bare(string path)
    {
        var name = path.TrimEnd('.');
        if (name.EndsWith(".git", StringComparison.Ordinal)) name = name[..^4];
        return Pages.Contains(name[..name.IndexOf('/', StringComparison.Ordinal)]) ? null : name;
    }

    [GeneratedRegex(
        @"(?:[a-z+]{3,10}://|git@)(?:[^\s/@'""]{1,200}@)?(?:www\.)?(?:huggingface\.co|hf\.co|modelscope\.cn)(?::\d{1,5})?[/:](?:api/models/|models/)?(?<m>[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Hubs();

    // What the hub's own mirrors and proxies answer under: https://HOST/org/name/resolve/REVISION/FILE.
    [GeneratedRegex(@"(?<s>https?://)(?:[^\s/@'""]{1,200}@)?(?<a>[A-Za-z0-9.-]{1,200}(?::\d{1,5})?/(?:[A-Za-z0-9._-]{1,96}/){2,6}?)(?:resolve|raw)/", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Mirrors();

    [GeneratedRegex(
        @"(?<s>(?:https?|ftp|s3|gs|az|abfss?|wasbs?|oci)://)(?:[^\s/@'""]{1,200}@)?(?<a>[^\s/'""<>?#|;]{1,200}/[^\s'""<>?#|;]{0,400}\.(?:gguf|ggml|safetensors|onnx|pth|pt|ckpt|llamafile|nemo|mar|tflite|keras))(?![A-Za-z0-9])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Weights();

    [GeneratedRegex(@"\b(?:git|wget|curl|aria2c|axel|https?ie?|urlretrieve|urlopen|requests|httpx|rclone|gsutil|azcopy|aws|mc|fetch|get|pull|clone)\b(?!://)|download", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Verbs();
}
