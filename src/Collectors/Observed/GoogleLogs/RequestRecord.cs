using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;
using static Plumbline.Collectors.Files.GuardrailJson;

namespace Plumbline.Collectors.Observed.GoogleLogs;

/// <summary>One row of a request-response log, as BigQuery exports it: the bodies as JSON, as text that holds JSON, or as a list of such texts.</summary>
internal readonly struct RequestRecord
{
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };
    private readonly JsonElement root;

    /// <summary>Reads the row and its bodies.</summary>
    /// <exception cref="JsonException">A body is cut off.</exception>
    public RequestRecord(JsonElement root)
    {
        this.root = root;
        Request = Body(root.At("full_request"), root.At("request_payload"));
        Answers = [.. Each(Body(root.At("full_response"), root.At("response_payload")))];
    }

    /// <summary>True for a row of the log.</summary>
    public bool IsRequest => root.At("logging_time").ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)
        && (root.TryGetProperty("full_request", out _) || root.TryGetProperty("request_payload", out _) || root.TryGetProperty("api_method", out _));

    /// <summary>What was sent; undefined where the row does not hold it.</summary>
    public JsonElement Request { get; }

    /// <summary>What came back, in chunks where it was streamed.</summary>
    public IReadOnlyList<JsonElement> Answers { get; }

    /// <summary>When it was logged: RFC 3339, as BigQuery prints it (` UTC` at the end), or seconds since 1970.</summary>
    public DateTimeOffset? Time
    {
        get
        {
            var found = root.At("logging_time");
            var text = found.ValueKind == JsonValueKind.Number ? found.GetRawText() : root.Text("logging_time");
            if (text is null) return null;
            if (text.EndsWith(" UTC", StringComparison.Ordinal)) text = text[..^4];
            if (RecordTime.Parse(text) is { } time) return time;
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 253402300800
                ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;
        }
    }

    /// <summary>The row's own id; empty where it has none.</summary>
    public string Id => root.At("request_id") is { ValueKind: JsonValueKind.String or JsonValueKind.Number } id ? id.ToString() : "";

    public string Api => root.Text("api_method") ?? "Predict";

    /// <summary>The resource asked, by its name where the row or its request says it whole.</summary>
    public string Resource
    {
        get
        {
            string?[] said = [Text(Request, "model"), Text(Request, "endpoint"), root.Text("endpoint"), root.Text("model")];
            return said.FirstOrDefault(s => GoogleName.Parse(s) is not null) ?? said.FirstOrDefault(s => !string.IsNullOrEmpty(s)) ?? "";
        }
    }

    public bool HasBody => Request.ValueKind == JsonValueKind.Object;

    /// <summary>True where the row keeps what was sent, in whatever form.</summary>
    public bool IsRecoverable => HasBody || root.Elements("request_payload").Any() || root.Text("request_payload") is { Length: > 0 };

    /// <summary>True for a request that Gemini understands.</summary>
    public bool IsGemini => Find(Request, "contents").ValueKind is JsonValueKind.Array or JsonValueKind.Object;

    /// <summary>True where the answer is an error.</summary>
    public bool HasFailed => Answers.Any(a => a.At("error") is { ValueKind: JsonValueKind.Object } || a.Text("type") == "error");

    /// <summary>The id of the answer; empty where it has none.</summary>
    public string Response => First(a => Text(a, "responseId") ?? (Text(a, "modelVersion") is null ? a.Text("id") ?? a.Text("message", "id") : null));

    /// <summary>The model that answered, where the answer says so.</summary>
    public string Resolved => First(a => Text(a, "modelVersion") ?? a.Text("model") ?? a.Text("message", "model"));

    /// <summary>The name of the context cache that the request was built on; empty where none was.</summary>
    public string Cache => Text(Request, "cachedContent") ?? "";

    /// <summary>True where the provider served part of the prompt from its cache.</summary>
    public bool IsCached => Answers.Any(a => IsPositive(Find(Find(a, "usageMetadata"), "cachedContentTokenCount")) || IsPositive(a.At("usage", "cache_read_input_tokens"))
        || IsPositive(a.At("message", "usage", "cache_read_input_tokens")));

    /// <summary>The Model Armor template that the request asks for; empty where it asks for none.</summary>
    public string Template => Text(Find(Request, "modelArmorConfig"), "promptTemplateName") ?? Text(Find(Request, "modelArmorConfig"), "responseTemplateName") ?? "";

    /// <summary>True where Model Armor stopped the prompt or the answer.</summary>
    public bool IsArmored => Answers.Any(a => Upper(Find(a, "promptFeedback"), "blockReason") == "MODEL_ARMOR"
        || GuardrailJson.Each(a, "candidates").Any(c => Upper(c, "finishReason") == "MODEL_ARMOR"));

    private string First(Func<JsonElement, string?> read) => Answers.Select(read).FirstOrDefault(t => !string.IsNullOrEmpty(t)) ?? "";

    private static bool IsPositive(JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var count) && count > 0;

    private static IEnumerable<JsonElement> Each(JsonElement body) =>
        body.ValueKind == JsonValueKind.Array ? body.EnumerateArray().Where(b => b.ValueKind == JsonValueKind.Object) : body.ValueKind == JsonValueKind.Object ? [body] : [];

    // The payload columns hold one text for each request of a batch.
    private static JsonElement Body(JsonElement whole, JsonElement payload)
    {
        if (whole.ValueKind is JsonValueKind.Object or JsonValueKind.Array) return whole;
        if (whole.ValueKind == JsonValueKind.String && Parsed(whole.GetString()!) is { } read) return read;
        if (payload.ValueKind == JsonValueKind.String) return Parsed(payload.GetString()!) ?? default;
        var texts = payload.ValueKind == JsonValueKind.Array ? payload.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.String).Select(p => Parsed(p.GetString()!)).OfType<JsonElement>().ToList() : [];
        return texts.Count > 0 ? texts[0] : default;
    }

    private static JsonElement? Parsed(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..]) return null;
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text), Bounded);
        return document.RootElement.Clone();
    }
}
