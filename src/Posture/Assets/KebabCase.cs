using System.Collections.Frozen;

namespace Plumbline.Posture.Assets;

/// <summary>Kinds, planes and verdicts as outputs and inputs write them: `mcp-server`, `not-evaluable`.</summary>
public static class KebabCase
{
    /// <summary>`McpServer` becomes `mcp-server`.</summary>
    public static string Name<T>(this T value) where T : struct, Enum => Names<T>.ByValue[value];

    /// <summary>Reads a kebab-case name; false where there is no such value.</summary>
    public static bool TryParse<T>(string text, out T value) where T : struct, Enum => Names<T>.ByName.TryGetValue(text, out value);

    private static class Names<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue =
            Enum.GetValues<T>().ToFrozenDictionary(v => v, v => Kebab(v.ToString()));

        public static readonly FrozenDictionary<string, T> ByName = ByValue.ToFrozenDictionary(p => p.Value, p => p.Key);
    }

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
