namespace Plumbline.Collectors.Files;

/// <summary>A resource name of Google Cloud: `projects/P/locations/L/COLLECTION/ID…`.</summary>
/// <param name="Project">Project id or number.</param>
/// <param name="Location">Region, multi-region or `global`; empty where the name has none.</param>
/// <param name="Rest">What follows: `endpoints/123`; empty where nothing does.</param>
public sealed record GoogleName(string Project, string Location, string Rest)
{
    private const int Longest = 1024;

    /// <summary>The last part: the resource's own id.</summary>
    public string Id => Rest[(Rest.LastIndexOf('/') + 1)..];

    /// <summary>The first part of what follows the location: `endpoints`.</summary>
    public string Collection => Rest.Split('/')[0];

    /// <summary>Reads a name, with or without the service before it; null where it is none.</summary>
    public static GoogleName? Parse(string? text)
    {
        if (text is null || text.Length > Longest) return null;
        var start = text.StartsWith("//", StringComparison.Ordinal) && text.IndexOf("/projects/", StringComparison.Ordinal) is > 0 and var at ? at + 1 : 0;
        var parts = text[start..].Split('/');
        if (parts is not ["projects", { Length: > 0 } project, ..]) return null;
        return parts is [_, _, "locations" or "regions", { Length: > 0 } location, .. var rest]
            ? new GoogleName(project, location, string.Join('/', rest))
            : new GoogleName(project, "", string.Join('/', parts[2..]));
    }

    /// <summary>The name with another spelling of its project.</summary>
    public GoogleName In(string project) => this with { Project = project };

    /// <inheritdoc/>
    public override string ToString() => Location.Length == 0 ? $"projects/{Project}/{Rest}" : $"projects/{Project}/locations/{Location}/{Rest}";
}
