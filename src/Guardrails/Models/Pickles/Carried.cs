using System.Globalization;
using System.Text;

namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>Bytes and texts of a stream that are artifacts themselves; they are judged when the stream has been read.</summary>
internal sealed class Carried(Artifact artifact, Judgement judgement)
{
    private const int Most = 4096;

    private readonly Dictionary<long, (Value Value, bool Loaded, bool Recoded)> found = [];

    /// <summary>Could these be the first bytes of a pickle, an archive, or either written as text?</summary>
    public static bool MayBe(ReadOnlySpan<byte> start, long length) => length > 8 && start.Length >= 4 && start[0] switch
    {
        0x80 => start[1] <= 5,
        (byte)'P' => start[1] == 'K' && start[2] is 3 or 5,
        0x1F => start[1] == 0x8B,
        0x93 => start[1] == 'N',
        (byte)'B' => start[1] == 'Z' && start[2] == 'h',
        0xFD => start[1] == '7',
        (byte)'g' => start[1] == 'A' && start[2] is >= (byte)'I' and <= (byte)'V',
        (byte)'8' => start[1] == '0' && start[2] == '0' && start[3] is >= (byte)'0' and <= (byte)'5',
        (byte)'c' => start[1] is >= (byte)'a' and <= (byte)'z' or (byte)'_',
        (byte)'(' => start[1] is (byte)'c' or (byte)'d' or (byte)'l' or (byte)'S' or (byte)'V' or (byte)'i' or (byte)'I',
        (byte)'H' => start[1] == '4' && start[2] == 's' && start[3] == 'I',
        (byte)'U' => start[1] == 'E' && start[2] == 's' && start[3] == 'D',
        _ => false,
    };

    public void Add(Value value, bool loaded, bool recoded = false)
    {
        if (found.Count < Most || found.ContainsKey(value.At)) found[value.At] = (value, loaded || (found.TryGetValue(value.At, out var before) && before.Loaded), recoded);
        else judgement.NotScanned("more is carried inside than is looked into", value.At);
    }

    /// <summary>Judges what was found, each by its content.</summary>
    public void Judge()
    {
        foreach (var (at, (value, loaded, recoded)) in found.OrderBy(f => f.Key))
        {
            var (inner, encoded) = Open(value, recoded);
            if (inner is null && loaded) judgement.NotScanned("what is unpickled from inside cannot be decoded", at);
            if (inner is null || (!loaded && !PickleFormat.IsWhole(inner) && !IsArchive(inner))) continue;
            var kinds = judgement.Inside(string.Create(CultureInfo.InvariantCulture, $"{(encoded ? "text" : "bytes")}@{at}"), inner);
            if (loaded && kinds.Count == 0) judgement.NotScanned("what is unpickled from inside cannot be read", at);
            if (loaded || !kinds.Contains(PickleFormat.Called)) continue;
            if (encoded && PickleFormat.Calls(inner)) judgement.Sign("encoded-pickle", Danger.High, at, "pickle", "a pickle that calls functions is hidden in a text");
            else judgement.Sign("nested-pickle", Danger.Review, at, "pickle", encoded ? "a pickle is hidden in a text" : "a pickle lies inside the pickle");
        }

        found.Clear();
    }

    private static bool IsArchive(Artifact inner) => inner.Slice(0, 2) is [(byte)'P', (byte)'K'] or [0x1F, 0x8B];

    private (Artifact? Inner, bool Encoded) Open(Value value, bool recoded)
    {
        var raw = artifact.Part(value.At, value.Size);
        var start = raw.Slice(0, 4);
        if (recoded) return (Latin(value), false);
        if (start.Length == 4 && start[0] is (byte)'g' or (byte)'H' or (byte)'U') return (FromBase64(value), true);
        if (start.Length == 4 && start[0] == '8') return (FromHex(value), true);
        return (raw, false);
    }

    private MemoryArtifact? Latin(Value value)
    {
        if (value.Size > judgement.DecodableBytes) return null;
        var text = Encoding.UTF8.GetString(artifact.Slice(value.At, value.Size));
        return new MemoryArtifact(Encoding.Latin1.GetBytes(text));
    }

    private MemoryArtifact? FromBase64(Value value)
    {
        if (value.Size > judgement.DecodableBytes) return null;
        var bytes = new byte[(value.Size / 4 * 3) + 3];
        var text = Encoding.Latin1.GetString(artifact.Slice(value.At, value.Size)).TrimEnd();
        return Convert.TryFromBase64String(text + new string('=', (4 - (text.Length % 4)) % 4), bytes, out var length) ? new MemoryArtifact(bytes.AsMemory(0, length)) : null;
    }

    private MemoryArtifact? FromHex(Value value)
    {
        if (value.Size > judgement.DecodableBytes) return null;
        var text = Encoding.Latin1.GetString(artifact.Slice(value.At, value.Size)).Trim();
        var bytes = new byte[text.Length / 2];
        return Convert.FromHexString(text.AsSpan(0, bytes.Length * 2), bytes, out _, out var written) == System.Buffers.OperationStatus.Done ? new MemoryArtifact(bytes.AsMemory(0, written)) : null;
    }
}
