using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Declared.Packages.Manifests;

/// <summary>An address that a package is taken from, without the credentials it may carry.</summary>
/// <param name="Shown">Scheme, host and path.</param>
/// <param name="Supply">Git, URL or path.</param>
/// <param name="Commit">What it is held to; empty where it may change.</param>
internal sealed partial record Address(string Shown, Supply Supply, string Commit)
{
    private const int LongestShown = 300;

    /// <summary>Reads `git+https://host/repo@REV#egg=x`, `github:owner/repo#REV`, `https://host/file.tgz`, `file:../x`.</summary>
    public static Address Parse(string text)
    {
        if (Paths().IsMatch(text)) return new Address("", Supply.Path, "");
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? "" : text[(hash + 1)..];
        var place = Users().Replace((hash < 0 ? text : text[..hash]).Split('?')[0], "$1");
        var isGit = IsGit(place);
        var reference = "";
        if (isGit && place.LastIndexOf('@') is var at && at > place.LastIndexOf('/')) (place, reference) = (place[..at], place[(at + 1)..]);
        else if (isGit && Refs().Match(place) is { Success: true } inside) (place, reference) = (place[..inside.Index], inside.Groups[1].Value);
        if (reference.Length == 0 && isGit) reference = fragment.Split('&')[0];
        var digest = Digests().Match(text);
        var commit = isGit ? (Commits().IsMatch(reference) ? reference : "") : digest.Success ? digest.Value : "";
        return new Address(Masks.Of(place, [], LongestShown), isGit ? Supply.Git : Supply.Url, commit);
    }

    /// <summary>True where a commit is named, not a branch or a tag that may move.</summary>
    public static bool IsCommit(string? text) => text is not null && Commits().IsMatch(text);

    private static bool IsGit(string place) =>
        place.StartsWith("git", StringComparison.Ordinal) || place.StartsWith("bitbucket:", StringComparison.Ordinal) || place.StartsWith("ssh://", StringComparison.Ordinal)
        || place.Contains(".git", StringComparison.Ordinal) || Shorthand().IsMatch(place);

    [GeneratedRegex(@"^(?:file:|link:|portal:|workspace:|\.{1,2}(?:/|\\|$)|/)", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Paths();

    [GeneratedRegex(@"^([a-z+]+://)[^/]*@", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex Users();

    [GeneratedRegex("^[0-9a-f]{40}(?:[0-9a-f]{24})?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex Commits();

    [GeneratedRegex("(?:sha256|sha384|sha512)[=:-][0-9A-Za-z+/=]{32,128}", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Digests();

    [GeneratedRegex("@([^@/:]+(?:/[^@:]*)?)$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Refs();

    [GeneratedRegex(@"^[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Shorthand();
}
