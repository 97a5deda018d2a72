using System.Globalization;
using Plumbline.Guardrails.Models.Decoders;

namespace Plumbline.Guardrails.Models.Archives;

/// <summary>Zip archives: PyTorch's, TorchScript's, NumPy's, and any other. Flags, checksums and sizes are not believed, as readers in the field do not.</summary>
public sealed class ZipFormat : IFormat
{
    private const int LongestPacked = 1 << 28;

    public string Name => "zip";

    public bool Recognises(Artifact artifact) =>
        artifact.Has(0, "PK\u0003\u0004"u8) || artifact.Has(0, "PK\u0005\u0006"u8) || (ZipDirectory.EndRecord(artifact) is >= 0 and var end && (ZipDirectory.Listed(artifact, end).Count > 0));

    public void Judge(Artifact artifact, Judgement judgement)
    {
        var end = ZipDirectory.EndRecord(artifact);
        var listed = end < 0 ? [] : ZipDirectory.Listed(artifact, end);
        var byHeader = new Dictionary<long, ZipEntry>();
        foreach (var entry in listed) byHeader.TryAdd(entry.Header, entry);
        Kinds(listed, judgement);
        var code = new CarriedCode(judgement);
        var room = (4 * artifact.Length) + (1 << 20);
        foreach (var entry in listed)
        {
            if ((room -= Listed(artifact, entry, code, judgement)) < 0) break;
        }

        foreach (var entry in ZipDirectory.Lying(artifact, judgement, byHeader))
        {
            if (room < 0) break;
            if (!byHeader.TryGetValue(entry.Header, out var known)) room -= Unlisted(artifact, entry, code, judgement, end >= 0);
            else if (known.Method != entry.Method && known.Data >= 0) room -= Open(artifact, entry with { Packed = Math.Max(entry.Packed, known.Packed), Name = entry.Name + " (as its own header says)" }, code, judgement);
        }

        code.Judge();
        if (room < 0) judgement.NotScanned("members overlap one another, more than are read");
        if (end >= 0) judgement.After(artifact, Behind(artifact, end));
        else judgement.NotScanned("the archive has no directory");
    }

    private static void Kinds(List<ZipEntry> listed, Judgement judgement)
    {
        var names = listed.ConvertAll(e => e.Name);
        if (names.Exists(n => n.EndsWith("/data.pkl", StringComparison.Ordinal)) && names.Exists(n => n.EndsWith("/version", StringComparison.Ordinal))) judgement.Fact("container", "pytorch");
        if (names.Exists(n => n.EndsWith("/constants.pkl", StringComparison.Ordinal)) && names.Find(n => n.Contains("/code/", StringComparison.Ordinal)) is { } code)
        {
            judgement.Fact("container", "torchscript");
            judgement.Sign("torchscript-code", Danger.Clean, 0, code, "holds code in TorchScript, which runs when the model is used");
        }
    }

    private static long Listed(Artifact artifact, ZipEntry entry, CarriedCode code, Judgement judgement)
    {
        if (ZipDirectory.Local(artifact, entry.Header) is not { } local)
        {
            judgement.Sign("broken-member", Danger.Review, entry.Header, entry.Name, "is listed, and is not where the directory says");
            judgement.NotScanned("a listed member is not there", entry.Header);
            return 0;
        }

        if (local.Name != entry.Name) judgement.Sign("renamed-member", Danger.Review, entry.Header, entry.Name, $"calls itself `{local.Name}` where it lies");
        return Open(artifact, entry with { Data = local.Data, Packed = Math.Max(entry.Packed, local.Packed), Flags = entry.Flags | (local.Flags & 1) }, code, judgement);
    }

    private static long Unlisted(Artifact artifact, ZipEntry entry, CarriedCode code, Judgement judgement, bool hasDirectory)
    {
        if (entry.Method > 99 || entry.Name.Length == 0) return 0;
        if (hasDirectory && Names.IsPlausible(entry.Name)) judgement.Sign("unlisted-member", Danger.Review, entry.Header, entry.Name, "lies in the archive, and its directory does not list it");
        return Open(artifact, entry, code, judgement);
    }

    // Gives how many bytes were read: members of an honest archive do not overlap.
    private static long Open(Artifact artifact, ZipEntry entry, CarriedCode code, Judgement judgement)
    {
        Names.Judge(entry.Name, entry.Header, judgement);
        if (entry.Name.EndsWith('/') && entry.Packed <= 2) return 0;
        var packed = artifact.Part(entry.Data, entry.Packed < 0 ? long.MaxValue : entry.Method == 0 ? Math.Max(entry.Packed, entry.Size) : entry.Packed);
        if (entry.IsLink) Names.JudgeLink(packed, entry.Name, entry.Header, judgement);
        if (entry.Method == 0) Read(packed, entry, code, judgement);
        else if (ZipMethods.Decoder(entry.Method, artifact, entry.Data) is { } decoder) Packed(decoder, entry, code, judgement);
        else if (ZipMethods.Decode(entry.Method, packed.Slice(0, LongestPacked), judgement.DecodableBytes) is { } decoded) Unpacked(decoded, entry, code, judgement);
        else judgement.NotScanned(string.Create(CultureInfo.InvariantCulture, $"`{entry.Name}` is {(entry.Encrypted ? "encrypted" : $"packed by method {entry.Method}")}"), entry.Header);
        return packed.Length;
    }

    private static IReadOnlyList<string> Read(Artifact content, ZipEntry entry, CarriedCode code, Judgement judgement)
    {
        var formats = judgement.Inside(entry.Name, content);
        code.See(entry.Name, entry.Header, content, formats);
        Unread(entry, formats, judgement);
        return formats;
    }

    private static void Unpacked(Decoded decoded, ZipEntry entry, CarriedCode code, Judgement judgement)
    {
        if (decoded.End is DecodeEnd.Cut or DecodeEnd.Broken or DecodeEnd.Unsupported) judgement.NotScanned($"`{entry.Name}` does not unpack whole", entry.Header);
        if (decoded.Bytes.Length > 0) Read(judgement.Hold(decoded), entry, code, judgement);
    }

    // What a reader unpickles by its name must be a pickle.
    private static void Unread(ZipEntry entry, IReadOnlyList<string> formats, Judgement judgement)
    {
        if (formats.Count > 0) return;
        if (entry.Encrypted) judgement.NotScanned($"`{entry.Name}` is encrypted", entry.Header);
        else if (entry.Name.EndsWith(".pkl", StringComparison.Ordinal)) judgement.NotScanned($"`{entry.Name}` is no pickle that can be read", entry.Header);
    }

    private static void Packed(Stream decoder, ZipEntry entry, CarriedCode code, Judgement judgement)
    {
        using (decoder)
        {
            var inner = judgement.Decode(decoder, out var broken);
            var formats = inner.Length > 0 || !broken ? Read(inner, entry, code, judgement) : [];
            if (inner.Length == 0 && broken) Unread(entry, formats, judgement);
            if (broken && !(entry.Encrypted && formats.Count == 0)) judgement.NotScanned($"`{entry.Name}` does not unpack whole", entry.Header);
        }
    }

    private static long Behind(Artifact artifact, long end) => end + 22 + System.Buffers.Binary.BinaryPrimitives.ReadUInt16LittleEndian(artifact.Slice(end + 20, 2));
}
