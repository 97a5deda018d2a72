using System.Text.Json.Nodes;
using Plumbline.Clouds.Aws.Shapes;
using Plumbline.Clouds.Aws.Tables;

namespace Plumbline.Clouds.Aws;

/// <summary>The least rights that a reading needs, made from the questions it asks.</summary>
public static class AwsPolicy
{
    /// <summary>An IAM policy: one statement for each service, and buckets apart, whose objects may be listed but never read.</summary>
    public static string Text()
    {
        var statements = AwsCalls.All.GroupBy(c => c.Service.Signs, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Statement("Read" + string.Concat(g.Key.Split('-').Select(p => char.ToUpperInvariant(p[0]) + p[1..])), g, "*"))
            .Append(Statement("ReadBuckets", AwsCalls.OfBuckets.Append(AwsCalls.Objects), "arn:aws:s3:::*"));
        var policy = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements.Cast<JsonNode>()]) };
        return System.Text.Encoding.UTF8.GetString(JsonBytes.Of(policy)) + "\n";
    }

    private static JsonObject Statement(string id, IEnumerable<AwsCall> calls, string resource) => new JsonObject
    {
        ["Sid"] = id,
        ["Effect"] = "Allow",
        ["Action"] = new JsonArray([.. calls.Select(c => c.Action).Distinct().Order(StringComparer.Ordinal).Select(a => (JsonNode)a)]),
        ["Resource"] = resource,
    };
}
