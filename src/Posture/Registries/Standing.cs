using System.Collections.Immutable;
using System.Globalization;

namespace Plumbline.Posture.Registries;

/// <summary>Whether a version holds at a moment.</summary>
public enum EntryState
{
    /// <summary>Somebody works on it.</summary>
    Draft,

    /// <summary>Approval was asked for and is not there.</summary>
    Proposed,

    /// <summary>It holds.</summary>
    Approved,

    /// <summary>It held, and its approval or it itself is over.</summary>
    Expired,

    /// <summary>It held, and what the policy asks for now is more than there is.</summary>
    Insufficient,

    /// <summary>Somebody refused it.</summary>
    Rejected,

    /// <summary>It was taken out of use.</summary>
    Retired,
}

/// <summary>How a version stands at a moment, by the policy in force.</summary>
/// <param name="State">Whether it holds.</param>
/// <param name="Needs">What the policy asks for.</param>
/// <param name="Verified">People who approved with a proof.</param>
/// <param name="Asserted">People who approved without one.</param>
/// <param name="Missing">What is missing, in sentences; empty where it holds.</param>
/// <param name="Expires">When it holds no longer; null for no end.</param>
/// <param name="ReviewBy">When it is to be looked at again; null for never.</param>
public sealed record Standing(
    EntryState State, Requirement Needs, ImmutableArray<string> Verified, ImmutableArray<string> Asserted, ImmutableArray<string> Missing,
    DateTimeOffset? Expires, DateTimeOffset? ReviewBy)
{
    /// <summary>True where decisions without proof are among what is needed, and would not count if the policy enforced.</summary>
    public bool RestsOnAsserted => State == EntryState.Approved && Needs.Quorum > Verified.Length;

    /// <summary>How a version stands.</summary>
    /// <param name="version">The version.</param>
    /// <param name="governance">Who decides, and by what policy.</param>
    /// <param name="asOf">The moment.</param>
    public static Standing Of(EntryVersion version, Governance governance, DateTimeOffset asOf)
    {
        var needs = governance.Asks(version);
        var everyone = Newest(version.Signs, Decided.Approve, version, governance, needs);
        var current = everyone.Where(s => s.At <= asOf && !(End(s, needs) <= asOf)).ToList();
        var counted = needs.Mode == ApprovalMode.Enforce ? current.FindAll(s => s.IsVerified) : current;
        List<string> missing = [.. Missed(counted, Newest(version.Signs, Decided.Review, version, governance, needs), governance, needs)];
        var expires = Earliest(version.Proposal.Expires, Nth(everyone.Where(s => needs.Mode != ApprovalMode.Enforce || s.IsVerified), needs));
        var state = version.Stage switch
        {
            Stage.Approved when expires <= asOf && !Governance.IsOwn(version.Name.Section) => EntryState.Expired,
            Stage.Approved when Governance.IsOwn(version.Name.Section) => EntryState.Approved,
            Stage.Approved => missing.Count == 0 ? EntryState.Approved : EntryState.Insufficient,
            Stage.Draft => EntryState.Draft,
            Stage.Proposed => EntryState.Proposed,
            Stage.Rejected => EntryState.Rejected,
            _ => EntryState.Retired,
        };
        return new Standing(state, needs, [.. Persons(current, true)], [.. Persons(current, false)], [.. missing], expires, Review(version, needs));
    }

    /// <summary>The note of decisions that begin a ledger's governance, which nobody could approve before.</summary>
    public const string Founding = "founding";

    private static IEnumerable<string> Persons(IEnumerable<Sign> signs, bool verified) => signs.Where(s => s.IsVerified == verified).Select(s => s.Person).Order(StringComparer.Ordinal);

    /// <summary>The last decision of each person who neither proposed nor wrote the version; one proven decision is not undone by a later assertion.</summary>
    internal static List<Sign> Newest(ImmutableArray<Sign> signs, Decided what, EntryVersion version, Governance governance, Requirement needs)
    {
        string[] own = [governance.PersonOf(version.Proposal.By), governance.PersonOf(version.Proposal.Author)];
        return [.. signs.Where(s => s.What == what && (needs.Mode != ApprovalMode.Enforce || s.IsVerified || what == Decided.Approve))
            .Select(s => s with { Person = governance.PersonOf(s.Person) }).Where(s => !own.Contains(s.Person))
            .GroupBy(s => (s.Person, what == Decided.Review ? s.Note : "")).Select(g => g.OrderBy(s => s.IsVerified).ThenBy(s => s.At).ThenBy(s => s.Record).Last())];
    }

    private static IEnumerable<string> Missed(List<Sign> counted, List<Sign> reviews, Governance governance, Requirement needs)
    {
        if (counted.Count < needs.Quorum)
            yield return string.Create(CultureInfo.InvariantCulture, $"{needs.Quorum - counted.Count} more {(needs.Mode == ApprovalMode.Enforce ? "verified " : "")}approval{(needs.Quorum - counted.Count == 1 ? "" : "s")} by somebody else than proposer and author");
        foreach (var role in needs.Roles)
            if (!counted.Any(s => governance.Holds(s.Person, role))) yield return $"an approval by somebody in the role `{role}`";
        foreach (var kind in needs.Reviews)
            if (!reviews.Any(r => r.Note == kind)) yield return $"a review of the kind `{kind}`";
    }

    private static DateTimeOffset? End(Sign sign, Requirement needs) => Earliest(sign.Expires, needs.ValidDays > 0 ? sign.At.AddDays(needs.ValidDays) : null);

    // The quorum holds until the first moment at which fewer approvals than it asks for are left.
    internal static DateTimeOffset? Nth(IEnumerable<Sign> signs, Requirement needs)
    {
        if (needs.Quorum == 0) return null;
        var ends = signs.Select(s => End(s, needs) ?? DateTimeOffset.MaxValue).OrderDescending().ToList();
        return ends.Count < needs.Quorum || ends[needs.Quorum - 1] == DateTimeOffset.MaxValue ? null : ends[needs.Quorum - 1];
    }

    private static DateTimeOffset? Review(EntryVersion version, Requirement needs)
    {
        var last = version.Signs.Where(s => s.What is Decided.Approve or Decided.Review).OrderBy(s => s.Record).LastOrDefault();
        var stated = version.Signs.Where(s => s.ReviewBy is not null).OrderBy(s => s.Record).LastOrDefault()?.ReviewBy ?? version.Proposal.ReviewBy;
        return Earliest(stated, last is not null && needs.ReviewDays > 0 ? last.At.AddDays(needs.ReviewDays) : null);
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one < other ? one : other;
}
