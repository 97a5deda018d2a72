using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed;

/// <summary>Whose calls share a statement about caching.</summary>
/// <param name="Principal">The workload, by one of its ids.</param>
/// <param name="Scope">The account whose calls share the provider's cache.</param>
/// <param name="Model">The model itself.</param>
/// <param name="Prompt">Fingerprint of the system prompt; null where the record does not hold it.</param>
public readonly record struct CacheUse(string Principal, string Scope, string Model, string? Prompt);

/// <summary>What the provider's prompt cache did: hits, tokens, and reads that came after the entry must have expired.</summary>
public sealed class CacheUses
{
    private const int Default = 300;
    private const int MostBlocks = 2_000;
    private const int MostMoments = 4_000_000;
    private readonly Dictionary<CacheUse, Counts> uses = [];
    private readonly Room room = new(MostMoments);

    /// <summary>True where moments had to be left out: what is said of late reads is not complete.</summary>
    public bool IsCut => room.IsCut;

    /// <summary>The first of these that is a count above nothing; 0 where none is.</summary>
    public static long Count(params ReadOnlySpan<JsonElement> counts)
    {
        foreach (var count in counts) if (count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out var value) && value > 0) return value;
        return 0;
    }

    /// <summary>How long, in seconds after their last use, a request in Anthropic's or Converse's form lets its cache entries live.</summary>
    public static int Lifetime(JsonElement body)
    {
        var longest = Default;
        var left = MostBlocks;
        foreach (var part in (JsonElement[])[body.At("system"), body.At("tools"), body.At("toolConfig", "tools"), body.At("messages")]) Longest(part, ref longest, ref left, 3);
        return body.Text("prompt_cache_retention") == "24h" ? 86_400 : longest;
    }

    /// <summary>Adds one call, whether or not the cache had a part in it.</summary>
    public void Add(CacheUse use, DateTimeOffset time, long reads, long writes, int lifetime, Origin origin)
    {
        if (!uses.TryGetValue(use, out var counts)) uses[use] = counts = new Counts();
        counts.Calls++;
        if (time < counts.First) counts.First = time;
        if (reads + writes == 0) return;
        if (reads > 0) counts.Hits++;
        counts.Reads += reads;
        counts.Writes += writes;
        counts.Lifetime = Math.Max(counts.Lifetime, lifetime);
        if (reads > 0 && time > counts.LastRead) counts.LastRead = time;
        if (writes > 0 && time > counts.LastWrite) counts.LastWrite = time;
        if (room.Take()) counts.Moments.Add((time.UtcTicks << 1) | (reads > 0 ? 1L : 0L));
        if (counts.Origin is null || time < counts.Earliest || (time == counts.Earliest && origin.CompareTo(counts.Origin) < 0)) (counts.Origin, counts.Earliest) = (origin, time);
    }

    /// <summary>One statement for each use that the cache had a part in, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        foreach (var shared in uses.Where(u => u.Value.Origin is not null).GroupBy(u => (u.Key.Scope, u.Key.Model, u.Key.Prompt)).OrderBy(g => g.Key.ToString(), StringComparer.Ordinal))
        {
            long[] moments = [.. shared.SelectMany(s => s.Value.Moments).Select(m => m >> 1).Order()];
            foreach (var (use, counts) in shared.OrderBy(s => s.Key.Principal, StringComparer.Ordinal)) yield return Say(use, counts, Overdue(counts, moments, shared.Max(s => s.Value.Lifetime)));
        }
    }

    // A read keeps an entry alive as a write does, so a read is late by what lies between it and whatever touched the entry before.
    private static (long Seconds, DateTimeOffset At) Overdue(Counts counts, long[] moments, int lifetime)
    {
        var (late, at) = (0L, DateTimeOffset.UnixEpoch);
        foreach (var read in counts.Moments.Where(m => (m & 1) == 1).Select(m => m >> 1).Order())
        {
            var before = LowerBound(moments, read) - 1;
            if (before < 0) continue;
            var seconds = ((read - moments[before]) / TimeSpan.TicksPerSecond) - lifetime;
            if (seconds > late) (late, at) = (seconds, new DateTimeOffset(read, TimeSpan.Zero));
        }

        return (late, at);
    }

    private static int LowerBound(long[] sorted, long value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static Claim Say(CacheUse use, Counts counts, (long Seconds, DateTimeOffset At) overdue) => new(
        new AssetId(AssetKind.Workload, use.Principal), "caching", Plane.Observed, Value.Map(
            ("model", Value.Of(use.Model)), ("prompt", use.Prompt is { } prompt ? Value.Of(prompt) : Value.Unknown("the record does not hold the body that would say so")),
            ("calls", Value.Of(counts.Calls)), ("hits", Value.Of(counts.Hits)), ("reads", Value.Of(counts.Reads)), ("writes", Value.Of(counts.Writes)),
            ("ratio", Value.Of(Math.Round(counts.Hits / (double)counts.Calls, 4))), ("ttl", Value.Of((long)counts.Lifetime)), ("first", Value.Of(counts.First)),
            ("lastRead", Value.Of(counts.LastRead)), ("lastWrite", Value.Of(counts.LastWrite)), ("overdue", Value.Of(overdue.Seconds)), ("overdueAt", Value.Of(overdue.At))),
        counts.Origin!, counts.LastRead > counts.LastWrite ? counts.LastRead : counts.LastWrite);

    private static void Longest(JsonElement part, ref int longest, ref int left, int depth)
    {
        if (part.ValueKind != JsonValueKind.Array || depth == 0) return;
        foreach (var block in part.EnumerateArray())
        {
            if (--left < 0) return;
            if ((block.Text("cache_control", "ttl") ?? block.Text("cachePoint", "ttl")) == "1h") longest = Math.Max(longest, 3_600);
            Longest(block.At("content"), ref longest, ref left, depth - 1);
        }
    }

    private sealed class Counts
    {
        public long Calls, Hits, Reads, Writes;
        public int Lifetime;
        public DateTimeOffset First = DateTimeOffset.MaxValue, Earliest = DateTimeOffset.MaxValue;
        public DateTimeOffset LastRead = DateTimeOffset.UnixEpoch, LastWrite = DateTimeOffset.UnixEpoch;
        public Origin? Origin;

        // The moment's ticks, and in the lowest bit whether it read.
        public List<long> Moments { get; } = [];
    }
}
