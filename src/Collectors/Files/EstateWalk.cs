using System.Collections.Immutable;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>Walks the folders of an estate once: sorted, without following links out of them or round in circles.</summary>
public static class EstateWalk
{
    private const int MostFiles = 500_000;
    private const string Compiled = "__pycache__";
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal) { ".git", ".hg", ".svn", "node_modules", ".venv", Compiled, "obj" };

    /// <summary>The files below <paramref name="roots"/>, paths relative to the folder they have in common, and what could not be opened.</summary>
    public static (ImmutableArray<EstateFile> Files, ImmutableArray<(string Path, string Reason)> Unread) Of(IReadOnlyList<string> roots)
    {
        var files = new List<EstateFile>();
        var unread = new List<(string, string)>();
        string[] all = [.. roots.Select(r => Path.TrimEndingDirectorySeparator(Path.GetFullPath(r))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var common = Common(all);
        foreach (var root in all.Where((r, i) => !all[..i].Any(o => r.StartsWith(o + "/", StringComparison.Ordinal))))
        {
            if (File.Exists(root)) Add(root, Relative(common, root), files, unread);
            else Walk(common, root, files, unread);
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return ([.. files], [.. unread.Order()]);
    }

    /// <summary>The folder that paths of these roots are relative to.</summary>
    public static string Folder(IReadOnlyList<string> roots) => Common([.. roots.Select(r => Path.TrimEndingDirectorySeparator(Path.GetFullPath(r)))]);

    // One folder is its own; several are read as parts of the estate that holds them.
    private static string Common(string[] roots)
    {
        var common = File.Exists(roots[0]) ? Path.GetDirectoryName(roots[0])! : roots[0];
        while (!roots.All(r => r == common || r.StartsWith(common.TrimEnd('/') + "/", StringComparison.Ordinal))) common = Path.GetDirectoryName(common)!;
        return common;
    }

    private static void Walk(string root, string folder, List<EstateFile> files, List<(string, string)> unread)
    {
        var pending = new Stack<(string Path, bool InSkill)>([(folder, false)]);
        while (pending.TryPop(out var at))
        {
            var (next, inSkill) = at;
            FileSystemInfo[] entries;
            try
            {
                entries = new DirectoryInfo(next).GetFileSystemInfos();
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                unread.Add((Relative(root, next), "the folder may not be opened by this user"));
                continue;
            }

            inSkill |= entries.Any(e => e.Name.Equals("SKILL.md", StringComparison.OrdinalIgnoreCase));
            foreach (var entry in entries)
            {
                if (files.Count >= MostFiles)
                {
                    unread.Add((Relative(root, next), $"the estate has more than {MostFiles} files"));
                    return;
                }

                var path = Relative(root, entry.FullName);
                if (entry.LinkTarget is not null && !LeadsInside(root, entry, path, unread)) continue;
                if (entry is DirectoryInfo directory)
                {
                    // What a skill ships compiled is part of it; elsewhere it only repeats its source.
                    if (entry.LinkTarget is null && (!Skipped.Contains(directory.Name) || (inSkill && directory.Name == Compiled))) pending.Push((directory.FullName, inSkill));
                }
                else Add(entry.FullName, path, files, unread);
            }
        }
    }

    // A link inside the estate is met again under its own name; one that leads out is another owner's data.
    private static bool LeadsInside(string root, FileSystemInfo link, string path, List<(string, string)> unread)
    {
        FileSystemInfo? target;
        try
        {
            target = link.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException)
        {
            unread.Add((path, "the link leads in a circle"));
            return false;
        }

        if (target is null || !target.Exists)
        {
            unread.Add((path, "the link leads nowhere"));
            return false;
        }

        var inside = target.FullName == root || target.FullName.StartsWith(root + "/", StringComparison.Ordinal);
        if (inside && !Relative(root, target.FullName).Split('/').Any(Skipped.Contains)) return false;
        unread.Add((path, "the link leads out of the scanned folder"));
        return false;
    }

    private static void Add(string full, string path, List<EstateFile> files, List<(string, string)> unread)
    {
        var info = new FileInfo(full);
        if (!info.Exists || !RegularFiles.Is(info))
        {
            unread.Add((path, "not a regular file"));
            return;
        }

        files.Add(new EstateFile(path, info.Length, () => new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)) { Written = info.LastWriteTimeUtc });
    }

    private static string Relative(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
