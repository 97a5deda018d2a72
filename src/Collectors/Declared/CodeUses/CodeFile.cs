using Plumbline.Code.Trees;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>A source file of the estate.</summary>
/// <param name="File">The file.</param>
/// <param name="Language">Its language; that of the kernel for a notebook.</param>
/// <param name="Part">What it belongs to.</param>
internal sealed record CodeFile(EstateFile File, Language Language, FilePart Part)
{
    /// <summary>True for a notebook.</summary>
    public bool IsNotebook => File.Name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file where its name says that it is source; null otherwise.</summary>
    public static CodeFile? Of(EstateFile file) => CodeFiles.LanguageOf(file.Name) is { } language ? new CodeFile(file, language, FileParts.Of(file)) : null;
}
