using System.Runtime.CompilerServices;
using System.Text.Json;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>Which project number is which project id, as answers of `gcloud projects describe` and `list` say it.</summary>
/// <remarks>Vertex AI names its resources by number, audit logs and people by id.</remarks>
public sealed class GoogleProjects
{
    private const int Largest = 16 << 20;
    private static readonly ConditionalWeakTable<Scope, GoogleProjects> Known = [];
    private readonly SortedDictionary<string, string> ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> twice = new(StringComparer.Ordinal);

    private GoogleProjects(Scope scope)
    {
        foreach (var file in scope.Files.Where(MayHold))
        {
            using var document = Json.Parse(Content.ReadAll(file, out _, Largest), out _);
            if (document is null) continue;
            foreach (var project in document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray() : (IEnumerable<JsonElement>)[document.RootElement])
                Add(project.At("projectNumber"), project.At("projectId"));
        }
    }

    /// <summary>The projects that the files of a scope tell of.</summary>
    public static GoogleProjects Of(Scope scope) => Known.GetValue(scope, static s => new GoogleProjects(s));

    /// <summary>The project's id; the text itself where no answer tells.</summary>
    public string IdOf(string project) => ids.TryGetValue(project, out var id) && !twice.Contains(project) ? id : project;

    /// <summary>The project's number; null where no answer tells.</summary>
    public string? NumberOf(string project) => ids.Where(p => p.Value == project && !twice.Contains(p.Key)).Select(p => p.Key).FirstOrDefault();

    /// <summary>A resource name with its project by id.</summary>
    public GoogleName? Name(string? text) => GoogleName.Parse(text) is { } name ? name.In(IdOf(name.Project)) : null;

    private static bool MayHold(EstateFile file)
    {
        var head = Utf8Content.Head(file);
        return head.IndexOf("\"projectNumber\""u8) >= 0 && head.IndexOf("\"projectId\""u8) >= 0;
    }

    // A lone surrogate passes the parser and fails only when the text is asked for.
    private void Add(JsonElement number, JsonElement id)
    {
        try
        {
            var digits = number.ValueKind switch
            {
                JsonValueKind.String => number.GetString()!,
                JsonValueKind.Number => number.GetRawText(),
                _ => "",
            };
            if (digits.Length is 0 or > 20 || !digits.All(char.IsAsciiDigit) || id.ValueKind != JsonValueKind.String || id.GetString() is not { Length: > 0 } name) return;
            if (!ids.TryAdd(digits, name) && ids[digits] != name) twice.Add(digits);
        }
        catch (InvalidOperationException)
        {
            return;
        }
    }
}
