using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>The YAML of a registry file, read once for all who ask, and not again while its bytes stay what they are.</summary>
/// <param name="Documents">Its documents; none where it cannot be read.</param>
/// <param name="Error">What is wrong with it, in one sentence; null for nothing.</param>
public sealed record RegistryText(ImmutableArray<YamlNode> Documents, string? Error)
{
    // What is read of a text takes some four times its bytes.
    private const long MostBytes = 24 << 20;
    private static readonly ConditionalWeakTable<EstateFile, Lazy<RegistryText>> Known = [];
    private static readonly ConcurrentDictionary<UInt128, Lazy<RegistryText>> ByContent = [];
    private static readonly ConcurrentQueue<(UInt128 Content, int Bytes)> Oldest = [];
    private static long held;

    /// <summary>Reads a file, or remembers it.</summary>
    public static RegistryText Of(EstateFile file) => Known.GetValue(file, static f => new Lazy<RegistryText>(() => Read(f))).Value;

    private static RegistryText Read(EstateFile file)
    {
        var bytes = Content.ReadAll(file, out var error, YamlText.LongestText);
        if (error is not null) return new RegistryText([], error);
        var content = BitConverter.ToUInt128(SHA256.HashData(bytes));
        var read = new Lazy<RegistryText>(() => Read(bytes));
        if (ByContent.TryAdd(content, read)) Keep(content, bytes.Length);
        else if (ByContent.TryGetValue(content, out var known)) read = known;
        return read.Value;
    }

    private static void Keep(UInt128 content, int bytes)
    {
        Oldest.Enqueue((content, bytes));
        Interlocked.Add(ref held, bytes);
        while (Interlocked.Read(ref held) > MostBytes && Oldest.TryDequeue(out var old))
        {
            ByContent.TryRemove(old.Content, out _);
            Interlocked.Add(ref held, -old.Bytes);
        }
    }

    private static RegistryText Read(byte[] bytes)
    {
        try
        {
            var documents = YamlText.Read(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes), out var error);
            return new RegistryText(documents, error);
        }
        catch (DecoderFallbackException)
        {
            // What can be read of it still says which files are approved ones.
            return new RegistryText(YamlText.Read(Encoding.UTF8.GetString(bytes), out _), "the text is not utf-8");
        }
    }
}
