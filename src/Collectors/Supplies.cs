using Plumbline.Collectors.Files.Git;
using Plumbline.Collectors.Files.Memory;

namespace Plumbline.Collectors;

/// <summary>What collectors may use beside the estate itself.</summary>
/// <param name="Grammars">The folder of the grammars for languages other than C#; where it lacks one, files of that language are a gap.</param>
public sealed record Supplies(string Grammars)
{
    /// <summary>What collectors said of the same files before; null where every file is read anew.</summary>
    public ClaimMemory? Memory { get; init; }

    /// <summary>What proves approvals that registry files write; null where nobody said whose signatures count.</summary>
    public SignedCommits? Commits { get; init; }

    /// <summary>The same, with what collectors said before in a folder.</summary>
    public Supplies Remembering(string folder) => this with { Memory = new ClaimMemory(folder, Stamp(Grammars)) };

    // Other grammars read other things in the same code.
    private static string Stamp(string grammars) => !Directory.Exists(grammars) ? ""
        : string.Join('\n', new DirectoryInfo(grammars).GetFiles().OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Name} {f.Length} {f.LastWriteTimeUtc.Ticks}"));

    /// <summary>What lies beside the program.</summary>
    public static Supplies Beside { get; } = new(Path.Combine(AppContext.BaseDirectory, "grammars"));
}
