using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Reads who a bucket's policy lets in.</summary>
internal static class BucketPolicy
{
    /// <summary>True where a statement without condition allows everybody something; null where the text is no policy.</summary>
    public static bool? IsOpen(string? policy)
    {
        if (policy is null) return null;
        using var document = Json.Parse(Encoding.UTF8.GetBytes(policy), out _);
        if (document is null || document.RootElement.At("Statement").ValueKind is not (JsonValueKind.Array or JsonValueKind.Object)) return null;
        var statements = document.RootElement.At("Statement");
        return (statements.ValueKind == JsonValueKind.Array ? [.. statements.EnumerateArray()] : new[] { statements }).Any(IsOpen);
    }

    private static bool IsOpen(JsonElement statement) =>
        statement.Text("Effect") == "Allow" && statement.At("Condition").ValueKind != JsonValueKind.Object
        && (IsAll(statement.At("Principal")) || IsAll(statement.At("Principal", "AWS")));

    private static bool IsAll(JsonElement principal) => principal.ValueKind switch
    {
        JsonValueKind.String => principal.ValueEquals("*"),
        JsonValueKind.Array => principal.EnumerateArray().Any(IsAll),
        _ => false,
    };
}
