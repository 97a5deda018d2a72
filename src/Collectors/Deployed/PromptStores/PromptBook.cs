using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.PromptStores;

/// <summary>The versions of all answers; of several answers about one the newest, at the same moment the first by file.</summary>
internal sealed class PromptBook
{
    private const int Most = 50_000;
    private readonly SortedDictionary<(string Id, string Version, string Variant), StoredPrompt> versions = [];

    /// <summary>How many answers were read.</summary>
    public int Count { get; private set; }

    /// <summary>True where there are more versions than are kept.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The versions, in a fixed order.</summary>
    public IEnumerable<StoredPrompt> Versions => versions.Values;

    /// <summary>Adds what a document holds: an answer, a list of them, or lists around them.</summary>
    /// <exception cref="InvalidOperationException">A text of it is no Unicode.</exception>
    public void Add(JsonElement document, string file, int depth = 0)
    {
        if (document.ValueKind == JsonValueKind.Array && depth < 3)
        {
            foreach (var item in document.EnumerateArray()) if (item.ValueKind == JsonValueKind.Object) Add(item, file, depth + 1);
            return;
        }

        if (document.ValueKind != JsonValueKind.Object) return;
        var before = Count;
        foreach (var read in (Func<JsonElement, string, IEnumerable<StoredPrompt>>[])[BedrockPrompts.Read, LangfusePrompts.Read, MlflowPrompts.Read])
        {
            foreach (var version in read(document, file)) Keep(version);
            if (Count > before) return;
        }

        foreach (var list in (string[])["data", "prompts", "items", "results"]) if (document.At(list).ValueKind == JsonValueKind.Array) Add(document.At(list), file, depth + 1);
    }

    private void Keep(StoredPrompt version)
    {
        Count++;
        var key = (version.Id, version.Version, version.Variant);
        if (!versions.TryGetValue(key, out var known))
        {
            IsCut |= versions.Count == Most;
            if (versions.Count < Most) versions[key] = version;
            return;
        }

        var (first, second) = IsNewer(version, known) ? (version, known) : (known, version);
        // One answer may hold the text, another the labels: what the newer does not say, the older does.
        versions[key] = first.Form is null ? second with { Labels = first.Labels.IsEmpty ? second.Labels : [.. first.Labels.Union(second.Labels, StringComparer.Ordinal)] }
            : second.Form is null && !second.Labels.IsEmpty ? first with { Labels = [.. first.Labels.Union(second.Labels, StringComparer.Ordinal)] } : first;
    }

    private static bool IsNewer(StoredPrompt one, StoredPrompt other) =>
        one.Changed != other.Changed ? one.Changed > other.Changed : (one.Form is not null) != (other.Form is not null) ? one.Form is not null : string.CompareOrdinal(one.File, other.File) < 0;
}
