using System.Runtime.InteropServices;
using System.Text.Json;

namespace Plumbline.Collectors.Observed.BedrockInvocations;

/// <summary>Parts of requests that repeat, word for word, from record to record: worked out once, found again by their bytes.</summary>
/// <param name="read">Works a part out; null where it says nothing.</param>
internal sealed class KnownParts<T>(Func<JsonElement, T> read)
{
    private const int Most = 1024;
    private const int Largest = 64 << 10;
    private const int MostBytes = 8 << 20;
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };
    private readonly Dictionary<int, List<(byte[] Part, T Read)>> known = [];
    private int count;
    private int held;

    /// <summary>What a part says.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A text of it is not UTF-8.</exception>
    public T Of(ReadOnlySpan<byte> part)
    {
        var hash = new HashCode();
        hash.AddBytes(part);
        var key = hash.ToHashCode();
        if (known.TryGetValue(key, out var same))
        {
            foreach (var (bytes, found) in CollectionsMarshal.AsSpan(same))
            {
                if (part.SequenceEqual(bytes)) return found;
            }
        }

        using var document = JsonDocument.Parse(part.ToArray(), Bounded);
        var made = read(document.RootElement);
        if (count >= Most || part.Length > Largest || held > MostBytes) return made;
        if (same is null) known[key] = same = [];
        same.Add((part.ToArray(), made));
        count++;
        held += part.Length;
        return made;
    }
}
