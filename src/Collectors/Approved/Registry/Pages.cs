namespace Plumbline.Collectors.Approved.Registry;

/// <summary>The entries of all registry files, section by section, and what is wrong with them.</summary>
internal sealed class Pages
{
    private readonly Dictionary<string, List<Said>> entries = new(StringComparer.Ordinal);
    private ILookup<Said, string>? owners;

    /// <summary>Sections that some file has.</summary>
    public HashSet<string> Sections { get; } = new(StringComparer.Ordinal);

    /// <summary>The workload entries, each with the id of its system.</summary>
    public List<(string System, Said Said)> Workloads { get; } = [];

    /// <summary>The systems that claim the workload entry as theirs. Asked once all files are read.</summary>
    public IEnumerable<string> OwnersOf(Said workload) => (owners ??= Workloads.ToLookup(w => w.Said, w => w.System))[workload];

    public List<Problem> Problems { get; } = [];

    /// <summary>Paths of the registry files.</summary>
    public List<string> Files { get; } = [];

    public IEnumerable<Said> Of(string section) => entries.GetValueOrDefault(section) ?? [];

    public void Add(string section, Said said)
    {
        if (!entries.TryGetValue(section, out var list)) entries[section] = list = [];
        list.Add(said);
    }
}
