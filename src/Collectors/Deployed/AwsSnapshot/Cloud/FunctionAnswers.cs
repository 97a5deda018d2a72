using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Lambda configurations, whichever command answered them.</summary>
internal static class FunctionAnswers
{
    /// <summary>Every configuration, with its answer.</summary>
    public static IEnumerable<(Answer Answer, JsonElement Item)> All(Snapshot snapshot) =>
        snapshot.Of("get-function").Select(a => (a, a.Root.At("Configuration")))
            .Concat(snapshot.Of("get-function-configuration").Select(a => (a, a.Root)))
            .Concat(from answer in snapshot.Of("list-functions") from item in answer.Root.Elements("Functions") select (answer, item));

    /// <summary>The function's ARN without version or alias.</summary>
    public static string? ArnOf(JsonElement item)
    {
        if (Arn.Parse(item.Text("FunctionArn")) is not { } arn) return null;
        var parts = arn.Resource.Split(':');
        return parts.Length < 2 ? null : $"arn:{arn.Partition}:lambda:{arn.Region}:{arn.Account}:function:{parts[1]}";
    }

    /// <summary>The environment variables, names and values.</summary>
    public static IEnumerable<(string Name, string Value)> Variables(JsonElement item) =>
        item.At("Environment", "Variables") is { ValueKind: JsonValueKind.Object } variables
            ? variables.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).Select(p => (p.Name, p.Value.GetString()!))
            : [];
}
