using System.Text;
using System.Text.Json;
using Plumbline.Guardrails.Models.Keras;

namespace Plumbline.Guardrails.Models.Hdf5;

/// <summary>HDF5, the older container of Keras: the attributes of its root hold the model's configuration. Bytes of tensors are only searched for texts that are one.</summary>
public sealed class Hdf5Format : IFormat
{
    private const int Longest = 64 << 20;
    private const long LongestSearched = 4L << 30;

    /// <inheritdoc/>
    public string Name => "hdf5";

    internal static ReadOnlySpan<byte> Magic => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n'];

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact) => Start(artifact) >= 0;

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement)
    {
        var start = Start(artifact);
        if (start > 0) judgement.Sign("hidden-data", Danger.Review, 0, $"{start} bytes", "they lie before the beginning of the model");
        var seen = new HashSet<long>();
        var objects = new Hdf5Objects(artifact, start, judgement);
        foreach (var (name, at, text) in objects.RootTexts())
        {
            if (text.Length > 0 && text.TrimStart(" \t\r\n"u8) is [(byte)'{', ..])
            {
                seen.Add(at);
                if (!KerasConfig.Judge(text.TrimEnd((byte)0).ToArray(), at, judgement)) judgement.NotScanned($"attribute `{name}` does not parse", at);
            }
            else if (text.Length < 256) judgement.Fact(name, Encoding.UTF8.GetString(text.TrimEnd((byte)0)));
        }

        Search(artifact, seen, judgement);
    }

    // The container may begin behind a block of the user's own, at powers of two.
    private static long Start(Artifact artifact)
    {
        if (artifact.Has(0, Magic)) return 0;
        for (long at = 512; at < artifact.Length && at <= 1 << 20; at *= 2) if (artifact.Has(at, Magic)) return at;
        return -1;
    }

    // Configurations that the walk did not reach: in heaps of other layouts, of groups, or of a file that is damaged.
    private static void Search(Artifact artifact, HashSet<long> seen, Judgement judgement)
    {
        const int Window = 1 << 22;
        for (long at = 0; at < artifact.Length;)
        {
            if (at > LongestSearched)
            {
                judgement.NotScanned("longer than is searched for configurations", at);
                return;
            }

            var window = artifact.Slice(at, Window);
            if (window.Length == 0 || !judgement.Step(window.Length >> 6)) return;
            var hit = window.IndexOf("\"class_name\""u8);
            if (hit < 0)
            {
                at += Math.Max(1, window.Length - 16);
                if (window.Length < Window) return;
                continue;
            }

            at = Found(artifact, at + hit, seen, judgement);
        }
    }

    private static long Found(Artifact artifact, long hit, HashSet<long> seen, Judgement judgement)
    {
        var from = Math.Max(0, hit - 4096);
        var before = artifact.Slice(from, (int)(hit - from));
        var text = before.LastIndexOfAnyInRange((byte)0, (byte)8) + 1;
        var open = before[text..].IndexOf((byte)'{');
        if (open < 0) return hit + 12;
        var start = from + text + open;
        var json = artifact.Slice(start, (int)Math.Min(Longest, artifact.Length - start));
        var length = Balanced(json);
        if (length > 0 && seen.Add(start) && !KerasConfig.Judge(json[..length].ToArray(), start, judgement)) judgement.NotScanned("a configuration does not parse", start);
        return Math.Max(hit + 12, start + length);
    }

    // Bytes of the object that begins here; 0 where it does not end.
    private static int Balanced(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { MaxDepth = 512 }));
            return reader.Read() && reader.TrySkip() ? (int)reader.BytesConsumed : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
