using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Packages.Advisories;

/// <summary>The index of advisories in a folder: read, and replaced whole.</summary>
public sealed class AdvisoryStore(string folder)
{
    private const string FileName = "advisories.idx.gz";

    /// <summary>The index; null where none was imported.</summary>
    public EstateFile? File => System.IO.File.Exists(Location)
        ? new EstateFile(FileName, new FileInfo(Location).Length, () => new FileStream(Location, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16))
        : null;

    private string Location => Path.Combine(folder, FileName);

    /// <summary>Adds what was read: a whole ecosystem takes the place of what was known of it, a record that of its older self.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="isWhole">Asked with an ecosystem: true where all of it was read.</param>
    /// <param name="problem">Why nothing was written.</param>
    public IReadOnlyList<EcosystemState> Add(OsvArchive read, Func<string, bool> isWhole, out string? problem)
    {
        var states = new Dictionary<string, EcosystemState>(StringComparer.Ordinal);
        var kept = new List<AdvisoryLine>();
        problem = null;
        if (File is { } before)
        {
            var index = AdvisoryIndex.Read(before, l => { if (!isWhole(l.Ecosystem) && !read.Records.ContainsKey(l.Id)) kept.Add(l); }, out problem);
            // An index that cannot be read holds nothing worth keeping; what was read now starts it anew.
            foreach (var state in index?.States ?? []) states[state.Name] = state;
            if (index is null) kept.Clear();
            problem = null;
        }

        var lines = kept.Concat(read.Lines.Values.Select(l => l.Line)).ToList();
        var newest = read.Lines.GroupBy(l => l.Key.Ecosystem).ToDictionary(g => g.Key, g => g.Select(l => l.Value.Modified).Max(StringComparer.Ordinal)!, StringComparer.Ordinal);
        var counts = lines.GroupBy(l => l.Ecosystem).ToDictionary(g => g.Key, g => g.Select(l => l.Id).Distinct(StringComparer.Ordinal).Count(), StringComparer.Ordinal);
        List<EcosystemState> after =
        [
            .. counts.Keys.Order(StringComparer.Ordinal).Select(name =>
            {
                var known = states.GetValueOrDefault(name);
                var date = new[] { isWhole(name) ? null : known?.Newest, newest.GetValueOrDefault(name) }.Where(d => d is not null).Max(StringComparer.Ordinal) ?? "";
                return new EcosystemState(name, counts[name], isWhole(name) || known?.IsWhole == true, date);
            }),
        ];
        problem = Replace(after, lines);
        return after;
    }

    private string? Replace(IReadOnlyList<EcosystemState> states, List<AdvisoryLine> lines)
    {
        var draft = Path.Combine(folder, FileName + ".new");
        try
        {
            Directory.CreateDirectory(folder);
            using (var to = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                AdvisoryIndex.Write(to, states, lines);
                to.Flush(flushToDisk: true);
            }

            System.IO.File.Move(draft, Location, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"the index in `{folder}` cannot be written; see that the folder is yours and has room";
        }
    }
}
