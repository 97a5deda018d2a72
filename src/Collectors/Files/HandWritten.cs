using System.Text.Json;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>Tells JSON that people write for their tools from answers that programs save: those have neither comments nor a comma before the end.</summary>
public static class HandWritten
{
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 };
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    // Folders in which editors and development containers keep their settings.
    private static readonly HashSet<string> Folders = new(StringComparer.Ordinal)
        { ".vscode", ".vscode-test", ".devcontainer", ".idea", ".vs", ".fleet", ".zed", ".cursor", ".settings", ".theia" };

    /// <summary>True where a file lies in a settings folder of an editor.</summary>
    public static bool IsOfEditor(EstateFile file) => file.Path.Split('/')[..^1].Any(Folders.Contains);

    /// <summary>True where a text is one JSON document but for comments or commas before an end.</summary>
    public static bool Is(ReadOnlySpan<byte> utf8) => !IsDocument(utf8, Strict) && IsDocument(utf8, Lenient);

    private static bool IsDocument(ReadOnlySpan<byte> utf8, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(utf8, options);
        try
        {
            var any = false;
            while (reader.Read()) any = true;
            return any;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
