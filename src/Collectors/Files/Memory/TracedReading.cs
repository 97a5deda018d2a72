using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files.Memory;

/// <summary>
/// A scope that notes which files are opened, and what was in them. Collectors of one scope share it, because they share what they learn of the estate:
/// what any of them opened counts for all that end later.
/// </summary>
internal sealed class TracedReading
{
    /// <summary>The name under which the index of advisories is noted; no file of an estate has it.</summary>
    public const string Advisories = "\0advisories";

    private const int Largest = 64 << 20;
    private static readonly ConditionalWeakTable<Scope, TracedReading> Known = [];
    private static readonly AsyncLocal<Reader?> Now = new();
    private readonly ConcurrentDictionary<string, string> opened = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string?> recalled = new(StringComparer.Ordinal);
    private volatile bool isUnsound;

    private TracedReading(Scope scope) => Scope = scope with
    {
        Files = [.. scope.Files.Select(f => Traced(f, f.Path))],
        Advisories = scope.Advisories is { } advisories ? Traced(advisories, Advisories) : null,
    };

    /// <summary>The same files, each noted when it is opened.</summary>
    public Scope Scope { get; }

    /// <summary>What is traced of a scope.</summary>
    public static TracedReading Of(Scope scope) => Known.GetValue(scope, static s => new TracedReading(s));

    /// <summary>Reads, and says what was opened: path and content of each file; null where one changed meanwhile, failed or is too large to be sure of.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> ReadAsync(Func<Scope, Task> read)
    {
        var reader = Now.Value = new Reader();
        await read(Scope).ConfigureAwait(false);
        return isUnsound || reader.IsUnsound ? null : new Dictionary<string, string>(opened, StringComparer.Ordinal);
    }

    /// <summary>The content of a file as it is noted, looked at once in this reading; null where it does not open.</summary>
    /// <param name="file">The file of the scope that is traced.</param>
    /// <param name="name">The name under which it is noted.</param>
    public string? ContentOf(EstateFile file, string name) => opened.TryGetValue(name, out var content) ? content : recalled.GetOrAdd(name, _ => ContentOf(file));

    private static string? ContentOf(EstateFile file)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var stream = file.Open();
            for (int read; (read = stream.Read(buffer)) > 0;) hash.AppendData(buffer, 0, read);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private EstateFile Traced(EstateFile file, string name) => new(file.Path, file.Length, () => Open(file, name)) { Written = file.Written };

    // Read whole first, so that what is noted and what is read are one.
    private Stream Open(EstateFile file, string name)
    {
        if (file.Length > Largest) return Unsound(file);
        byte[] bytes;
        bool isWhole;
        try
        {
            using var stream = file.Open();
            bytes = new byte[file.Length];
            isWhole = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length && stream.ReadByte() < 0;
        }
        catch
        {
            isUnsound = true;
            throw;
        }

        if (!isWhole) return Unsound(file);
        var content = Convert.ToHexStringLower(SHA256.HashData(bytes));
        isUnsound |= opened.GetOrAdd(name, content) != content;
        return new MemoryStream(bytes, writable: false);
    }

    // What nobody is sure of is the matter of who reads it; where that is not known, of all.
    private Stream Unsound(EstateFile file)
    {
        if (Now.Value is { } reader) reader.IsUnsound = true;
        else isUnsound = true;
        return file.Open();
    }

    private sealed class Reader
    {
        public volatile bool IsUnsound;
    }
}
