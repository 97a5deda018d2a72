namespace Plumbline.Posture.Assets;

/// <summary>A name as one word of a shell (POSIX), so that a command that is shown can be run as it stands.</summary>
public static class ShellWord
{
    private const string Plain = "_@%+=:,./-";

    /// <summary>The text itself where a shell reads it as one word, else in single quotes.</summary>
    public static string Of(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal)) && text[0] != '-' ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
