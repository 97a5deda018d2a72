using Plumbline.Collectors.Files.Git;
using Plumbline.Posture.Registries;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>The entries of registry files one by one, as a ledger records them.</summary>
public static class RegistryEntries
{
    /// <summary>The entries of files that write approvals, and what signed commits prove of them.</summary>
    /// <param name="scope">Where to look; what a ledger says in it decides by what policy.</param>
    /// <param name="commits">Whose signatures count.</param>
    public static IReadOnlyList<(FileEntry Entry, ProvenEntry Proven)> Approvals(Scope scope, SignedCommits commits)
    {
        using var proofs = new CommitProofs(commits, scope.Registry?.Governance ?? Governance.None, scope);
        var sift = new EntrySift(null, scope, proofs);
        RegistryFiles.Read(scope with { Registry = null }, sift, CancellationToken.None);
        return [.. sift.Entries.Select(e => (Entry: e, Proven: sift.ProofOf(e)!)).Where(p => p.Proven is not null).OrderBy(p => p.Entry.File, StringComparer.Ordinal).ThenBy(p => p.Entry.Line)];
    }

    /// <summary>Reads the registry files of a scope.</summary>
    /// <param name="scope">Where to look.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The entries, by section, name and version, and what cannot be read, by sentences.</returns>
    public static (IReadOnlyList<FileEntry> Entries, IReadOnlyList<string> Problems) Read(Scope scope, CancellationToken cancellation)
    {
        var sift = new EntrySift(null, scope with { Registry = null });
        var pages = RegistryFiles.Read(scope with { Registry = null }, sift, cancellation);
        List<string> problems = [.. pages.Problems.Select(p => p.Reason), .. sift.Unread];
        var named = sift.Entries.GroupBy(e => (e.Whole, e.Version)).ToList();
        problems.AddRange(named.Where(g => g.Select(e => e.Digest).Distinct().Skip(1).Any())
            .Select(g => $"`{g.Key.Whole}` is written in different ways: {string.Join(" and ", g.Select(e => e.Where))}; let one of them stand"));
        problems.AddRange(sift.Entries.Where(e => e.Alone.Name with { Version = "1" } is { Problem: not null }).Select(e => $"{e.Where}: {(e.Alone.Name with { Version = "1" }).Problem}"));
        return ([.. named.Select(g => g.First()).OrderBy(e => e.Whole, StringComparer.Ordinal)], problems);
    }
}
