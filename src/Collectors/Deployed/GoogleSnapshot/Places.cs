using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot;

/// <summary>Project and location of an answer that names neither, by the path it was saved under.</summary>
internal static partial class Places
{
    /// <summary>The nearest folder that is a known project or follows one named `google`, `gcp` or `gcloud`, else such a part of the file's name; the nearest folder named as a location.</summary>
    public static Home Of(string path, IReadOnlySet<string> known, GoogleProjects projects)
    {
        var parts = path.Split('/');
        string? project = null, location = null;
        for (var i = parts.Length - 2; i >= 0; i--)
        {
            if (project is null && (known.Contains(parts[i]) || known.Contains(projects.IdOf(parts[i])) || (i > 0 && IsCloud(parts[i - 1]) && Projects().IsMatch(parts[i])))) project = projects.IdOf(parts[i]);
            if (location is null && Locations().IsMatch(parts[i])) location = parts[i];
        }

        project ??= known.Where(k => Holds(parts[^1], k)).OrderByDescending(k => k.Length).ThenBy(k => k, StringComparer.Ordinal).FirstOrDefault();
        return new Home(project, location ?? Within().Match(parts[^1]) switch { { Success: true } found => found.Value, _ => null });
    }

    /// <summary>True where a folder of the path is named as a cloud of Google's.</summary>
    public static bool IsPlaced(string path) => path.Split('/')[..^1].Any(IsCloud);

    private static bool IsCloud(string folder) => folder.ToLowerInvariant() is "google" or "gcp" or "gcloud" or "google-cloud";

    private static bool Holds(string name, string project)
    {
        var at = name.IndexOf(project, StringComparison.Ordinal);
        return at >= 0 && (at == 0 || !char.IsAsciiLetterOrDigit(name[at - 1])) && (at + project.Length == name.Length || name[at + project.Length] is '.' or '_' or '-');
    }

    [GeneratedRegex(@"^(?:[a-z]+-[a-z]+\d{1,2}|global|us|eu)$", RegexOptions.CultureInvariant)]
    private static partial Regex Locations();

    [GeneratedRegex(@"(?<![a-z0-9])(?:us|europe|asia|australia|northamerica|southamerica|me|africa)-(?:north|south|east|west|central)(?:east|west)?\d{1,2}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Within();

    [GeneratedRegex(@"^(?:[a-z][a-z0-9-]{4,28}[a-z0-9]|\d{6,20})$", RegexOptions.CultureInvariant)]
    private static partial Regex Projects();
}
