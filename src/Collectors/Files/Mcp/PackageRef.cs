using System.Text.RegularExpressions;


namespace Plumbline.Collectors.Files.Mcp;

/// <summary>A package as a launcher is told to fetch it.</summary>
/// <param name="Ecosystem">`npm`, `pypi`, `oci`, `nuget`, `golang`, `jsr`, `git`, `url`.</param>
/// <param name="Name">Its name in that ecosystem, without version.</param>
/// <param name="Version">Version, range, tag or digest as written; empty where none is.</param>
/// <param name="Pin">`digest` (only that content), `version` (only that release), `range`, `latest`, `none`.</param>
public sealed partial record PackageRef(string Ecosystem, string Name, string Version, string Pin)
{
    private static readonly string[] Hosts = ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"];

    /// <summary>`npm:@scope/name`.</summary>
    public string Key => $"{Ecosystem}:{Name}";

    /// <summary>A package of npm, or of git where it is named so; null for a path.</summary>
    public static PackageRef? Npm(string spec)
    {
        if (Git(spec) is { } git) return git;
        var text = spec.StartsWith("npm:", StringComparison.Ordinal) ? spec[4..] : spec;
        if (!NpmNames().IsMatch(text)) return null;
        var at = text.IndexOf('@', 1);
        return at < 0 ? new PackageRef("npm", text, "", "none") : new PackageRef("npm", text[..at], text[(at + 1)..], Pinned(text[(at + 1)..]));
    }

    /// <summary>A package of the Python index, or of git; null for a path.</summary>
    public static PackageRef? PyPi(string spec)
    {
        if (Git(spec) is { } git) return git;
        var match = PyPiNames().Match(spec.Replace(" ", "", StringComparison.Ordinal));
        if (!match.Success) return null;
        var name = match.Groups["name"].Value.ToLowerInvariant().Replace('_', '-').Replace('.', '-');
        var (sign, version) = (match.Groups["sign"].Value, match.Groups["version"].Value);
        return new PackageRef("pypi", name, version, sign is "==" or "===" or "@" ? Pinned(version) : version.Length > 0 ? "range" : "none");
    }

    /// <summary>A container image; null for what is none.</summary>
    public static PackageRef? Image(string spec)
    {
        if (!Images().IsMatch(spec)) return null;
        var digest = spec.IndexOf('@', StringComparison.Ordinal);
        var name = digest < 0 ? spec : spec[..digest];
        var colon = name.LastIndexOf(':');
        var tag = colon > name.LastIndexOf('/') ? name[(colon + 1)..] : "";
        if (tag.Length > 0) name = name[..colon];
        foreach (var home in (string[])["docker.io/", "index.docker.io/", "library/"]) if (name.StartsWith(home, StringComparison.Ordinal)) name = name[home.Length..];
        return digest >= 0 ? new PackageRef("oci", name, spec[(digest + 1)..], "digest") : new PackageRef("oci", name, tag, tag.Length == 0 ? "none" : Tags().IsMatch(tag) ? "version" : "latest");
    }

    /// <summary>A package named as `name@version` of another ecosystem.</summary>
    public static PackageRef At(string ecosystem, string spec)
    {
        var at = spec.IndexOf('@', 1);
        return at < 0 ? new PackageRef(ecosystem, spec, "", "none") : new PackageRef(ecosystem, spec[..at], spec[(at + 1)..], Pinned(spec[(at + 1)..]));
    }

    private static PackageRef? Git(string spec)
    {
        var match = GitNames().Match(spec);
        var isArchive = spec.StartsWith("http", StringComparison.OrdinalIgnoreCase) && (!match.Success || (!match.Groups["path"].Value.EndsWith(".git", StringComparison.Ordinal) && !Hosts.Contains(match.Groups["host"].Value)));
        // Launchers also fetch archives by their address.
        if (isArchive) return ServiceAddress.Parse(spec) is { } address ? new PackageRef("url", address.Url[(address.Url.IndexOf("://", StringComparison.Ordinal) + 3)..], "", "none") : null;
        if (!match.Success) return null;
        var name = match.Groups["host"].Success ? match.Groups["host"].Value + "/" + match.Groups["path"].Value : "github.com/" + match.Groups["short"].Value;
        var reference = match.Groups["ref"].Value;
        if (name.EndsWith(".git", StringComparison.Ordinal)) name = name[..^4];
        return new PackageRef("git", name, reference, Commits().IsMatch(reference) ? "digest" : reference.Length == 0 ? "none" : ExactVersions().IsMatch(reference.TrimStart('v')) ? "version" : "latest");
    }

    private static string Pinned(string version) =>
        ExactVersions().IsMatch(version.TrimStart('v', '=')) ? "version" : version is "latest" or "next" or "canary" or "beta" or "alpha" ? "latest" : version.Length == 0 ? "none" : "range";

    [GeneratedRegex(@"^(?:@[\w.-]{1,100}/)?[A-Za-z0-9_][\w.-]{0,200}(?:@[^\s/@]{0,100})?$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex NpmNames();

    [GeneratedRegex(@"^(?<name>[A-Za-z0-9][\w.-]{0,200}?)(?:\[[\w,.-]{0,200}\])?(?:(?<sign>===?|~=|!=|>=?|<=?|@)(?<version>[^\s/]{1,100}))?$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex PyPiNames();

    [GeneratedRegex(@"^(?:git\+)?(?:https?|ssh)://(?:[^@/\s]{0,100}@)?(?<host>[\w.-]{1,200})/(?<path>[\w.-]{1,100}/[\w./-]{1,200}?)(?:[@#](?<ref>[\w./-]{1,100}))?(?:#\S{0,200})?$|^(?:github:)(?<short>[\w.-]{1,100}/[\w.-]{1,100}?)(?:#(?<ref>[\w./-]{1,100}))?$|^(?<short>[A-Za-z0-9][\w-]{0,100}/[\w.-]{1,100}?)(?:#(?<ref>[\w./-]{1,100}))?$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex GitNames();

    [GeneratedRegex(@"^[a-z0-9][\w.-]{0,200}(?::\d{2,5})?(?:/[\w.-]{1,200}){0,8}(?::[\w.-]{1,128})?(?:@sha256:[a-f0-9]{64})?$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Images();

    [GeneratedRegex(@"^\d+\.\d+(?:\.\d+)*(?:[.+-]?[A-Za-z0-9][\w.+-]*)?$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex ExactVersions();

    [GeneratedRegex(@"^v?\d+(?:\.\d+){1,3}(?:-[\w.-]+)?$|^[0-9a-f]{7,40}$|^20\d{2}[.-]?\d{2}[.-]?\d{2}", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Tags();

    [GeneratedRegex("^[0-9a-f]{40}$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Commits();
}
