using System.Collections.Immutable;
using Plumbline.Collectors.Files.Git;
using Plumbline.Posture.Registries;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>How one approval in a file is known.</summary>
/// <param name="What">Approve or review.</param>
/// <param name="Person">Who, by the name that `identities` give.</param>
/// <param name="How">What shows that it was them.</param>
/// <param name="Commit">The first digits of the commit that added it; empty where none did.</param>
/// <param name="Text">Why nothing proves it; empty where something does.</param>
public sealed record ApprovalProof(Decided What, string Person, Proof How, string Commit, string Text);

/// <summary>An entry of a file as a version with decisions, and how each is known.</summary>
/// <param name="Version">The version.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Proofs">One for each approval and review that the entry writes.</param>
public sealed record ProvenEntry(EntryVersion Version, Standing Standing, ImmutableArray<ApprovalProof> Proofs);

/// <summary>
/// What signed commits prove of the approvals that registry files write. An approval is verified where the commit that added it, for exactly this
/// content, is signed by the person it names, and nobody has taken it out since; whoever wrote the content is its proposer.
/// </summary>
/// <param name="commits">The folder and whose signatures count.</param>
/// <param name="governance">Who decides, and by what policy.</param>
/// <param name="scope">The estate.</param>
internal sealed class CommitProofs(SignedCommits commits, Governance governance, Scope scope) : IDisposable
{
    private readonly Dictionary<string, FileTrace> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (History? History, string Problem)> repositories = new(StringComparer.Ordinal);
    private readonly CommitSigners signers = new(commits.Signers, governance.PersonOf, commits.Folder);
    private readonly string? git = Programs.Find("git", commits.Folder);

    /// <summary>What is proven of an entry; null where it writes no approval and <paramref name="isAsked"/> is false.</summary>
    public ProvenEntry? Of(FileEntry entry, bool isAsked)
    {
        var written = WrittenApprovals.Of(entry);
        if (written.All.IsEmpty && !isAsked) return null;
        if (!files.TryGetValue(entry.File, out var file)) files[entry.File] = file = FileTrace.Of(entry.File, commits.Folder, scope, Open);
        return new EntryProof(entry, written, file, signers, governance, scope.AsOf).Judge();
    }

    private (History? History, string Problem) Open(string top)
    {
        if (repositories.TryGetValue(top, out var known)) return known;
        var problem = "`git` is not on this machine";
        var history = git is null ? null : History.Open(git, top, out problem);
        return repositories[top] = (history, problem);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (history, _) in repositories.Values) history?.Dispose();
    }
}
