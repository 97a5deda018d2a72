using System.Collections.Concurrent;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>Answers about texts that are asked again and again, such as names of images and variables. Bounded: when it is full, it begins anew.</summary>
internal sealed class KnownAnswers<T>(Func<string, T> answer)
{
    private const int Most = 4096;
    private const int Longest = 300;
    private readonly ConcurrentDictionary<string, T> known = new(StringComparer.Ordinal);

    /// <summary>The answer for a text.</summary>
    public T Of(string text)
    {
        if (known.TryGetValue(text, out var said)) return said;
        said = answer(text);
        if (text.Length > Longest) return said;
        if (known.Count >= Most) known.Clear();
        known[text] = said;
        return said;
    }
}
