using System.Globalization;

namespace Plumbline.Posture.Registries;

/// <summary>When and by whom something was written down.</summary>
/// <param name="Number">The record's number.</param>
/// <param name="Hash">Its hash, in hexadecimal digits.</param>
/// <param name="Time">When it was written.</param>
/// <param name="Moment">The moment that it says it speaks of.</param>
/// <param name="Actor">Who is said to have written it.</param>
public sealed record Written(long Number, string Hash, DateTimeOffset Time, DateTimeOffset Moment, string Actor);

/// <summary>draft → proposed → approved → retired: what one more record makes of a version. The same records in the same order give the same versions.</summary>
public static class Lifecycle
{
    /// <summary>Clocks that differ by less than this are no lie.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <summary>A version is drafted or proposed; null where the record changes nothing: what was proposed once stays as it is.</summary>
    /// <param name="old">The version as it stands; null where it is new.</param>
    /// <param name="proposed">The version as the record has it, stage draft or proposed.</param>
    /// <param name="governance">Who decides, and by what policy.</param>
    public static EntryVersion? Propose(EntryVersion? old, EntryVersion proposed, Governance governance)
    {
        if (old is not null && old.Stage != Stage.Draft) return null;
        if (proposed.Stage != Stage.Proposed) return proposed;
        // Who wrote the draft is its author, whoever proposes it.
        if (old is not null && old.Digest == proposed.Digest && proposed.Proposal.Author.Length == 0)
            proposed = proposed with { Proposal = proposed.Proposal with { Author = old.Proposal.By, IsVerified = proposed.Proposal.IsVerified && old.Proposal.IsVerified } };
        var mark = new Mark(proposed.Proposal.At, proposed.Proposal.Record, proposed.Proposal.By, "");
        return Settled(proposed, mark, governance);
    }

    /// <summary>A person decides. What may not count is kept as refused, with the reason.</summary>
    public static EntryVersion Decide(EntryVersion version, Decision decision, Written written, Governance governance)
    {
        if (Judge(version, decision, written, governance, out var sign) is { } refusal) return version.Refusing(refusal);
        var mark = new Mark(written.Moment, written.Number, sign!.Person, decision.Note);
        version = version with { Signs = version.Signs.Add(sign) };
        return decision.What switch
        {
            Decided.Reject => version with { Stage = Stage.Rejected, Ended = mark },
            Decided.Retire when !Governance.IsOwn(version.Name.Section) || EnoughToRetire(version, governance) => version with { Stage = Stage.Retired, Ended = mark },
            Decided.Rollback => version with { Activated = mark },
            Decided.Approve or Decided.Review => Settled(version, mark, governance),
            _ => version,
        };
    }

    /// <summary>People and policies that begin a ledger: nobody could approve them before.</summary>
    public static EntryVersion Found(EntryVersion version, Written written)
    {
        var mark = new Mark(written.Moment, written.Number, written.Actor, Standing.Founding);
        return version with { Stage = Stage.Approved, Approved = mark, Activated = mark };
    }

    /// <summary>Why a decision may not count, and the sign where it may.</summary>
    public static Refusal? Judge(EntryVersion version, Decision decision, Written written, Governance governance, out Sign? sign)
    {
        sign = null;
        var isSigned = decision.Signature.Length > 0 || decision.Key.Length > 0;
        var person = isSigned ? decision.Signer(written.Moment, governance) : governance.PersonOf(written.Actor);
        Refusal No(Refused why, string text) => new(why, person ?? written.Actor, written.Moment, written.Number, text);
        if (person is null) return No(Refused.BadSignature, "its signature does not hold, or nobody in `identities` has the key");
        if ((written.Time - written.Moment).Duration() > Slack)
            return No(Refused.Misdated, string.Create(CultureInfo.InvariantCulture, $"it speaks of {written.Moment:yyyy-MM-ddTHH:mm:ssZ} and was written at {written.Time:yyyy-MM-ddTHH:mm:ssZ}"));
        if (decision.Digest != version.Digest) return No(Refused.OtherDigest, $"it names the digest {Short(decision.Digest)}, and {version.Name} has {Short(version.Digest)}");
        if (decision.Proposal != version.Proposal.Hash) return No(Refused.Replayed, "it belongs to another proposal or another ledger");
        if (version.Signs.Any(s => s.Person == person && s.What == decision.What && s.IsVerified == isSigned && s.At >= written.Moment))
            return No(Refused.Replayed, "the same person has decided the same at that moment or later");
        if (Misplaced(version, decision.What) is { } misplaced) return No(Refused.WrongStage, misplaced);
        if (decision.What is Decided.Approve or Decided.Review or Decided.Promote && IsOwn(version, person, governance))
            return No(Refused.OwnProposal, $"`{person}` proposed or wrote it, and somebody else has to decide");
        if (decision.What is Decided.Retire or Decided.Rollback && !isSigned && governance.Asks(version).Mode == ApprovalMode.Enforce)
            return No(Refused.Unsigned, "the policy counts signed decisions only");
        sign = new Sign(decision.What, person, isSigned, written.Moment, written.Number, decision.Note) { Expires = decision.Expires, ReviewBy = decision.ReviewBy, Shown = decision.Person.Length > 0 ? Proof.Token : null };
        return null;
    }

    private static string? Misplaced(EntryVersion version, Decided what) => (what, version.Stage) switch
    {
        (_, Stage.Draft) => $"{version.Name} is a draft; it has to be proposed first",
        (_, Stage.Retired or Stage.Rejected) => $"{version.Name} is {(version.Stage == Stage.Retired ? "retired" : "rejected")}; what is to be used again is proposed as a new version",
        (Decided.Reject, Stage.Approved) => $"{version.Name} is approved; it can be retired",
        (Decided.Rollback or Decided.Promote, Stage.Proposed) => $"{version.Name} is not approved",
        (Decided.Rollback, _) when Governance.IsOwn(version.Name.Section) => "people and policies change by a new version that is approved",
        _ => null,
    };

    private static bool IsOwn(EntryVersion version, string person, Governance governance) =>
        person == governance.PersonOf(version.Proposal.By) || (version.Proposal.Author.Length > 0 && person == governance.PersonOf(version.Proposal.Author));

    // Who could take people and policies away alone could approve alone afterwards.
    private static bool EnoughToRetire(EntryVersion version, Governance governance)
    {
        var needs = governance.Asks(version);
        return Standing.Newest(version.Signs, Decided.Retire, version, governance, needs).Count >= Math.Max(needs.Quorum, 1);
    }

    private static EntryVersion Settled(EntryVersion version, Mark mark, Governance governance)
    {
        if (version.Stage != Stage.Proposed) return version;
        var asked = Standing.Of(version, governance, mark.At);
        return asked.Missing.IsEmpty ? version with { Stage = Stage.Approved, Approved = mark, Activated = mark } : version;
    }

    private static string Short(string digest) => digest.Length > 12 ? digest[..12] : digest;
}
