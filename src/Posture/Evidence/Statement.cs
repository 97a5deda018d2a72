using System.Collections.Immutable;
using System.Text.Json;

namespace Plumbline.Posture.Evidence;

/// <summary>What every in-toto statement says: of which things, by their digests.</summary>
public static class Statement
{
    /// <summary>The version of the statement layer.</summary>
    public const string Type = "https://in-toto.io/Statement/v1";

    private const int MostSubjects = 1000;

    /// <summary>Writes the things a statement is about.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="subjects">Names, and SHA-256 digests in hexadecimal digits.</param>
    public static void WriteSubjects(Utf8JsonWriter json, IEnumerable<(string Name, string Digest)> subjects)
    {
        json.WriteStartArray("subject");
        foreach (var (name, digest) in subjects)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteStartObject("digest");
            json.WriteString("sha256", digest);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The things that a statement is about; empty where one of them has no name or no SHA-256.</summary>
    public static ImmutableArray<(string Name, string Digest)> Subjects(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("subject", out var list) || list.ValueKind != JsonValueKind.Array) return [];
        var found = list.EnumerateArray().Take(MostSubjects)
            .Select(s => (Name: Text(s, "name"), Digest: s.ValueKind == JsonValueKind.Object && s.TryGetProperty("digest", out var d) ? Text(d, "sha256") : null)).ToList();
        return found.Exists(f => f.Name is null || f.Digest is not { Length: 64 } digits || !digits.All(char.IsAsciiHexDigit)) ? [] : [.. found.Select(f => (f.Name!, f.Digest!.ToLowerInvariant()))];
    }

    /// <summary>A text of an object, or null.</summary>
    public static string? Text(JsonElement json, string key) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
