using System.Collections.Immutable;

namespace Plumbline.Collectors.Files.Git;

/// <summary>
/// The history of a repository behind the commit that is checked out, and which commits brought what a file says into it. What was taken out
/// again after a commit is no longer that commit's, also where an older branch or a revert brings it back.
/// </summary>
internal sealed class History : IDisposable
{
    /// <summary>Stands for commits that are not there: a shallow clone, or more history than is read.</summary>
    public const int Beyond = -1;

    private const int MostCommits = 20_000;
    private const long MostBytes = 256 << 20;
    private static readonly HashSet<string> Nothing = [];
    private static readonly ImmutableSortedSet<int> None = [];

    private readonly GitObjects objects;
    private readonly GitTrees trees;
    private readonly List<GitCommit> commits = [];
    private readonly Dictionary<string, int> index = new(StringComparer.Ordinal);
    private long bytes;

    private History(GitObjects objects)
    {
        this.objects = objects;
        trees = new GitTrees(objects);
    }

    /// <summary>The commit of a number.</summary>
    public GitCommit this[int number] => commits[number];

    /// <summary>Opens the history of a folder that holds `.git`; null and one sentence where it cannot be read.</summary>
    public static History? Open(string git, string top, out string problem)
    {
        problem = $"git cannot read the history of `{Path.GetFileName(top)}`";
        if (GitObjects.Open(git, top) is not { } objects) return null;
        var history = new History(objects);
        if (history.Walk()) return history;
        history.Dispose();
        return null;
    }

    // Newest first as far as is read, then in an order in which parents come before their children.
    private bool Walk()
    {
        if (objects.Read("HEAD") is not { } head || GitCommit.Read(head) is not { } newest) return false;
        var (found, queue) = (new Dictionary<string, GitCommit>(StringComparer.Ordinal) { [newest.Id] = newest }, new Queue<GitCommit>([newest]));
        while (queue.TryDequeue(out var commit))
        {
            foreach (var parent in commit.Parents)
            {
                if (found.ContainsKey(parent) || found.Count >= MostCommits || objects.Read(parent) is not { } read || GitCommit.Read(read) is not { } older) continue;
                found[parent] = older;
                queue.Enqueue(older);
            }
        }

        var children = found.Values.SelectMany(c => c.Parents.Distinct().Where(found.ContainsKey).Select(p => (Parent: p, Child: c))).ToLookup(p => p.Parent, p => p.Child, StringComparer.Ordinal);
        var open = found.Values.ToDictionary(c => c.Id, c => c.Parents.Distinct().Count(found.ContainsKey), StringComparer.Ordinal);
        var ready = new Queue<GitCommit>(found.Values.Where(c => open[c.Id] == 0));
        while (ready.TryDequeue(out var commit))
        {
            index[commit.Id] = commits.Count;
            commits.Add(commit);
            foreach (var child in children[commit.Id])
                if (--open[child.Id] == 0) ready.Enqueue(child);
        }

        return commits.Count == found.Count && commits[^1].Id == newest.Id;
    }

    /// <summary>Which commits brought each statement into the newest one; a statement that is no longer anybody's has none, and one that is not there is left out.</summary>
    /// <param name="path">The file, from the top of the repository.</param>
    /// <param name="read">What the file says, from contents by path at one commit.</param>
    /// <param name="statements">The statements asked for.</param>
    /// <returns>Numbers of commits, <see cref="Beyond"/> among them; null where the history is larger than what is read.</returns>
    public IReadOnlyDictionary<string, ImmutableSortedSet<int>>? Trace(string path, Func<Func<string, byte[]?>, HashSet<string>> read, IReadOnlyCollection<string> statements)
    {
        var (said, traces) = (new HashSet<string>[commits.Count], new Dictionary<string, Trail>[commits.Count]);
        var variants = new Dictionary<string, List<(List<(string Path, string? Id)> Read, HashSet<string> Says)>>(StringComparer.Ordinal);
        for (var i = 0; i < commits.Count; i++)
        {
            said[i] = Said(commits[i], path, read, variants);
            if (bytes > MostBytes) return null;
            int[] parents = [.. commits[i].Parents.Distinct().Where(index.ContainsKey).Select(p => index[p])];
            var isCut = commits[i].Parents.Any(p => !index.ContainsKey(p));
            traces[i] = parents is [var only] && !isCut && said[only] == said[i] ? traces[only]
                : statements.ToDictionary(s => s, s => Next(s, i, isCut, parents, said, traces), StringComparer.Ordinal);
        }

        return traces[^1].Where(t => said[^1].Contains(t.Key)).ToDictionary(t => t.Key, t => t.Value.By, StringComparer.Ordinal);
    }

    /// <summary>Whose a statement is, and whose it is no longer.</summary>
    private readonly record struct Trail(ImmutableSortedSet<int> By, ImmutableSortedSet<int> Gone);

    private static Trail Next(string statement, int at, bool isCut, int[] parents, HashSet<string>[] said, Dictionary<string, Trail>[] traces)
    {
        var (by, gone) = (None, None);
        foreach (var parent in parents) (by, gone) = (by.Union(traces[parent][statement].By), gone.Union(traces[parent][statement].Gone));
        if (!said[at].Contains(statement)) return new Trail(None, gone.Union(by));
        if (!parents.Any(p => said[p].Contains(statement))) by = [isCut ? Beyond : at];
        return new Trail(by.Except(gone), gone);
    }

    private HashSet<string> Said(
        GitCommit commit, string path, Func<Func<string, byte[]?>, HashSet<string>> read, Dictionary<string, List<(List<(string Path, string? Id)> Read, HashSet<string> Says)>> variants)
    {
        if (trees.File(commit.Tree, path) is not { } file) return Nothing;
        if (!variants.TryGetValue(file, out var known)) variants[file] = known = [];
        foreach (var (needed, says) in known)
            if (needed.TrueForAll(n => trees.File(commit.Tree, n.Path) == n.Id)) return says;
        var met = new List<(string, string?)>();
        var now = read(wanted =>
        {
            var id = trees.File(commit.Tree, wanted);
            met.Add((wanted, id));
            var content = id is not null && bytes <= MostBytes && objects.Read(id) is { Kind: "blob" } blob ? blob.Bytes : null;
            bytes += content?.Length ?? 0;
            return content;
        });
        known.Add((met, now));
        return now;
    }

    /// <inheritdoc/>
    public void Dispose() => objects.Dispose();
}
