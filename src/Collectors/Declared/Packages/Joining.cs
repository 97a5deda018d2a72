using Plumbline.Collectors.Declared.Packages.Manifests;
using Plumbline.Collectors.Declared.Packages.Versions;

namespace Plumbline.Collectors.Declared.Packages;

/// <summary>Joins what manifests ask for with what lock files took, and with versions that are governed centrally.</summary>
internal sealed class Joining
{
    private readonly List<(string File, Dependency Line)> lines;
    private readonly Dictionary<(Ecosystem, string Name, string Folder), List<(string File, Dependency Line)>> locks = [];
    private readonly Dictionary<(Ecosystem, string Name, string Folder), List<Dependency>> governs = [];
    private readonly Dictionary<(string File, Dependency Line), List<Dependency>> asking = [];

    public Joining(IEnumerable<(string File, Dependency Line)> all)
    {
        lines = [.. all.DistinctBy(l => (l.File, l.Line))];
        foreach (var (file, line) in lines)
        {
            var key = (line.Ecosystem, line.Name, Project.FolderOf(file));
            if (line.Part == Part.Locks) Add(locks, key, (file, line));
            if (line.Part == Part.Governs) Add(governs, key, line);
        }
    }

    /// <summary>The uses of packages of others, each with the version that it comes to.</summary>
    public IEnumerable<Use> Uses()
    {
        var asked = new List<Use>();
        foreach (var (file, line) in lines.Where(l => l.Line.Part == Part.Asks))
        {
            var isDev = line.IsDev || ManifestFile.IsDevPath(file);
            var governed = line.Requirement.Length == 0 && line.Supply == Supply.Registry ? Nearest(governs, line, file)?.FirstOrDefault() : null;
            var own = governed is null ? line : line with { Requirement = governed.Requirement, Version = governed.Version, Supply = governed.Supply, Commit = governed.Commit };
            var taken = Taken(file, own);
            if (taken is { } lockLine) Add(asking, lockLine, own with { IsDev = isDev });
            if (own.Supply == Supply.Path || taken?.Line.Supply == Supply.Path) continue;
            var version = taken?.Line.Version is { Length: > 0 } locked ? locked : own.Version.Length > 0 ? own.Version : own.Supply == Supply.Registry && Nearest(governs, own, file)?.FirstOrDefault() is { } held ? held.Version : "";
            asked.Add(new Use(file, own with { Version = version }, taken is not null, !line.IsTransitive, isDev) { IsExact = own.Version.Length > 0 || own.Commit.Length > 0 });
        }

        return asked.Concat(Locked());
    }

    private IEnumerable<Use> Locked()
    {
        foreach (var (file, line) in lines.Where(l => l.Line is { Part: Part.Locks, Supply: not Supply.Path }))
        {
            var by = asking.GetValueOrDefault((file, line));
            var isDev = by is not null ? by.TrueForAll(b => b.IsDev) : line.IsDev || ManifestFile.IsDevPath(file);
            yield return new Use(file, line, true, by is not null, isDev) { IsExact = line.Version.Length > 0 || line.Commit.Length > 0 };
        }
    }

    // Several versions of one name lie in a lock file side by side: the one that was asked for, the highest of them.
    private (string File, Dependency Line)? Taken(string file, Dependency asked)
    {
        if (Nearest(locks, asked, file) is not { } there) return null;
        if (there.Count == 1) return there[0];
        var scheme = asked.Ecosystem.Scheme;
        var fitting = there.Where(t => t.Line.Version.Length > 0 && scheme.Satisfies(t.Line.Version, asked.Requirement) == true).ToList();
        var among = fitting.Count > 0 ? fitting : there.Where(t => !t.Line.IsTransitive).DefaultIfEmpty(there[0]).ToList();
        return among.Aggregate((best, next) => scheme.Compare(next.Line.Version, best.Line.Version) > 0 ? next : best);
    }

    private static List<T>? Nearest<T>(Dictionary<(Ecosystem, string, string), List<T>> table, Dependency line, string file)
    {
        for (var folder = Project.FolderOf(file); ; folder = Project.FolderOf(folder))
        {
            if (table.TryGetValue((line.Ecosystem, line.Name, folder), out var found)) return found;
            if (folder.Length == 0) return null;
        }
    }

    private static void Add<TKey, T>(Dictionary<TKey, List<T>> table, TKey key, T item)
        where TKey : notnull
    {
        if (!table.TryGetValue(key, out var list)) table[key] = list = [];
        list.Add(item);
    }
}
