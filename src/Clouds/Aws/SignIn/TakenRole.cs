using System.Globalization;
using System.Text.Json.Nodes;
using Plumbline.Clouds.Aws.Signing;
using Plumbline.Clouds.Aws.Tables;

namespace Plumbline.Clouds.Aws.SignIn;

/// <summary>Takes a role for an hour, again and again.</summary>
internal static class TakenRole
{
    /// <summary>Keys of the role; null where it may not be taken.</summary>
    public static async Task<AccessKeys?> TakeAsync(AwsClient client, RoleToTake role, string region, CancellationToken cancellation)
    {
        var asked = new Dictionary<string, string>(StringComparer.Ordinal) { ["RoleArn"] = role.Arn, ["RoleSessionName"] = "plumbline", ["DurationSeconds"] = "3600" };
        if (role.ExternalId is not null) asked["ExternalId"] = role.ExternalId;
        var answer = await client.AskAsync(AwsCalls.AssumeRole, region, asked, cancellation).ConfigureAwait(false);
        if (answer.Document?["Credentials"] is not JsonObject keys) return null;
        if (Text(keys, "AccessKeyId") is not { } id || Text(keys, "SecretAccessKey") is not { } secret) return null;
        return new AccessKeys(id, secret, Text(keys, "SessionToken"),
            DateTimeOffset.TryParse(Text(keys, "Expiration"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var ends) ? ends : null);
    }

    private static string? Text(JsonObject from, string name) => from[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
