using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>The entries of registry files one by one, as a ledger records them.</summary>
public static class RegistryEntries
{
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
