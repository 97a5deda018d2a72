namespace Plumbline.Collectors.Files;

/// <summary>Reads TOML 1.0 into <see cref="TomlNode"/>s, bounded in size and depth.</summary>
public static class Toml
{
    /// <summary>Longest text read, in characters.</summary>
    public const int LongestText = 16 << 20;

    /// <summary>The document; null and one sentence with the line where it is none.</summary>
    public static TomlTable? Read(string text, out string? error)
    {
        error = null;
        if (text.Length > LongestText)
        {
            error = $"the text has {text.Length} characters, more than {LongestText}";
            return null;
        }

        try
        {
            return new TomlDocument(new TomlCursor(text.Replace("\r\n", "\n", StringComparison.Ordinal))).Read();
        }
        catch (TomlFault fault)
        {
            error = fault.Message;
            return null;
        }
    }
}

/// <summary>Why a text is no TOML; never leaves <see cref="Toml"/>.</summary>
internal sealed class TomlFault(int line, string message) : Exception($"line {line}: {message}");
