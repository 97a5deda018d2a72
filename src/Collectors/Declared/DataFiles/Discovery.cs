using System.Collections.Frozen;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.DataFiles;

/// <summary>Finds the files of an estate that are data of AI: a card, a registry, code that trains or indexes, or the records themselves say so.</summary>
internal sealed class Discovery
{
    private static readonly FrozenSet<string> Endings = Set("csv tsv jsonl ndjson json parquet");
    private static readonly FrozenSet<string> Prose = Set("txt md mdx html htm rst");

    private static readonly FrozenSet<string> Left = Set(
        "vendor vendored third_party third-party site-packages node_modules bower_components target dist build .terraform .tox .next .venv coverage AWSLogs test tests __tests__ testdata test_data fixtures spec specs cassettes __snapshots__ .github .vscode .devcontainer");

    private readonly Scope scope;
    private readonly RegistryReferences registries;
    private readonly Dictionary<string, (string Dataset, string Because)> folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Dataset, string Because)> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> pinned = new(StringComparer.Ordinal);

    /// <summary>Looks through a scope.</summary>
    public Discovery(Scope scope, IReadOnlyList<Card> cards, Mentions mentions)
    {
        this.scope = scope;
        registries = RegistryReferences.Of(scope);
        foreach (var (path, reader) in mentions.Named.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            if (mentions.IsFolder(path)) folders.TryAdd(path, (path, $"named in {reader}"));
            else files.TryAdd(path, (path, $"named in {reader}"));
        }

        foreach (var card in cards)
        {
            foreach (var name in card.Files) files[name] = (name, $"card {card.Path}");
            if (card.Files.Count == 0) folders[card.Folder] = (card.Folder.Length == 0 ? "." : card.Folder, $"card {card.Path}");
        }

        foreach (var (source, isPinned) in Registered())
        {
            files[source] = (source, "registry");
            folders[source] = (source, "registry");
            if (isPinned) pinned.Add(source);
        }
    }

    /// <summary>The files, in the order of the scope.</summary>
    public IEnumerable<DataFile> Files()
    {
        foreach (var file in scope.Files)
        {
            var ending = EndingOf(file.Name);
            var isTable = Endings.Contains(ending);
            if (file.Length == 0 || !(isTable || Prose.Contains(ending)) || registries.IsApproved(file.Path) || IsAside(file)) continue;
            if (files.TryGetValue(file.Path, out var said)) yield return new DataFile(file, said.Dataset, said.Because, pinned.Contains(said.Dataset));
            else if (Folder(file.Folder, ending) is { } holder) yield return new DataFile(file, holder.Dataset, holder.Because, pinned.Contains(holder.Dataset));
            else if (isTable && ending != "parquet" && Conversations.Has(file)) yield return new DataFile(file, file.Path, "records to train or test a model with");
        }
    }

    // A card stands for what lies below it, but its own page and settings are no records; `README.md` of a corpus is.
    private (string Dataset, string Because)? Folder(string folder, string ending)
    {
        for (; ; folder = folder.LastIndexOf('/') is > 0 and var slash ? folder[..slash] : "")
        {
            if (folders.TryGetValue(folder, out var said))
            {
                var isCard = said.Because.StartsWith("card", StringComparison.Ordinal);
                return isCard && (Prose.Contains(ending) || ending == "json") ? null : said;
            }

            if (folder.Length == 0) return null;
        }
    }

    private bool IsAside(EstateFile file) => file.Folder.Split('/').Any(Left.Contains) && !registries.IsInRepository(file.Path);

    // What a registry calls a dataset's source, where that is a path of the estate.
    private IEnumerable<(string Source, bool IsPinned)> Registered()
    {
        foreach (var file in scope.Files.Where(f => registries.IsApproved(f.Path)))
        {
            foreach (var map in RegistryText.Of(file).Documents.OfType<YamlMap>())
            {
                foreach (var (source, digest) in (map["datasets"] as YamlList)?.Nodes.SelectMany(d => (d["source"]?.Texts ?? []).Select(s => (s, d["digest"]?.Text))) ?? [])
                    if (DataLocation.Of(source) is null && source.Trim() is { Length: > 0 } text) yield return (text.TrimEnd('/'), digest is { Length: > 0 });
            }
        }
    }

    private static string EndingOf(string name)
    {
        var bare = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return bare.LastIndexOf('.') is >= 0 and var dot ? bare[(dot + 1)..].ToLowerInvariant() : "";
    }

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
