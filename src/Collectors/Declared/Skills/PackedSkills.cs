using Plumbline.Collectors.Files;
using Plumbline.Guardrails.Models.Archives;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Skills;

/// <summary>Finds skills that are handed on as one archive.</summary>
internal static class PackedSkills
{
    private const int MostFiles = 2000;
    private const long MostBytes = 64 << 20;
    private const int MostArchives = 500;

    /// <summary>The skills of archives that lie in no skill's folder.</summary>
    public static IEnumerable<SkillFolder> Of(IEnumerable<EstateFile> files) => files.Where(Begins).Take(MostArchives).SelectMany(In);

    private static bool Begins(EstateFile file)
    {
        if (file.Length is < 60 or > OpenedArchive.Largest) return false;
        // A tar that is packed shows as one, because heads are read unpacked.
        var head = Content.Head(file);
        return Unpacker.KindOf(head) is "zip" or "tar" or "bzip2" or "xz" or "7z";
    }

    private static IEnumerable<SkillFolder> In(EstateFile file)
    {
        if (OpenedArchive.Stored(file) is not { } stored) return [];
        var kind = Unpacker.KindOf(stored);
        var listed = kind == "zip" ? Unpacker.NamesOf(stored) : [];
        if (kind == "zip" && listed.Count > 0 && !listed.Any(IsManifest)) return [];
        var opened = OpenedArchive.Of(file, stored, new Unpacker(MostFiles, MostBytes, OpenedArchive.Largest));
        if (opened.Content is { Files: [var only], IsLocked: false } && kind is not ("zip" or "tar") && Unpacker.KindOf(only.Bytes.Span) is "tar")
            opened = OpenedArchive.Of(file, only.Bytes.ToArray(), new Unpacker(MostFiles, MostBytes, OpenedArchive.Largest));
        var manifests = opened.Files.Where(f => IsManifest(f.Path)).ToList();
        if (manifests.Count == 0 && listed.FirstOrDefault(IsManifest) is { } locked)
            manifests.Add(new EstateFile($"{file.Path}!/{locked}", 0, () => throw new IOException("the archive is locked or broken")));
        return manifests.DistinctBy(m => m.Folder).Select(m => new SkillFolder(m.Folder, m, [.. opened.Files.Where(f => IsOf(f, m, manifests)).DefaultIfEmpty(m)]) { Archive = opened });
    }

    private static bool IsManifest(string path) => path[(path.LastIndexOf('/') + 1)..].Equals("SKILL.md", StringComparison.OrdinalIgnoreCase);

    // A file belongs to the nearest skill above it.
    private static bool IsOf(EstateFile file, EstateFile manifest, List<EstateFile> manifests) =>
        Lies(file, manifest) && !manifests.Exists(m => m.Folder.Length > manifest.Folder.Length && Lies(file, m));

    private static bool Lies(EstateFile file, EstateFile manifest) => file.Path.StartsWith(manifest.Folder + "/", StringComparison.Ordinal);
}
