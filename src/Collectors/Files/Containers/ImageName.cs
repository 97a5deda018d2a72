using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>A container image as it is written: registry and path, tag, digest.</summary>
/// <param name="Text">As written.</param>
/// <param name="Repository">Registry and path, lower case.</param>
/// <param name="Tag">The tag; empty where none is written.</param>
/// <param name="Digest">`sha256:…`; empty where none is written.</param>
public sealed partial record ImageName(string Text, string Repository, string Tag, string Digest)
{
    private const int Longest = 512;

    /// <summary>Whether the name may be another image tomorrow: `true`, `false`, or why that is not known.</summary>
    public string Floating
    {
        get
        {
            if (Placeholders.In(Text)) return $"the image `{Text}` is filled in when it is deployed";
            return Digest.Length == 0 && (Tag.Length == 0 || Moving().IsMatch(Tag)) ? "true" : "false";
        }
    }

    /// <summary>Reads a name; null where the text cannot be one.</summary>
    public static ImageName? Parse(string? text)
    {
        var name = text?.Trim() ?? "";
        if (name.Length is 0 or > Longest || name.Any(char.IsControl)) return null;
        if (Placeholders.In(name)) return new(name, Bare(Placeholders.Without(name)), "", "");
        if (name.Any(char.IsWhiteSpace)) return null;
        var rest = name;
        var digest = "";
        if (rest.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at) (rest, digest) = (rest[..at], rest[(at + 1)..]);
        var colon = rest.LastIndexOf(':');
        var tag = colon > rest.LastIndexOf('/') ? rest[(colon + 1)..] : "";
        return new(name, (tag.Length > 0 || colon == rest.Length - 1 ? rest[..colon] : rest).ToLowerInvariant(), tag, digest);
    }

    // `${REGISTRY}/vllm/vllm-openai:${TAG}` still says what it is.
    private static string Bare(string text)
    {
        var colon = text.LastIndexOf(':');
        return (colon > text.LastIndexOf('/') ? text[..colon] : text).Trim('/').ToLowerInvariant();
    }

    [GeneratedRegex(@"^(?:latest|nightly|main|master|edge|dev|head|canary)$|^latest-|-(?:latest|nightly)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Moving();
}
