using System.Globalization;
using Plumbline.Collectors.Files.Git;
using Plumbline.Posture.Registries;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Judges the approvals of one entry by the commits that added them.</summary>
internal sealed class EntryProof(FileEntry entry, WrittenApprovals written, FileTrace file, CommitSigners signers, Governance governance, DateTimeOffset asOf)
{
    private readonly List<Sign> signs = [];
    private readonly List<Refusal> refused = [];
    private readonly List<ApprovalProof> proofs = [];

    public ProvenEntry Judge()
    {
        foreach (var approval in written.All) Judge(approval);
        var version = new EntryVersion(new EntryName(entry.Section, entry.Name, entry.Version), entry.Digest, Stage.Proposed, Proposer(), [.. signs], [.. refused], entry.Content);
        var standing = Standing.Of(version, governance, asOf);
        if (standing.Missing.IsEmpty) standing = Standing.Of(version = version with { Stage = Stage.Approved }, governance, asOf);
        return new ProvenEntry(version, standing, [.. proofs]);
    }

    // Whoever brought the content in, proven or as the commit says; where several did, nobody is proven.
    private Proposal Proposer()
    {
        var commits = Commits(written.Content);
        var people = commits.Select(c => signers.Of(c) is { Names.IsEmpty: false } signer ? (Person: Person(signer), IsProven: true) : (Person: c.Author, IsProven: false)).Distinct().ToList();
        return people.Count == 0 ? new Proposal("", "", default, 0, "", "")
            : new Proposal(people[0].Person, people.Count > 1 ? people[1].Person : "", commits[0].At, 0, "", "") { IsVerified = people is [{ IsProven: true }] && !IsBeyond(written.Content) };
    }

    private void Judge(WrittenApproval approval)
    {
        var why = file.Problem;
        if (why.Length == 0 && !file.By.ContainsKey(approval.Statement)) why = "it is not in the commit that is checked out";
        if (why.Length == 0 && file.By[approval.Statement].IsEmpty) why = "what it is about was changed or taken out after it was signed; sign it again";
        if (why.Length == 0 && IsBeyond(approval.Statement)) why = "the history at hand does not go back to the commit that added it; clone it whole";
        GitCommit? shown = null;
        foreach (var commit in why.Length == 0 ? Commits(approval.Statement) : [])
        {
            shown = commit;
            why = Judge(approval, commit);
            if (why.Length == 0) return;
        }

        var person = governance.PersonOf(approval.Name);
        proofs.Add(new(approval.What, person, Proof.Asserted, shown?.Short ?? "", why));
        signs.Add(new Sign(approval.What, person, false, shown?.At ?? DateTimeOffset.MinValue, 0, approval.Kind));
    }

    // Empty where the commit proves it.
    private string Judge(WrittenApproval approval, GitCommit commit)
    {
        var signer = signers.Of(commit);
        if (signer.Names.IsEmpty)
        {
            var text = $"the commit {commit.Short} that added it {signer.Problem}";
            if (signer.IsForged) Refuse(approval, commit, text);
            return text;
        }

        var person = Person(signer);
        var isNamed = governance.PersonOf(approval.Name) == person || signer.Names.Any(n => string.Equals(n, approval.Name, StringComparison.OrdinalIgnoreCase)) || governance.Holds(person, approval.Name);
        if (!isNamed)
        {
            var text = $"`{person}` signed the commit {commit.Short} that added it";
            Refuse(approval, commit, text);
            return text;
        }

        if (commit.At > asOf + Lifecycle.Slack) return string.Create(CultureInfo.InvariantCulture, $"the commit {commit.Short} that added it is dated {commit.At:yyyy-MM-ddTHH:mm:ssZ}, which is later than now");
        proofs.Add(new(approval.What, person, Proof.Commit, commit.Short, ""));
        signs.Add(new Sign(approval.What, person, true, commit.At < asOf ? commit.At : asOf, 0, approval.Kind) { Shown = Proof.Commit });
        return "";
    }

    private void Refuse(WrittenApproval approval, GitCommit commit, string text) =>
        refused.Add(new Refusal(Refused.BadSignature, approval.Name, commit.At, 0, $"{approval.Name} in {entry.Where}: {text}"));

    private string Person(CommitSigner signer) =>
        signer.Names.Select(governance.PersonOf).FirstOrDefault(p => governance.Identities.Any(i => i.Person == p)) ?? governance.PersonOf(signer.Names[0]);

    private bool IsBeyond(string statement) => file.By.TryGetValue(statement, out var by) && by.Contains(History.Beyond);

    private List<GitCommit> Commits(string statement) =>
        file.By.TryGetValue(statement, out var by) ? [.. by.Where(c => c != History.Beyond).Select(c => file.History![c])] : [];
}
