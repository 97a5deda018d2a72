using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Plumbline.Store.Ledgers;

namespace Plumbline.Cli.Commands;

/// <summary>Options that the verbs of the gate share, and how they are read.</summary>
internal static class GateOptions
{
    public static Option<string?> System() => new("--system") { Description = "the AI system, by its id or its name in the registry" };

    public static Option<string?> Environment() => new("--env") { Description = "where it is released to: production, staging, …" };

    public static Option<string[]> Many(string name, string description) => new(name)
    {
        Description = description + "; may be repeated", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [],
    };

    /// <summary>Reads `NAME@sha256:DIGEST`, or the digest of a file.</summary>
    public static (string Name, string Digest) Artifact(string text) =>
        Named(text) ?? (Path.GetFileName(text), Digest(text, "name a file, or write it as NAME@sha256:DIGEST"));

    /// <summary>True where an artifact is named by its file.</summary>
    public static bool IsFile(string text) => Named(text) is null;

    private static (string Name, string Digest)? Named(string text)
    {
        var at = text.LastIndexOf("@sha256:", StringComparison.Ordinal);
        return at > 0 && text[(at + 8)..].ToLowerInvariant() is { Length: 64 } digest && digest.All(char.IsAsciiHexDigit) ? (text[..at], digest) : null;
    }

    /// <summary>SHA-256 of a file, in hexadecimal digits.</summary>
    public static string Digest(string file, string advice)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new LedgerException($"`{file}` cannot be read; {advice}", e);
        }
    }

    /// <summary>Reads `24h`, `90m` or `7d`.</summary>
    public static bool TrySpan(string text, out TimeSpan span)
    {
        span = default;
        if (text.Length < 2 || !double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 100_000) return false;
        span = text[^1] switch { 'm' => TimeSpan.FromMinutes(number), 'h' => TimeSpan.FromHours(number), 'd' => TimeSpan.FromDays(number), _ => TimeSpan.Zero };
        return span > TimeSpan.Zero;
    }
}
