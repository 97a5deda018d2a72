namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>7z archives, with members that are plain or packed with LZMA, LZMA2 or deflate.</summary>
public sealed class SevenZipFormat : IFormat
{
    private const int Longest = 1 << 28;

    /// <inheritdoc/>
    public string Name => "7z";

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact) => artifact.Has(0, SevenZip.Magic);

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement)
    {
        if (artifact.Length > Longest)
        {
            judgement.NotScanned("longer than is decoded");
            return;
        }

        var archive = artifact.Slice(0, (int)artifact.Length).ToArray();
        if (!judgement.Step(archive.Length)) return;
        if (SevenZip.Read(archive, judgement.DecodableBytes) is not { } folders)
        {
            judgement.NotScanned("its directory cannot be read: it is broken, cut off or encrypted");
            return;
        }

        foreach (var folder in folders)
        {
            var decoded = SevenZip.Decode(archive, folder, judgement.DecodableBytes);
            var bytes = judgement.Hold(decoded);
            if (decoded.End is not DecodeEnd.Whole and not DecodeEnd.TooLarge) judgement.NotScanned(decoded.End is DecodeEnd.Unsupported ? "members are encrypted, or packed in a way that is not read" : "members are broken or cut off");
            foreach (var (name, start, length) in folder.Members) if (start < bytes.Length) judgement.Inside(name, bytes.Part(start, length));
        }
    }
}
