namespace Plumbline.Posture.Registries;

/// <summary>A version of a registry entry by name: `prompts/loan-system@13`.</summary>
/// <param name="Section">The section of the registry: `prompts`.</param>
/// <param name="Name">The entry's own name; behind `#` what tells it from others of that name, such as account and region of a guardrail.</param>
/// <param name="Version">The version; numbers count up where the entry has none of its own.</param>
public sealed record EntryName(string Section, string Name, string Version)
{
    /// <summary>Characters of a whole name at most.</summary>
    public const int Longest = 400;

    /// <summary>The entry without its version: `prompts/loan-system`.</summary>
    public string Whole => $"{Section}/{Name}";

    /// <inheritdoc/>
    public override string ToString() => $"{Section}/{Name}@{Version}";

    /// <summary>Reads `section/name@version`; null where a part is missing or holds what a name cannot.</summary>
    public static EntryName? Parse(string text)
    {
        var (slash, at) = (text.IndexOf('/', StringComparison.Ordinal), text.LastIndexOf('@'));
        if (slash < 1 || at < slash + 2 || at == text.Length - 1) return null;
        var name = new EntryName(text[..slash], text[(slash + 1)..at], text[(at + 1)..]);
        return name.Problem is null ? name : null;
    }

    /// <summary>Why it cannot be a name; null where it can.</summary>
    public string? Problem =>
        ToString().Length > Longest ? $"its name is longer than {Longest} characters"
        : Version.Length == 0 || Version.Any(c => c is '@' or '/' || char.IsWhiteSpace(c)) ? $"version `{Version}` is empty, or holds `@`, `/` or white space"
        : (Section + Name).Any(char.IsControl) || Version.Any(char.IsControl) ? "its name holds a control character"
        : Name.Trim().Length == 0 ? "it has no name" : null;
}
