using System.Text;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Files that a registry entry refers to, by a path relative to the registry file.</summary>
internal static class Attached
{
    private const int Largest = 1 << 20;

    /// <summary>The file; null and one sentence where it is none of the estate's.</summary>
    public static EstateFile? Find(Said path, Book book, out string? error) => Find(path, book.File, out error);

    private static EstateFile? Find(Said path, Func<string, EstateFile?> files, out string? error)
    {
        error = null;
        var parts = new List<string>(path.File.Split('/')[..^1]);
        foreach (var part in path.Text!.Trim().Replace('\\', '/').Split('/'))
        {
            if (part is "" or ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else error = $"`{path.Text}` leads out of the scanned folder";
        }

        if (error is not null) return null;
        var full = string.Join('/', parts);
        if (files(full) is { } file) return file;
        error = $"`{full}` is not there";
        return null;
    }

    /// <summary>The bytes of the file as UTF-8; null and one sentence where they cannot be had.</summary>
    public static byte[]? Bytes(Said path, Book book, out string? error) => Bytes(path, book.File, out error);

    /// <summary>The same, from files by their path.</summary>
    public static byte[]? Bytes(Said path, Func<string, EstateFile?> files, out string? error)
    {
        if (Find(path, files, out error) is not { } file) return null;
        var bytes = Content.ReadAll(file, out error, Largest);
        if (error is not null) return null;
        if (!IsText(bytes)) error = $"`{file.Path}` is not utf-8 text";
        else if (bytes.Length == 0) error = $"`{file.Path}` is empty";
        return error is null ? bytes : null;
    }

    private static bool IsText(byte[] bytes)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
