using System.Buffers.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.BedrockInvocations;

/// <summary>Reads <see cref="PromptUse"/> in place; objects are only built where something in them can matter.</summary>
internal static class GlancedUse
{
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };

    /// <summary>Reads it; false where a general reader has to.</summary>
    /// <param name="reads">The record's own count of tokens read from the cache.</param>
    /// <param name="writes">The record's own count of tokens written to it.</param>
    /// <param name="sent">What was sent; empty where the record does not hold it.</param>
    /// <param name="answer">What was answered; empty where the record does not hold it.</param>
    /// <param name="use">What was read.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static bool TryRead(ReadOnlySpan<byte> reads, ReadOnlySpan<byte> writes, ReadOnlySpan<byte> sent, ReadOnlySpan<byte> answer, out PromptUse use)
    {
        use = new PromptUse(0, 0, 0, false, []);
        var spells = answer.IndexOf("\\u"u8) >= 0;
        var (read, written) = (Count(reads), Count(writes));
        if ((read == 0 || written == 0) && (spells || answer.IndexOf("cache"u8) >= 0) && !ReadUsage(answer, ref read, ref written)) return false;
        use = use with { Reads = read, Writes = written, Lifetime = read + written > 0 ? Lifetime(sent) : 0 };
        if (!spells && answer.IndexOf("guardrail_intervened"u8) < 0 && answer.IndexOf("INTERVENED"u8) < 0) return true;
        using var document = JsonDocument.Parse(answer.ToArray(), Bounded);
        var (acted, policies) = PromptUse.Guarded(document.RootElement);
        use = use with { Intervened = acted, Policies = policies };
        return true;
    }

    /// <summary>The count above nothing that stands here; 0 where none does.</summary>
    public static long Count(ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value, out long count, out var read) && read == value.Length && count > 0 ? count : 0;

    private static bool ReadUsage(ReadOnlySpan<byte> answer, ref long reads, ref long writes)
    {
        var isSure = true;
        var told = answer is [(byte)'[', ..] ? OfStream(answer, ref isSure) : Member(answer, "usage", ref isSure);
        var usage = new PlainMembers(
            told, "cacheReadInputTokens", "cacheReadInputTokenCount", "cache_read_input_tokens", "prompt_tokens_details",
            "cacheWriteInputTokens", "cacheWriteInputTokenCount", "cache_creation_input_tokens");
        var details = new PlainMembers(usage[3], "cached_tokens");
        if (reads == 0) reads = First(Count(usage[0]), Count(usage[1]), Count(usage[2]), Count(details[0]));
        if (writes == 0) writes = First(Count(usage[4]), Count(usage[5]), Count(usage[6]));
        return isSure && !usage.IsUnsure && !details.IsUnsure;
    }

    // The first message of a stream, its metadata, or a chunk that counts for itself.
    private static ReadOnlySpan<byte> OfStream(ReadOnlySpan<byte> answer, ref bool isSure)
    {
        var list = new PlainFields(answer, 0);
        for (list.Enter((byte)'['); list.NextElement();)
        {
            var chunk = new PlainMembers(list.Skip(), "message", "metadata", "usage");
            isSure &= !chunk.IsUnsure;
            if (Member(chunk[0], "usage", ref isSure) is [(byte)'{', ..] first) return first;
            if (Member(chunk[1], "usage", ref isSure) is [(byte)'{', ..] last) return last;
            var own = new PlainMembers(chunk[2], "cache_read_input_tokens", "cacheReadInputTokens");
            isSure &= !own.IsUnsure;
            if (IsNumber(own[0]) || IsNumber(own[1])) return chunk[2];
        }

        isSure &= !list.HasFailed;
        return default;
    }

    private static ReadOnlySpan<byte> Member(ReadOnlySpan<byte> json, string name, ref bool isSure)
    {
        var members = new PlainMembers(json, name);
        isSure &= !members.IsUnsure;
        return members[0];
    }

    private static bool IsNumber(ReadOnlySpan<byte> value) => value is [(byte)'-' or (>= (byte)'0' and <= (byte)'9'), ..];

    private static long First(params ReadOnlySpan<long> counts)
    {
        foreach (var count in counts) if (count > 0) return count;
        return 0;
    }

    // Only what asks for longer than the default has these words in it, unless escapes spell them.
    private static int Lifetime(ReadOnlySpan<byte> sent)
    {
        if (sent.IsEmpty || (sent.IndexOf("1h"u8) < 0 && sent.IndexOf("24h"u8) < 0 && sent.IndexOf("\\u"u8) < 0)) return CacheUses.Lifetime(default);
        using var document = JsonDocument.Parse(sent.ToArray(), Bounded);
        return CacheUses.Lifetime(document.RootElement);
    }
}
