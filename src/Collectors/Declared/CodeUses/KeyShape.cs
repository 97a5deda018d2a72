namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>Tells a key that is written down from a placeholder.</summary>
internal static class KeyShape
{
    private const int Shortest = 20;
    private static readonly string[] Placeholders = ["your", "xxx", "...", "<", "$", "{", "placeholder", "example", "dummy", "changeme", "replace", "insert", "todo", "test", "fake", "none", "not-needed", "not_needed", "no-key", "sample", "api_key", "apikey", "api-key", "***"];

    /// <summary>True for a text long and mixed enough to be a key, and that says of itself that it is none.</summary>
    public static bool IsKey(string text) =>
        text.Length >= Shortest && !text.Any(char.IsWhiteSpace) && text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetter) && text.Distinct().Count() >= 10
        && !Placeholders.Any(p => text.Contains(p, StringComparison.OrdinalIgnoreCase));
}
