using System.Text.RegularExpressions;
using Plumbline.Collectors.Files.Containers;

namespace Plumbline.Collectors.Declared.Containers;

/// <summary>Something that a build fetches.</summary>
/// <param name="What">The model, or the host of a script.</param>
/// <param name="Kind">model, script.</param>
/// <param name="How">The command or function.</param>
/// <param name="Pinned">Whether a commit or digest is asked for: `true`, `false`, or why that is not known.</param>
internal sealed record BuildDownload(string What, string Kind, string How, string Pinned);

/// <summary>Finds models and scripts that the commands of a build fetch.</summary>
internal static partial class BuildDownloads
{
    private const int Longest = 1 << 16;

    /// <summary>What the text of one instruction fetches.</summary>
    public static IEnumerable<BuildDownload> In(string text)
    {
        if (text.Length > Longest) text = text[..Longest];
        foreach (Match match in Commands().Matches(text))
        {
            var model = match.Groups["m"].Value.Trim('"', '\'');
            if (model.Length == 0 || Placeholders.In(model)) continue;
            yield return new(model, "model", match.Groups["how"].Value, Revision(match.Groups["rest"].Value));
        }

        foreach (Match match in Pulls().Matches(text))
            yield return new(match.Groups["m"].Value, "model", "ollama pull", match.Groups["m"].Value.Contains("@sha256:", StringComparison.Ordinal) ? "true" : "false");
        foreach (Match match in Calls().Matches(text))
            yield return new(match.Groups["m"].Value, "model", match.Groups["how"].Value, Revision(match.Groups["rest"].Value));
        foreach (Match match in Addresses().Matches(text))
            yield return new(match.Groups["m"].Value, "model", "huggingface.co", match.Groups["rev"].Value is { Length: 40 } commit && commit.All(char.IsAsciiHexDigit) ? "true" : "false");
        foreach (Match match in Scripts().Matches(text))
            yield return new(match.Groups["host"].Value.ToLowerInvariant(), "script", "fetched and run", "false");
    }

    private static string Revision(string rest)
    {
        var match = Revisions().Match(rest);
        if (!match.Success) return "false";
        var revision = match.Groups[1].Value;
        return Placeholders.In(revision) || revision.Length == 0 ? "the revision is filled in when it is built" : revision.Length == 40 && revision.All(char.IsAsciiHexDigit) ? "true" : "false";
    }

    [GeneratedRegex(@"\b(?<how>huggingface-cli download|hf download)\s+(?:--repo-type\s+model\s+)?(?<m>[^\s;&|-][^\s;&|]*)(?<rest>[^;&|\n]{0,500})", RegexOptions.CultureInvariant)]
    private static partial Regex Commands();

    [GeneratedRegex(@"\bollama\s+pull\s+(?<m>[A-Za-z0-9][A-Za-z0-9._:/@-]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Pulls();

    [GeneratedRegex(@"\b(?<how>snapshot_download|hf_hub_download|from_pretrained|SentenceTransformer|CrossEncoder)\(\s*(?:repo_id\s*=\s*)?\\?[""'](?<m>[A-Za-z0-9][A-Za-z0-9._/-]{1,200})\\?[""'](?<rest>[^)]{0,500})\)", RegexOptions.CultureInvariant)]
    private static partial Regex Calls();

    [GeneratedRegex(
        @"\bgit\s+(?:lfs\s+)?clone\b[^\n;&|]{0,300}?https://huggingface\.co/(?!(?:datasets|spaces|docs|api)/)(?<m>[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*)"
        + @"|https://huggingface\.co/(?!(?:datasets|spaces|docs|api)/)(?<m>[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*)/resolve/(?<rev>[A-Za-z0-9._-]+)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Addresses();

    [GeneratedRegex(
        @"\b(?:curl|wget)\b[^|;&\n]{0,600}?https?://(?<host>[A-Za-z0-9.-]+)[^|;&\n]{0,600}\|\s*(?:sudo\s+)?(?:-E\s+)?(?:env\s+\S+\s+)*(?:/(?:usr/)?bin/)?(?:bash|sh|zsh|dash|python3?)\b"
        + @"|\b(?:bash|sh|zsh)\s+(?:-c\s+[""']?\$\(|<\()\s*(?:curl|wget)\b[^)\n]{0,600}?https?://(?<host>[A-Za-z0-9.-]+)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Scripts();

    [GeneratedRegex(@"(?:--revision[= ]\s*|revision\s*=\s*\\?[""']?)([^\s""',)\\]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Revisions();
}
