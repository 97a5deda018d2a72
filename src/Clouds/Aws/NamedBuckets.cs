using System.Text.Json.Nodes;
using Plumbline.Collectors.Files;

namespace Plumbline.Clouds.Aws;

/// <summary>Finds the buckets that answers name: where logs go, what models learn from and write.</summary>
internal static class NamedBuckets
{
    private static readonly HashSet<string> Told = new(StringComparer.Ordinal)
    {
        "get-custom-model", "get-imported-model", "get-model-customization-job", "get-model-import-job", "get-model-invocation-logging-configuration", "get-data-source",
        "describe-training-job", "describe-processing-job", "describe-endpoint-config", "describe-trails",
    };

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "bucketName", "s3BucketName" };
    private static readonly HashSet<string> Data = new(StringComparer.Ordinal) { "trainingDataConfig", "validationDataConfig", "InputDataConfig" };

    /// <summary>The buckets, and the prefixes below which a model's data lies.</summary>
    public static IEnumerable<(string Bucket, string? Prefix)> In(string command, JsonObject document) => Told.Contains(command) ? Walk(document, null, false) : [];

    private static IEnumerable<(string Bucket, string? Prefix)> Walk(JsonNode? node, string? name, bool isData) => node switch
    {
        JsonObject map => map.SelectMany(m => Walk(m.Value, m.Key, isData || Data.Contains(m.Key))),
        JsonArray list => list.SelectMany(i => Walk(i, name, isData)),
        JsonValue value when value.TryGetValue<string>(out var text) => Of(text, name, isData),
        _ => [],
    };

    private static IEnumerable<(string Bucket, string? Prefix)> Of(string text, string? name, bool isData)
    {
        if (name is not null && Names.Contains(name)) return IsName(text) ? [(text, null)] : [];
        if (Arn.Parse(text) is { Service: "s3" } arn) return Found(arn.Resource, isData);
        return text.StartsWith("s3://", StringComparison.Ordinal) ? Found(text[5..], isData) : [];
    }

    private static IEnumerable<(string Bucket, string? Prefix)> Found(string place, bool isData)
    {
        var parts = place.Split('/', 2);
        if (IsName(parts[0])) yield return (parts[0], isData ? (parts.Length > 1 ? parts[1] : "") : null);
    }

    private static bool IsName(string text) => text.Length is > 2 and < 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-');
}
