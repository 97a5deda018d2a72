using System.Collections.Concurrent;
using System.Security.Cryptography;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files.Memory;

/// <summary>A scope that notes which files are opened, and what was in them.</summary>
internal sealed class TracedReading
{
    /// <summary>The name under which the index of advisories is noted; no file of an estate has it.</summary>
    public const string Advisories = "\0advisories";

    private const int Largest = 64 << 20;
    private readonly ConcurrentDictionary<string, string> opened = new(StringComparer.Ordinal);
    private volatile bool isUnsound;

    /// <summary>Traces what is read of a scope.</summary>
    public TracedReading(Scope scope) => Scope = scope with
    {
        Files = [.. scope.Files.Select(f => Traced(f, f.Path))],
        Advisories = scope.Advisories is { } advisories ? Traced(advisories, Advisories) : null,
    };

    /// <summary>The same files, each noted when it is opened.</summary>
    public Scope Scope { get; }

    /// <summary>Path and content of each file opened; null where one changed meanwhile, failed or is too large to be sure of.</summary>
    public IReadOnlyDictionary<string, string>? Opened => isUnsound ? null : opened;

    /// <summary>The content of a file as it is noted; null where it does not open.</summary>
    public static string? ContentOf(EstateFile file)
    {
        try
        {
            using var stream = file.Open();
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private EstateFile Traced(EstateFile file, string name) => new(file.Path, file.Length, () => Open(file, name));

    // Read whole first, so that what is noted and what is read are one.
    private Stream Open(EstateFile file, string name)
    {
        isUnsound |= file.Length > Largest;
        if (isUnsound) return file.Open();
        byte[] bytes;
        try
        {
            using var stream = file.Open();
            bytes = new byte[file.Length];
            var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            isUnsound |= read < bytes.Length || stream.ReadByte() >= 0;
        }
        catch
        {
            isUnsound = true;
            throw;
        }

        if (isUnsound) return file.Open();
        var content = Convert.ToHexStringLower(SHA256.HashData(bytes));
        isUnsound |= opened.GetOrAdd(name, content) != content;
        return new MemoryStream(bytes, writable: false);
    }
}
