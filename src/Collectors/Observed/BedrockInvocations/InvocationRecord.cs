using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.BedrockInvocations;

/// <summary>One record of the log, as AWS writes it.</summary>
internal readonly struct InvocationRecord(JsonElement root)
{
    /// <summary>True for a record of a model invocation.</summary>
    public bool IsInvocation => root.Text("schemaType") == "ModelInvocationLog" || (root.Text("modelId") is not null && root.Text("operation") is not null && root.Text("requestId") is not null);

    /// <summary>The whole record.</summary>
    public JsonElement Root => root;

    public DateTimeOffset? Time => RecordTime.Parse(root.Text("timestamp"));

    public string Account => root.Text("accountId") ?? PrincipalAccount ?? "";

    public string Region => root.Text("region") ?? "";

    public string Landed => root.Text("inferenceRegion") is { Length: > 0 } region ? region : Region;

    public string Request => root.Text("requestId") ?? "";

    public string Api => root.Text("operation") ?? "";

    public string Model => root.Text("modelId") ?? "";

    public bool HasFailed => root.Text("errorCode") is { Length: > 0 };

    public string Principal => root.Text("identity", "arn") is { Length: > 0 } arn ? Observed.Principal.OfArn(arn) : "unknown";

    public JsonElement Input => root.At("input", "inputBodyJson");

    public JsonElement Output => root.At("output", "outputBodyJson");

    /// <summary>True where the record holds what was sent.</summary>
    public bool HasBody => Input.ValueKind is JsonValueKind.Object or JsonValueKind.Array;

    /// <summary>True where the record holds the prompt, or says where it lies.</summary>
    public bool IsRecoverable => HasBody || root.Text("input", "inputBodyS3Path") is { Length: > 0 };

    /// <summary>True where the provider served part of the prompt from its cache.</summary>
    public bool IsCached =>
        IsPositive(root.At("input", "cacheReadInputTokenCount")) || IsPositive(Output.At("usage", "cacheReadInputTokens"))
        || IsPositive(Output.At("usage", "cache_read_input_tokens"));

    /// <summary>The model that answered, where the answer says so; a stream says it in its first message.</summary>
    public string Resolved
    {
        get
        {
            if (Output.Text("model") is { } model) return model;
            if (Output.ValueKind != JsonValueKind.Array) return "";
            foreach (var chunk in Output.EnumerateArray().Take(8))
            {
                if ((chunk.Text("message", "model") ?? chunk.Text("model")) is { } streamed) return streamed;
            }

            return "";
        }
    }

    private string? PrincipalAccount => root.Text("identity", "arn") is { } arn ? Observed.Principal.AccountOf(arn) : null;

    private static bool IsPositive(JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var count) && count > 0;
}
