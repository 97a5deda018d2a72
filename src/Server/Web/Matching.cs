namespace Plumbline.Server.Web;

/// <summary>What somebody types to find something: every word stands in one of the texts, in any order and case.</summary>
/// <param name="typed">What was typed.</param>
internal readonly struct Matching(string typed)
{
    private readonly string[] words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>True where nothing was typed.</summary>
    public bool IsEmpty => words.Length == 0;

    /// <summary>True where every word stands in one of the texts.</summary>
    public bool In(params ReadOnlySpan<string> texts)
    {
        foreach (var word in words)
        {
            var isThere = false;
            foreach (var text in texts) isThere |= text.Contains(word, StringComparison.OrdinalIgnoreCase);
            if (!isThere) return false;
        }

        return true;
    }
}
