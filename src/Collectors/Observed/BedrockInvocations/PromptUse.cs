using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.BedrockInvocations;

/// <summary>What the prompt cache and a guardrail did in one invocation.</summary>
/// <param name="Reads">Tokens read from the cache.</param>
/// <param name="Writes">Tokens written to it.</param>
/// <param name="Lifetime">Seconds that the request asks its entries to live after their last use.</param>
/// <param name="Intervened">A guardrail changed or blocked it.</param>
/// <param name="Policies">The policies that the trace says acted.</param>
internal readonly record struct PromptUse(long Reads, long Writes, int Lifetime, bool Intervened, ImmutableArray<string> Policies)
{
    private static readonly string[] Known = ["topicPolicy", "contentPolicy", "wordPolicy", "sensitiveInformationPolicy", "contextualGroundingPolicy", "automatedReasoningPolicy"];

    /// <summary>Reads it from a record.</summary>
    public static PromptUse Of(InvocationRecord record)
    {
        var input = record.Root.At("input");
        var usage = Usage(record.Output);
        var reads = CacheUses.Count(input.At("cacheReadInputTokenCount"), usage.At("cacheReadInputTokens"), usage.At("cacheReadInputTokenCount"), usage.At("cache_read_input_tokens"), usage.At("prompt_tokens_details", "cached_tokens"));
        var writes = CacheUses.Count(input.At("cacheWriteInputTokenCount"), usage.At("cacheWriteInputTokens"), usage.At("cacheWriteInputTokenCount"), usage.At("cache_creation_input_tokens"));
        var (acted, policies) = Guarded(record.Output);
        return new PromptUse(reads, writes, reads + writes > 0 ? CacheUses.Lifetime(record.Input) : 0, acted, policies);
    }

    // A stream tells its usage in its first message or in the metadata at its end.
    private static JsonElement Usage(JsonElement output)
    {
        if (output.ValueKind != JsonValueKind.Array) return output.At("usage");
        foreach (var chunk in output.EnumerateArray())
        {
            if (chunk.At("message", "usage") is { ValueKind: JsonValueKind.Object } first) return first;
            if (chunk.At("metadata", "usage") is { ValueKind: JsonValueKind.Object } last) return last;
            if (chunk.At("usage") is { ValueKind: JsonValueKind.Object } own && (own.At("cache_read_input_tokens").ValueKind == JsonValueKind.Number || own.At("cacheReadInputTokens").ValueKind == JsonValueKind.Number)) return own;
        }

        return default;
    }

    /// <summary>Whether a guardrail stepped in, and the policies that its trace says acted.</summary>
    public static (bool Acted, ImmutableArray<string> Policies) Guarded(JsonElement output)
    {
        var acted = false;
        var policies = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var part in output.ValueKind == JsonValueKind.Array ? output.EnumerateArray() : (IEnumerable<JsonElement>)[output])
        {
            acted |= part.Text("stopReason") == "guardrail_intervened" || part.Text("messageStop", "stopReason") == "guardrail_intervened" || part.Text("amazon-bedrock-guardrailAction") == "INTERVENED";
            foreach (var trace in (JsonElement[])[part.At("trace", "guardrail"), part.At("amazon-bedrock-trace", "guardrail"), part.At("metadata", "trace", "guardrail")]) Walk(trace, policies, 5);
        }

        return (acted, acted ? [.. policies] : []);
    }

    private static void Walk(JsonElement trace, SortedSet<string> policies, int depth)
    {
        if (depth == 0) return;
        if (trace.ValueKind == JsonValueKind.Array) foreach (var item in trace.EnumerateArray()) Walk(item, policies, depth - 1);
        if (trace.ValueKind != JsonValueKind.Object) return;
        foreach (var property in trace.EnumerateObject())
        {
            if (Array.IndexOf(Known, property.Name) >= 0) policies.Add(property.Name);
            else Walk(property.Value, policies, depth - 1);
        }
    }
}
