namespace Plumbline.Collectors.Files.Git;

/// <summary>What proves that people signed what the estate's own history says they approved.</summary>
/// <param name="Folder">The folder that paths of the estate are relative to.</param>
/// <param name="Signers">Whose signatures count; never from the estate, because whoever edits it could add a key.</param>
public sealed record SignedCommits(string Folder, AllowedSigners Signers)
{
    /// <summary>The folder that holds `.git` above a file; null where there is none.</summary>
    internal static string? Top(string file)
    {
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(file)); folder is not null; folder = Path.GetDirectoryName(folder))
            if (Path.Exists(Path.Combine(folder, ".git"))) return folder;
        return null;
    }
}
