using System.Text.Json.Nodes;

namespace Plumbline.Server.Tests;

/// <summary>Changes to reviews.</summary>
internal static class Edits
{
    public static JsonNode Object(this JsonNode review) => review["request"]!["object"]!;

    public static JsonNode Pod(this JsonNode review) => review.Object()["spec"]!["template"] ?? review.Object();

    public static JsonObject Container(this JsonNode review, int at = 0) => review.Pod()["spec"]!["containers"]![at]!.AsObject();

    public static void Args(this JsonNode review, params string[] args) => review.Container()["args"] = new JsonArray([.. args.Select(a => (JsonNode)a)]);

    public static void Env(this JsonNode review, string name, string value) => Add(review, new JsonObject { ["name"] = name, ["value"] = value });

    public static void EnvFrom(this JsonNode review, string name, string config, string key) =>
        Add(review, new JsonObject { ["name"] = name, ["valueFrom"] = new JsonObject { ["configMapKeyRef"] = new JsonObject { ["name"] = config, ["key"] = key } } });

    public static void Label(this JsonNode review, string key, string value)
    {
        foreach (var holder in new[] { review.Object(), review.Pod() })
        {
            holder["metadata"] ??= new JsonObject();
            holder["metadata"]!["labels"] ??= new JsonObject();
            holder["metadata"]!["labels"]![key] = value;
        }
    }

    public static void Annotate(this JsonNode review, string key, string value)
    {
        review.Object()["metadata"]!["annotations"] ??= new JsonObject();
        review.Object()["metadata"]!["annotations"]![key] = value;
    }

    public static void Space(this JsonNode review, string space)
    {
        review["request"]!["namespace"] = space;
        review.Object()["metadata"]!["namespace"] = space;
    }

    private static void Add(JsonNode review, JsonObject entry)
    {
        var container = review.Container();
        if (container["env"] is not JsonArray env) container["env"] = env = [];
        foreach (var same in env.Where(e => (string?)e!["name"] == (string?)entry["name"]).ToList()) env.Remove(same);
        env.Add(entry);
    }

    public static bool IsAllowed(this JsonObject response) => (bool)response["allowed"]!;

    public static string Message(this JsonObject response) => (string?)response["status"]?["message"] ?? "";

    public static int Code(this JsonObject response) => (int?)response["status"]?["code"] ?? 200;

    public static string Warnings(this JsonObject response) => response["warnings"] is JsonArray all ? string.Join('\n', all.Select(w => (string?)w)) : "";

    public static string Audit(this JsonObject response, string key) => (string?)response["auditAnnotations"]?[key] ?? "";
}
