using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.GatewayLogs;

/// <summary>Entries of gateway caches. A key that was used with several prompts is always told; of the others, one for nearly each call, the first by key are.</summary>
internal sealed class CacheEntries
{
    /// <summary>Most keys of one cache told that were used with one prompt only.</summary>
    public const int MostPlain = 500;

    private static readonly DateTimeOffset Open = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private readonly SortedDictionary<AssetId, Dictionary<string, List<Entry>>> caches = [];

    /// <summary>A call was made or answered under a key.</summary>
    public void Add(AssetId cache, string key, string prompt, string model, DateTimeOffset time, Origin origin)
    {
        if (!caches.TryGetValue(cache, out var keys)) caches[cache] = keys = new Dictionary<string, List<Entry>>(StringComparer.Ordinal);
        if (!keys.TryGetValue(key, out var entries)) keys[key] = entries = [];
        if (entries.Find(e => e.Prompt == prompt && e.Model == model) is not { } entry) entries.Add(entry = new Entry(prompt, model, time, origin));
        if (time < entry.First || (time == entry.First && origin.CompareTo(entry.Origin) < 0)) (entry.First, entry.Origin) = (time, origin);
        if (time > entry.Last) entry.Last = time;
    }

    /// <summary>The entries, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        foreach (var (cache, keys) in caches)
        {
            var plain = 0;
            foreach (var (key, entries) in keys.OrderBy(k => k.Key, StringComparer.Ordinal))
            {
                if (entries.Count == 1 && ++plain > MostPlain) continue;
                foreach (var entry in entries.OrderBy(e => e.Prompt, StringComparer.Ordinal).ThenBy(e => e.Model, StringComparer.Ordinal)) yield return Say(cache, key, entry);
            }
        }
    }

    private static Claim Say(AssetId cache, string key, Entry entry) => new(
        cache, "caches", Plane.Observed, Value.Map(
            ("key", Value.Of(key)), ("prompt", Value.Of(entry.Prompt)), ("created", Value.Of(entry.First)), ("updated", Value.Of(entry.Last)),
            ("expires", Value.Of(Open)), ("model", Value.Of(entry.Model)), ("source", Value.Of("litellm"))), entry.Origin, entry.Last);

    private sealed class Entry(string prompt, string model, DateTimeOffset time, Origin origin)
    {
        public string Prompt => prompt;

        public string Model => model;

        public DateTimeOffset First { get; set; } = time;

        public DateTimeOffset Last { get; set; } = time;

        public Origin Origin { get; set; } = origin;
    }
}
