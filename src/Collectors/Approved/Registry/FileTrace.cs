using System.Collections.Immutable;
using Plumbline.Collectors.Files.Git;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Which commits brought the approvals of one registry file into it.</summary>
/// <param name="History">The repository's history; null where there is none to read.</param>
/// <param name="By">Numbers of commits, by statement.</param>
/// <param name="Problem">Why nothing is known; empty where it is.</param>
internal sealed record FileTrace(History? History, IReadOnlyDictionary<string, ImmutableSortedSet<int>> By, string Problem)
{
    private static readonly IReadOnlyDictionary<string, ImmutableSortedSet<int>> Unknown = new Dictionary<string, ImmutableSortedSet<int>>();

    /// <summary>Traces a file of the estate.</summary>
    /// <param name="path">Its path in the estate.</param>
    /// <param name="folder">The folder that paths of the estate are relative to.</param>
    /// <param name="scope">The estate.</param>
    /// <param name="open">Opens the history of a repository.</param>
    public static FileTrace Of(string path, string folder, Scope scope, Func<string, (History? History, string Problem)> open)
    {
        var files = scope.Files.DistinctBy(f => f.Path).ToDictionary(f => f.Path, StringComparer.Ordinal);
        if (SignedCommits.Top(Path.Combine(folder, path)) is not { } top) return new(null, Unknown, "the file is in no git repository");
        var (history, problem) = open(top);
        if (history is null || !files.TryGetValue(path, out var file)) return new(null, Unknown, problem);
        var prefix = Path.GetRelativePath(top, folder).Replace('\\', '/') is "." ? "" : Path.GetRelativePath(top, folder).Replace('\\', '/') + "/";
        var asked = Statements(file, files.GetValueOrDefault);
        var traced = history.Trace(prefix + path, content => Then(path, prefix, content), asked);
        return traced is null ? new(null, Unknown, "its history is larger than what is read") : new(history, traced, "");
    }

    // The same reading of the file as today, of what stood there at another time.
    private static HashSet<string> Then(string path, string prefix, Func<string, byte[]?> content)
    {
        EstateFile? File(string wanted) => content(prefix + wanted) is { } bytes ? new EstateFile(wanted, bytes.Length, () => new MemoryStream(bytes, writable: false)) : null;
        return File(path) is { } file ? Statements(file, File) : [];
    }

    private static HashSet<string> Statements(EstateFile file, Func<string, EstateFile?> beside)
    {
        var sift = new EntrySift(beside);
        RegistryFiles.Read(new Scope("", default, [file], []), sift, CancellationToken.None);
        return sift.Entries.SelectMany(e => WrittenApprovals.Of(e).Statements).ToHashSet(StringComparer.Ordinal);
    }
}
