using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Git;
using Plumbline.Posture.Registries;

namespace Plumbline.Cli.Commands;

/// <summary>
/// Whose signed commits count: a file that the organisation keeps outside the estate, and ssh keys that identities approved in the ledger have.
/// Nothing of the estate says it, because whoever edits the estate could name a key of their own; git's own configuration is not asked either.
/// </summary>
internal static class SignersFile
{
    private const int Largest = 4 << 20;

    /// <summary>What proves approvals; null where nobody's signatures count, and where <paramref name="problem"/> says what is wrong.</summary>
    public static SignedCommits? Read(string? asked, IReadOnlyList<string> roots, Governance? governance, out string? problem)
    {
        problem = null;
        var signers = AllowedSigners.None;
        if ((asked ?? Environment.GetEnvironmentVariable("PLUMB_ALLOWED_SIGNERS")) is { Length: > 0 } file && FromFile(file, roots, out problem) is { } read) signers = read;
        if (problem is not null) return null;
        var known = governance?.Identities.SelectMany(i => i.Keys.Select(k => AllowedSigners.Of([i.Person, .. i.Names], k))).OfType<AllowedSigner>() ?? [];
        signers = new AllowedSigners([.. signers.All, .. known]);
        return signers.All.IsEmpty && asked is null ? null : new SignedCommits(EstateWalk.Folder(roots), signers);
    }

    private static AllowedSigners? FromFile(string file, IReadOnlyList<string> roots, out string? problem)
    {
        problem = null;
        var info = new FileInfo(file);
        if (!info.Exists || info.Length > Largest) problem = $"`{file}` is not there or no list of signers; name an allowed_signers file as ssh-keygen reads it";
        else if (roots.Any(r => IsIn(Real(info), Path.GetFullPath(r)) || IsIn(info.FullName, Path.GetFullPath(r))))
            problem = $"`{file}` lies in what is scanned, where whoever is to be proven could add a key of their own; keep it elsewhere";
        if (problem is not null) return null;
        try
        {
            var signers = AllowedSigners.Parse(File.ReadAllText(file), out var wrong);
            problem = wrong is null ? null : $"`{file}`: {wrong}";
            return signers;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"`{file}` cannot be read; let the scanning user read it";
            return null;
        }
    }

    private static string Real(FileInfo file) => file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;

    private static bool IsIn(string file, string root) => file == root || file.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
