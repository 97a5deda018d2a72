using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Registries;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States how the entries of a ledger stand, and where files say them.</summary>
internal static class EntryStatements
{
    private static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private static readonly CelType RefusedDecision = CelType.Object("refused-decision", ("why", CelType.String), ("by", CelType.String), ("text", CelType.String), ("record", CelType.Int));

    private static readonly CelType DecisionProof = CelType.Object("decision-proof",
        ("what", CelType.String), ("person", CelType.String),
        ("how", CelType.String),          // asserted, key, commit, token
        ("commit", CelType.String), ("text", CelType.String));   // why nothing proves it

    private static readonly CelType Approval = CelType.Object("entry-approval",
        ("state", CelType.String),        // draft, proposed, approved, expired, insufficient, rejected, retired
        ("digest", CelType.String), ("proposer", CelType.String), ("author", CelType.String), ("mode", CelType.String),
        ("verified", CelType.List(CelType.String)), ("asserted", CelType.List(CelType.String)), ("needed", CelType.Int),
        ("missing", CelType.List(CelType.String)),
        ("expires", CelType.Timestamp), ("reviewBy", CelType.Timestamp),      // 9999-12-31 where there is no end
        ("refused", CelType.List(RefusedDecision)),
        ("proofs", CelType.List(DecisionProof)),
        ("record", CelType.Int));         // 0 where a file says it

    private static readonly CelType Written = CelType.Object("entry-file", ("digest", CelType.String), ("place", CelType.String));

    /// <summary>The words of registry entries.</summary>
    public static IReadOnlyList<Property> Words { get; } =
    [
        new(AssetKind.RegistryEntry, "approval", Approval, false, "how it stands in the ledger, and who decided"),
        new(AssetKind.RegistryEntry, "files", Written, true, "registry files that write it"),
    ];

    /// <summary>States what a ledger and the entries of files say.</summary>
    public static void State(RegistryBook? ledger, EntrySift sift, Statements statements)
    {
        var start = new Origin(RegistryCollector.Source, ledger is null ? "registry" : "ledger");
        statements.Cover(Reach.Everything, start, "registry-entry.approval", "registry-entry.files");
        if (ledger is not null) State(ledger, sift.Entries, statements);
        foreach (var file in sift.Entries)
            if (sift.ProofOf(file) is { } proven) State(ledger is null ? Alone(file) : Subject(file, ledger), file, proven, statements);
    }

    private static string Alone(FileEntry file) => file.Version.Length > 0 ? $"{file.Whole}@{file.Version}" : file.Whole;

    private static void State(RegistryBook ledger, IReadOnlyList<FileEntry> files, Statements statements)
    {
        var governed = files.Where(f => ledger.Of(f.Whole).Any() || (!Governance.IsOwn(f.Section) && ledger.Governance.Asks(f.Alone).Mode == ApprovalMode.Enforce)).ToList();
        var written = governed.ToLookup(f => Subject(f, ledger), StringComparer.Ordinal);
        foreach (var version in ledger.Names.SelectMany(n => Shown(n, ledger, written))) State(version, ledger.StandingOf(version), statements);
        foreach (var file in governed) State(new AssetId(AssetKind.RegistryEntry, Subject(file, ledger)), file, statements);
    }

    // What was replaced is history; what is in force, what waits, and what a file says are of today.
    private static IEnumerable<EntryVersion> Shown(string name, RegistryBook ledger, ILookup<string, FileEntry> written)
    {
        var last = ledger.Last(name);
        return ledger.Of(name).Where(v => v == last || v.Stage is Stage.Draft or Stage.Proposed || (last is null && v == ledger.Of(name).Last()) || written.Contains(v.Name.ToString()));
    }

    // A file says which version of a prompt it means; of everything else it means the one in force.
    private static string Subject(FileEntry file, RegistryBook ledger)
    {
        if (file.Version.Length > 0) return $"{file.Whole}@{file.Version}";
        var versions = ledger.Of(file.Whole).ToList();
        var meant = ledger.Active(file.Whole) ?? versions.FindLast(v => v.Digest == file.Digest) ?? ledger.Last(file.Whole) ?? versions.LastOrDefault();
        return meant?.Name.ToString() ?? file.Whole;
    }

    private static void State(EntryVersion version, Standing standing, Statements statements)
    {
        var record = version.Activated?.Record ?? version.Proposal.Record;
        var at = new Said($"ledger/{version.Name}", new Posture.Rules.YamlScalar(1, "", true), record);
        State(version.Name.ToString(), version, standing, [.. version.Signs.Select(s => new ApprovalProof(s.What, s.Person, s.How, "", ""))], at, statements);
    }

    private static void State(string name, FileEntry file, ProvenEntry proven, Statements statements) =>
        State(name, proven.Version, proven.Standing, proven.Proofs, new Said(file.File, new Posture.Rules.YamlScalar(file.Line, "", true)), statements);

    private static void State(string name, EntryVersion version, Standing standing, ImmutableArray<ApprovalProof> proofs, Said at, Statements statements)
    {
        var id = new AssetId(AssetKind.RegistryEntry, name);
        statements.Fact(id, "name", name, at);
        statements.Word(id, "approval", Value.Map(
            ("state", Value.Of(standing.State.Name())), ("digest", Value.Of(version.Digest)), ("proposer", Value.Of(version.Proposal.By)),
            ("author", Value.Of(version.Proposal.Author)), ("mode", Value.Of(standing.Needs.Mode.Name())),
            ("verified", Value.List(standing.Verified)), ("asserted", Value.List(standing.Asserted)), ("needed", Value.Of(standing.Needs.Quorum)),
            ("missing", Value.List(standing.Missing)),
            ("expires", Value.Of(standing.Expires ?? Never)), ("reviewBy", Value.Of(standing.ReviewBy ?? Never)),
            ("refused", Value.List([.. version.Refused.Select(Say)])), ("proofs", Value.List([.. proofs.Select(Say)])), ("record", Value.Of(at.Record))), at);
    }

    private static Value Say(ApprovalProof proof) => Value.Map(
        ("what", Value.Of(proof.What.Name())), ("person", Value.Of(proof.Person)), ("how", Value.Of(proof.How.Name())),
        ("commit", Value.Of(proof.Commit)), ("text", Value.Of(proof.Text)));

    private static Value Say(Refusal refusal) => Value.Map(
        ("why", Value.Of(refusal.Why.Name())), ("by", Value.Of(refusal.By)), ("record", Value.Of(refusal.Record)),
        ("text", Value.Of(string.Create(CultureInfo.InvariantCulture, $"{refusal.By} on {refusal.At:yyyy-MM-dd}{(refusal.Record > 0 ? $" (record {refusal.Record})" : "")}: {refusal.Text}"))));

    private static void State(AssetId id, FileEntry file, Statements statements)
    {
        var at = new Said(file.File, new Posture.Rules.YamlScalar(file.Line, "", true));
        statements.Fact(id, "name", id.Key, at);
        statements.Word(id, "files", Value.Map(("digest", Value.Of(file.Digest)), ("place", Value.Of(file.Where))), at);
    }
}
