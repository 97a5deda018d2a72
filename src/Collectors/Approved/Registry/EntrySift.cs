using System.Collections.Immutable;
using Plumbline.Posture.Registries;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>
/// Compares the entries of files with those that a ledger has approved. What is the same, the ledger says. What says something else of a version in
/// force stays, and contradicts it. Once the ledger has approved a version of an entry, files say nothing about it that it has not approved;
/// where a policy enforces, they never do.
/// </summary>
/// <param name="ledger">What the ledger has approved; null where only the entries are wanted.</param>
/// <param name="files">Files beside a registry, by path.</param>
/// <param name="proofs">What signed commits prove; null where nobody said whose signatures count.</param>
internal sealed class EntrySift(RegistryBook? ledger, Func<string, EstateFile?> files, CommitProofs? proofs)
{
    private readonly Dictionary<FileEntry, ProvenEntry> proven = new(ReferenceEqualityComparer.Instance);
    private readonly List<FileEntry> entries = [];
    private readonly ILookup<string, EntryVersion> enforced = (ledger?.Enforced ?? []).ToLookup(v => v.Name.Whole, StringComparer.Ordinal);

    public EntrySift(RegistryBook? ledger, Scope scope, CommitProofs? proofs = null)
        : this(ledger, scope.Files.DistinctBy(f => f.Path).ToDictionary(f => f.Path, StringComparer.Ordinal).GetValueOrDefault, proofs)
    {
    }

    /// <summary>Only reads entries.</summary>
    public EntrySift(Func<string, EstateFile?> files)
        : this(null, files, null)
    {
    }

    /// <summary>What signed commits prove of an entry; null where nothing was asked.</summary>
    public ProvenEntry? ProofOf(FileEntry entry) => proven.GetValueOrDefault(entry);

    /// <summary>The entries that were seen whole.</summary>
    public IReadOnlyList<FileEntry> Entries => entries;

    /// <summary>Entries whose files could not be read, by sentences.</summary>
    public List<string> Unread { get; } = [];

    /// <summary>What of an entry counts; null where nothing does. An entry with a mistake is left to those who report it.</summary>
    public YamlNode? Of(string section, Fields form, YamlNode node, string file)
    {
        var check = new FormCheck(file);
        if (check.Of(form, node, section) is not YamlMap map || check.Wrong.Count > 0) return node;
        if (Inlined.Of(section, new Said(file, map), files, out var error) is not { } whole)
        {
            Unread.Add($"{file}:{node.Line}: {error}");
            return node;
        }

        var counts = section == "prompts" ? Prompt(form, whole, file) : Counts(section, form, whole, "", file, node.Line) ? whole : null;
        var isWhole = section != "prompts" || counts?["versions"]!.Items.Count() == whole["versions"]!.Items.Count();
        return counts is not null && isWhole && (entries.Count == 0 || !IsGoverned(entries[^1])) ? node : counts;
    }

    private bool IsGoverned(FileEntry entry) => ledger?.Of(entry.Whole).Any(v => v.Approved is not null) == true;

    private YamlMap? Prompt(Fields form, YamlMap prompt, string file)
    {
        var kept = ImmutableArray.CreateBuilder<YamlNode>();
        var versions = prompt["versions"]!.Items.ToList();
        foreach (var version in versions)
        {
            var alone = Replaced(prompt, [version]);
            if (Counts("prompts", form, alone, version["version"]!.Text!.Trim(), file, version.Line)) kept.Add(version);
        }

        return kept.Count == 0 && versions.Count > 0 ? null : Replaced(prompt, kept.DrainToImmutable());
    }

    private static YamlMap Replaced(YamlMap prompt, ImmutableArray<YamlNode> versions) => new(
        prompt.Line, [.. prompt.Entries.Select(e => e.Key == "versions" ? (e.Key, new YamlList(e.Node.Line, versions)) : e)]);

    private bool Counts(string section, Fields form, YamlMap whole, string version, string file, int line)
    {
        var content = NormalEntry.Of(form, whole);
        var digest = EntryDigest.Of(content);
        var entry = new FileEntry(section, EntryNaming.Of(section, content, digest), version, content, digest, file, line);
        entries.Add(entry);
        if (ledger is not null && IsGoverned(entry)) return IsContradiction(entry);
        var isEnforced = ledger is not null && IsEnforced(entry);
        if (!Governance.IsOwn(section) && proofs?.Of(entry, isEnforced) is { } proof) proven[entry] = proof;
        return !isEnforced || ProofOf(entry)?.Standing.State == EntryState.Approved;
    }

    private bool IsContradiction(FileEntry entry)
    {
        var (version, digest) = (entry.Version, entry.Digest);
        var inForce = enforced[entry.Whole].Where(v => version.Length == 0 || v.Name.Version == version).ToList();
        return inForce.Count > 0 && !inForce.Exists(v => v.Digest == digest);
    }

    private bool IsEnforced(FileEntry entry) => !Governance.IsOwn(entry.Section) && ledger!.Governance.Asks(entry.Alone).Mode == ApprovalMode.Enforce;
}

/// <summary>One entry as a file writes it, the files that it refers to included.</summary>
/// <param name="Section">The section.</param>
/// <param name="Name">Its name in the ledger.</param>
/// <param name="Version">The version that it gives itself; empty where entries of the section give none.</param>
/// <param name="Content">The entry.</param>
/// <param name="Digest">The digest of its content.</param>
/// <param name="File">The file.</param>
/// <param name="Line">The line.</param>
public sealed record FileEntry(string Section, string Name, string Version, System.Text.Json.JsonElement Content, string Digest, string File, int Line)
{
    /// <summary>`section/name`.</summary>
    public string Whole => $"{Section}/{Name}";

    /// <summary>`file:line`.</summary>
    public string Where => $"{File}:{Line}";

    /// <summary>The same as a version that nobody has recorded.</summary>
    public EntryVersion Alone => new(new EntryName(Section, Name, Version), Digest, Stage.Draft, new Proposal("", "", default, 0, "", ""), [], [], Content);
}
