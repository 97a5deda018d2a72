using System.Text.Json;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Rules;

namespace Plumbline.Server.Admission;

/// <summary>What an API server asks: an AdmissionReview of admission.k8s.io/v1 or v1beta1.</summary>
/// <param name="ApiVersion">Its version, to be repeated in the answer.</param>
/// <param name="Uid">The id of the request, to be repeated.</param>
/// <param name="Operation">CREATE, UPDATE, DELETE, CONNECT.</param>
/// <param name="Namespace">The namespace; empty for what belongs to none.</param>
/// <param name="Name">The object's name; empty where the cluster will complete it.</param>
/// <param name="IsDryRun">True where nothing will be kept.</param>
/// <param name="IsByController">True where one of the cluster's own controllers asks.</param>
/// <param name="Object">The object as it will be; null where there is none.</param>
/// <param name="Old">The object as it is; null where there is none.</param>
internal sealed record Review(
    string ApiVersion, string Uid, string Operation, string Namespace, string Name, bool IsDryRun, bool IsByController, YamlMap? Object, OldObject? Old)
{
    private const string Group = "admission.k8s.io/";
    private const int LongestUid = 200;
    private const string Controllers = "system:serviceaccount:kube-system:";

    /// <summary>Reads a review; null and a sentence where it is none. Where it says who asks, the id is there all the same.</summary>
    public static Review? Read(ReadOnlyMemory<byte> text, out string? problem, out (string ApiVersion, string Uid) echo)
    {
        echo = ("", "");
        var utf8 = text.Span;
        if (JsonNodes.Read(utf8, out problem, isStrict: true, IsLeftOut) is not YamlMap root)
        {
            problem = problem is null ? "the body is no object" : $"the body {problem}";
            echo = ReviewEcho.Find(utf8);
            return null;
        }

        var (api, request) = (root.TextAt("apiVersion") ?? "", root["request"] as YamlMap);
        if (root.TextAt("kind") != "AdmissionReview" || api is not (Group + "v1" or Group + "v1beta1") || request is null)
        {
            problem = "the body is no AdmissionReview of admission.k8s.io/v1 or v1beta1 with a request";
            return null;
        }

        var uid = request["uid"] is YamlScalar { IsQuoted: true, Raw: { Length: > 0 and <= LongestUid } said } ? said : "";
        if (uid.Length == 0)
        {
            problem = "the request has no uid";
            return null;
        }

        echo = (api, uid);
        if (Wrong(request) is { } wrong)
        {
            problem = wrong;
            return null;
        }

        var user = request.TextAt("userInfo", "username") ?? "";
        return new Review(
            api, uid, request.TextAt("operation") ?? "", request.TextAt("namespace") ?? "", request.TextAt("name") ?? request.TextAt("object", "metadata", "name") ?? "",
            request.IsTrue("dryRun"), (user == "system:kube-controller-manager" || user.StartsWith(Controllers, StringComparison.Ordinal)), request["object"] as YamlMap,
            request["oldObject"] is JsonSlice { IsObject: true } old ? new OldObject(text.Slice(old.Start, old.Length)) : null);
    }

    // Who set which field, and how it goes, is much text and no release; how it was is read where somebody asks.
    private static bool IsLeftOut(string key, string under, int depth) => depth switch
    {
        2 => key is "oldObject" && under is "request",
        3 => key is "status" && under is "object",
        4 => key is "managedFields" && under is "metadata",
        _ => false,
    };

    private static string? Wrong(YamlMap request)
    {
        var operation = request.TextAt("operation") ?? "";
        if (operation is not ("CREATE" or "UPDATE" or "DELETE" or "CONNECT")) return "the request names no operation that is known";
        foreach (var part in (string[])["object", "oldObject"])
            if (request[part] is { } node and not YamlMap and not YamlScalar { IsNull: true } and not JsonSlice { IsObject: true }) return $"`{part}` of the request is no object";
        if (operation is "CREATE" or "UPDATE" && request["object"] is not YamlMap) return "the request has no object to judge";
        if (request["object"] is YamlMap one && one.TextAt("kind") is not { Length: > 0 }) return "the object has no kind";
        return null;
    }
}

/// <summary>An object as it was, read when it is asked for the first time.</summary>
/// <param name="text">Its text, which must stay as it is until then.</param>
internal sealed class OldObject(ReadOnlyMemory<byte> text)
{
    private YamlMap? node;
    private bool isRead;

    /// <summary>The object; null where it cannot be read: then nothing can be said to be as it was.</summary>
    public YamlMap? Node
    {
        get
        {
            if (isRead) return node;
            isRead = true;
            return node = JsonNodes.Read(text.Span, out _, isStrict: true) as YamlMap;
        }
    }
}

/// <summary>Finds version and id of a review that cannot be read otherwise, so that it is refused and not passed over.</summary>
internal static class ReviewEcho
{
    private const int Deepest = 2000;

    /// <summary>Both; empty where they are not there.</summary>
    public static (string ApiVersion, string Uid) Find(ReadOnlySpan<byte> utf8)
    {
        var (api, uid, depth, request) = ("", "", 0, false);
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Deepest });
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) depth++;
                else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) depth--;
                else if (reader.TokenType == JsonTokenType.PropertyName && depth == 1)
                {
                    request = reader.ValueTextEquals("request"u8);
                    if (reader.ValueTextEquals("apiVersion"u8) && reader.Read() && reader.TokenType == JsonTokenType.String) api = reader.GetString()!;
                }
                else if (reader.TokenType == JsonTokenType.PropertyName && depth == 2 && request && reader.ValueTextEquals("uid"u8) && reader.Read() && reader.TokenType == JsonTokenType.String && uid.Length == 0)
                    uid = reader.GetString()!;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What came before the break counts.
        }

        return api is "admission.k8s.io/v1" or "admission.k8s.io/v1beta1" && uid.Length is > 0 and <= 200 ? (api, uid) : ("", "");
    }
}
