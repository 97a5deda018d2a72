using System.Globalization;
using System.Text;
using Plumbline.Guardrails.Models;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelFiles;

/// <summary>A text that git keeps in place of a large file: the file itself is not here.</summary>
/// <param name="Sha256">The hash of the file.</param>
/// <param name="Size">Its bytes.</param>
internal sealed record LfsPointer(string Sha256, long Size)
{
    private const int Longest = 1024;

    /// <summary>Reads a pointer; null where the content is none.</summary>
    public static LfsPointer? Read(Artifact artifact)
    {
        if (artifact.Length > Longest || !artifact.Has(0, "version https://git-lfs"u8)) return null;
        string? hash = null;
        long? size = null;
        foreach (var line in Encoding.UTF8.GetString(artifact.Slice(0, (int)artifact.Length)).Split('\n'))
        {
            if (line.StartsWith("oid sha256:", StringComparison.Ordinal)) hash = line[11..].Trim();
            else if (line.StartsWith("size ", StringComparison.Ordinal) && long.TryParse(line[5..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)) size = bytes;
        }

        return hash is { Length: 64 } && size is { } known ? new LfsPointer(hash, known) : null;
    }

    /// <summary>The model that it stands for, which nobody could look into.</summary>
    public ModelFile Of(EstateFile file) => new(
        file, new ModelReport(["git-lfs-pointer"], [], [new Unscanned("", 0, string.Create(CultureInfo.InvariantCulture, $"it is a pointer of git LFS to {Size} bytes that are not here"))], [], []), Sha256, null);
}
