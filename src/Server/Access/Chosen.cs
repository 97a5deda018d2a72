using System.Collections.Immutable;
using Plumbline.Posture.Assets;

namespace Plumbline.Server.Access;

/// <summary>Choices as people and programs write them: roles, permissions, kinds.</summary>
internal static class Chosen
{
    /// <summary>All of them that can be.</summary>
    public static string Names<T>() where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(v => v.Name()));

    /// <summary>What the texts name, or the first that names none.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="values">What they name.</param>
    public static string? Read<T>(IReadOnlyList<string> texts, out ImmutableArray<T> values) where T : struct, Enum
    {
        values = [.. texts.Select(t => KebabCase.TryParse<T>(t, out var value) ? value : (T?)null).OfType<T>()];
        return texts.FirstOrDefault(t => !KebabCase.TryParse<T>(t, out _));
    }
}
