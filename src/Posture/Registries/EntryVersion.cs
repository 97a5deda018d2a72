using System.Collections.Immutable;
using System.Text.Json;

namespace Plumbline.Posture.Registries;

/// <summary>How far a version of an entry has come by the records about it; whether it holds at a moment says <see cref="Standing"/>.</summary>
public enum Stage
{
    /// <summary>Somebody works on it.</summary>
    Draft,

    /// <summary>Somebody asks for approval.</summary>
    Proposed,

    /// <summary>Enough people approved this digest.</summary>
    Approved,

    /// <summary>Somebody refused it.</summary>
    Rejected,

    /// <summary>It was taken out of use, for good.</summary>
    Retired,
}

/// <summary>One version of a registry entry, and what people decided about it.</summary>
/// <param name="Name">Section, name and version.</param>
/// <param name="Digest">The <see cref="EntryDigest"/> of its content.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Proposal">Who wants it and since when.</param>
/// <param name="Signs">Decisions that may count, in order.</param>
/// <param name="Refused">Decisions that count for nothing, and why; the newest twenty.</param>
/// <param name="Content">The entry itself, in the form of registry/v1.</param>
public sealed record EntryVersion(
    EntryName Name, string Digest, Stage Stage, Proposal Proposal, ImmutableArray<Sign> Signs, ImmutableArray<Refusal> Refused, JsonElement Content)
{
    private const int Kept = 20;

    /// <summary>The decision by which enough people had approved it; null before.</summary>
    public Mark? Approved { get; init; }

    /// <summary>The decision by which it came into force last: its approval, or a rollback to it.</summary>
    public Mark? Activated { get; init; }

    /// <summary>The rejection or retirement.</summary>
    public Mark? Ended { get; init; }

    /// <summary>With one more decision that counts for nothing.</summary>
    public EntryVersion Refusing(Refusal refusal) => this with { Refused = [.. Refused.Add(refusal).TakeLast(Kept)] };
}

/// <summary>Who asked for a version.</summary>
/// <param name="By">The proposer.</param>
/// <param name="Author">Who wrote it, where that is somebody else; empty where nobody said so.</param>
/// <param name="At">When.</param>
/// <param name="Record">The record of the ledger.</param>
/// <param name="Hash">That record's hash, which what is signed repeats, so that it holds in this ledger only.</param>
/// <param name="Note">Why, in the proposer's words.</param>
public sealed record Proposal(string By, string Author, DateTimeOffset At, long Record, string Hash, string Note)
{
    /// <summary>True where a signature proves the proposer, and the author of the draft before it.</summary>
    public bool IsVerified { get; init; }

    /// <summary>The version holds no longer from then on, whoever approved it.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When it is to be looked at again.</summary>
    public DateTimeOffset? ReviewBy { get; init; }
}

/// <summary>A record that changed the stage of a version.</summary>
/// <param name="At">When.</param>
/// <param name="Record">Its number.</param>
/// <param name="By">Who.</param>
/// <param name="Note">Why.</param>
public sealed record Mark(DateTimeOffset At, long Record, string By, string Note);

/// <summary>What a person decided of one version.</summary>
public enum Decided
{
    /// <summary>It may be used.</summary>
    Approve,

    /// <summary>It may not.</summary>
    Reject,

    /// <summary>It was examined; approval policies ask for kinds of review.</summary>
    Review,

    /// <summary>It may no longer be used.</summary>
    Retire,

    /// <summary>It shall be in force again in place of a later one.</summary>
    Rollback,

    /// <summary>It may go from one environment to another.</summary>
    Promote,
}

/// <summary>What shows that a decision is a person's own.</summary>
public enum Proof
{
    /// <summary>Nothing: a machine or a file says so.</summary>
    Asserted,

    /// <summary>A signature over the decision itself, with a key that `identities` bind to the person.</summary>
    Key,

    /// <summary>A signed commit, which added the decision to a registry file.</summary>
    Commit,

    /// <summary>A server, which knows by a token who asked.</summary>
    Token,
}

/// <summary>A decision that may count.</summary>
/// <param name="What">What was decided.</param>
/// <param name="Person">Who, by the name that `identities` give.</param>
/// <param name="IsVerified">True where something proves the person; else they are asserted.</param>
/// <param name="At">When.</param>
/// <param name="Record">The record of the ledger.</param>
/// <param name="Note">A reason, or the kind of review.</param>
public sealed record Sign(Decided What, string Person, bool IsVerified, DateTimeOffset At, long Record, string Note)
{
    /// <summary>It counts no longer from then on.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When the version is to be looked at again.</summary>
    public DateTimeOffset? ReviewBy { get; init; }

    /// <summary>What proves it, where that is something else than a signature over the decision.</summary>
    public Proof? Shown { get; init; }

    /// <summary>What shows that it is the person's own.</summary>
    public Proof How => !IsVerified ? Proof.Asserted : Shown ?? Proof.Key;
}

/// <summary>Why a decision counts for nothing.</summary>
public enum Refused
{
    /// <summary>It names another digest than that of the version.</summary>
    OtherDigest,

    /// <summary>It was written before, or is older than what the same person decided since.</summary>
    Replayed,

    /// <summary>Who proposed or wrote the version decides of it.</summary>
    OwnProposal,

    /// <summary>The version is rejected, retired, or not that far.</summary>
    WrongStage,

    /// <summary>It is dated otherwise than it was written.</summary>
    Misdated,

    /// <summary>Its signature does not hold, or no person is known to have the key.</summary>
    BadSignature,

    /// <summary>The policy asks for a signature, and there is none.</summary>
    Unsigned,
}

/// <summary>A decision that counts for nothing.</summary>
/// <param name="Why">Why.</param>
/// <param name="By">Who is said to have decided.</param>
/// <param name="At">When.</param>
/// <param name="Record">The record of the ledger.</param>
/// <param name="Text">The same in a sentence.</param>
public sealed record Refusal(Refused Why, string By, DateTimeOffset At, long Record, string Text);
