using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Guardrails.Pii;

namespace Plumbline.Collectors.Observed.GatewayLogs;

/// <summary>One call as LiteLLM logs it: its standard logging payload, or a row of its spend logs.</summary>
internal readonly struct GatewayCall(JsonElement root)
{
    private const int MostTexts = 200;

    /// <summary>True for a call of a model.</summary>
    public bool IsCall => root.Text("call_type") is not null && root.Text("model") is not null && (root.At("startTime").ValueKind is JsonValueKind.Number or JsonValueKind.String);

    public bool HasFailed => root.Text("status") == "failure" || Metadata.Text("status") == "failure";

    public string Id => root.Text("id") ?? root.Text("request_id") ?? "";

    public string Api => root.Text("call_type") ?? "";

    public string Model => root.Text("model") ?? "";

    /// <summary>The model that answered, where the answer says so.</summary>
    public string Resolved => root.Text("response", "model") ?? "";

    /// <summary>Seconds since 1970, or a time in text.</summary>
    public DateTimeOffset? Time => root.At("startTime") switch
    {
        { ValueKind: JsonValueKind.Number } n when n.TryGetDouble(out var s) && s is > 0 and < 253402300799 => DateTimeOffset.UnixEpoch.AddTicks((long)(s * TimeSpan.TicksPerSecond)),
        { ValueKind: JsonValueKind.String } t => RecordTime.Parse(t.GetString()),
        _ => null,
    };

    /// <summary>Whose key was used: its alias, else the project's, the team's, else the key's hash. A registry names it under `reports-as`.</summary>
    public string Workload
    {
        get
        {
            foreach (var name in (string[])["user_api_key_alias", "user_api_key_project_alias", "user_api_key_team_alias", "user_api_key_team_id", "user_api_key_hash"])
                if (Metadata.Text(name) is { Length: > 0 } alias) return alias;
            return root.Text("team_id") is { Length: > 0 } team ? team : root.Text("api_key") is { Length: > 0 } key && !key.StartsWith("sk-", StringComparison.Ordinal) ? key : "unknown";
        }
    }

    /// <summary>The key of the gateway's cache; empty where it has none or is off.</summary>
    public string CacheKey => (root.Text("cache_key") ?? root.Text("hidden_params", "cache_key")) is { Length: > 0 } key && key is not ("Cache OFF" or "None") ? key : "";

    /// <summary>True where the gateway answered from its own cache.</summary>
    public bool IsHit => root.At("cache_hit") is { ValueKind: JsonValueKind.True } || string.Equals(root.Text("cache_hit"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The guardrail that the gateway ran or the request named; null where the record does not say.</summary>
    public string? Guardrail
    {
        get
        {
            if (Parameters.Text("guardrailConfig", "guardrailIdentifier") is { Length: > 0 } asked) return asked;
            var run = root.At("guardrail_information");
            return run.Text("guardrail_name") ?? run.Elements().Select(g => g.Text("guardrail_name")).Order(StringComparer.Ordinal).FirstOrDefault(n => n is not null);
        }
    }

    /// <summary>True where the record holds what was sent.</summary>
    public bool HasBody => Messages.ValueKind == JsonValueKind.Array && Messages.GetArrayLength() > 0;

    /// <summary>The system prompt; null where none was sent.</summary>
    public string? System
    {
        get
        {
            var texts = Messages.Elements().Where(m => m.Text("role") is "system" or "developer").SelectMany(m => Texts(m.At("content"))).ToList();
            if (texts.Count == 0) texts = [.. Texts(Parameters.At("system")), .. Texts(Parameters.At("instructions"))];
            return texts.Count == 0 ? null : string.Join('\n', texts);
        }
    }

    /// <summary>Kinds of personal data in what users sent.</summary>
    public string Pii
    {
        get
        {
            var kinds = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var text in Messages.Elements().Where(m => m.Text("role") is not ("system" or "developer" or "assistant")).SelectMany(m => Texts(m.At("content"))).Take(MostTexts)) kinds.UnionWith(PiiScanner.Kinds(text));
            return string.Join(',', kinds);
        }
    }

    /// <summary>Tokens that the provider read from its own cache, and wrote to it.</summary>
    public (long Reads, long Writes) Cached
    {
        get
        {
            long reads = 0, writes = 0;
            foreach (var usage in (JsonElement[])[root.At("response", "usage"), Metadata.At("usage_object"), root.At("hidden_params", "usage_object"), Metadata.At("additional_usage_values")])
            {
                reads = Math.Max(reads, CacheUses.Count(usage.At("cache_read_input_tokens"), usage.At("prompt_tokens_details", "cached_tokens"), usage.At("input_tokens_details", "cached_tokens")));
                writes = Math.Max(writes, CacheUses.Count(usage.At("cache_creation_input_tokens"), usage.At("prompt_tokens_details", "cache_creation_tokens")));
            }

            return (reads, writes);
        }
    }

    /// <summary>Seconds that a provider's cache entry lives after its last use.</summary>
    public int Lifetime => Parameters.Text("prompt_cache_retention") == "24h" ? 86_400
        : Model.Contains("gpt", StringComparison.OrdinalIgnoreCase) || root.Text("custom_llm_provider") is "openai" or "azure" ? 3_600 : CacheUses.Lifetime(Body);

    private JsonElement Metadata => root.At("metadata");

    private JsonElement Parameters => root.At("model_parameters");

    private JsonElement Body => root.At("messages") is { ValueKind: JsonValueKind.Object } whole ? whole : root;

    private JsonElement Messages => root.At("messages") switch
    {
        { ValueKind: JsonValueKind.Array } list => list,
        { ValueKind: JsonValueKind.Object } whole => whole.At("messages"),
        _ => root.At("proxy_server_request", "messages"),
    };

    private static IEnumerable<string> Texts(JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String) yield return content.GetString()!;
        if (content.ValueKind != JsonValueKind.Array) yield break;
        foreach (var block in content.EnumerateArray())
        {
            if (block.ValueKind == JsonValueKind.String) yield return block.GetString()!;
            else if (block.Text("text") is { } text) yield return text;
        }
    }
}
