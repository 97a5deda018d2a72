using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Server.Web;

/// <summary>What somebody types to find something: every word stands in one of the texts, in any order and case.</summary>
/// <param name="typed">What was typed.</param>
internal readonly struct Matching(string typed)
{
    private readonly string[] words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Only who types a colon can mean an id with its kind.
    private readonly bool isId = typed.Contains(':', StringComparison.Ordinal);

    /// <summary>True where nothing was typed.</summary>
    public bool IsEmpty => words.Length == 0;

    /// <summary>True where it stands in the name or the id of an asset.</summary>
    public bool In(AssetRow row) => isId ? In(row.Name, row.Id.ToString()) : In(row.Name, row.Id.Key, row.Id.Kind.Name());

    /// <summary>True where every word stands in one of the texts.</summary>
    public bool In(params ReadOnlySpan<string> texts)
    {
        foreach (var word in words) if (!IsIn(word, texts)) return false;
        return true;
    }

    private static bool IsIn(string word, ReadOnlySpan<string> texts)
    {
        foreach (var text in texts) if (text.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
