using System.Collections.Immutable;
using System.Text;
using Plumbline.Collectors.Approved.Registry;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Registries;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;
using Plumbline.Reports.Registries;
using Plumbline.Server.Access;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Server.Desks;

/// <summary>Where people propose and decide through the server. Who may not is told so by the registry itself: nobody decides about their own.</summary>
/// <param name="ledgers">The ledger.</param>
/// <param name="clock">The estate's time.</param>
/// <param name="watch">Asked to look again after something was decided.</param>
/// <param name="server">Proves who was signed in, once the registry knows it.</param>
public sealed class RegistryOffice(LedgerPool ledgers, RunningClock clock, EstateWatch watch, ServerKey server)
{
    private Known? read;

    /// <summary>The registry now; read anew where anything was written since.</summary>
    public RegistryBook Book
    {
        get
        {
            var known = ledgers.Use(l => l.Tip.Number is var tip && read is { } last && last.Tip == tip ? last : new Known(tip, RegistryBooks.Read(l.Store, DateTimeOffset.MaxValue)));
            read = known;
            return known.Book with { AsOf = clock.GetUtcNow() };
        }
    }

    private sealed record Known(long Tip, RegistryBook Book);

    /// <summary>Proposes the entries of a text in the form of registry/v1.</summary>
    /// <exception cref="LedgerException">The text holds mistakes, or one of its entries cannot be proposed.</exception>
    public ImmutableArray<Outcome> Propose(Caller caller, string yaml, string note, bool isDraft = false)
    {
        var bytes = Encoding.UTF8.GetBytes(yaml);
        var scope = new Scope("", clock.GetUtcNow(), [new EstateFile("registry.yaml", bytes.Length, () => new MemoryStream(bytes, writable: false))], []);
        var (entries, problems) = RegistryEntries.Read(scope, CancellationToken.None);
        if (problems.Count > 0) throw new LedgerException($"nothing was proposed: {string.Join("; ", problems.Take(10))}");
        if (entries.Count == 0) throw new LedgerException("there are no registry entries in it; docs/registry.md shows how they are written");
        var wanted = entries.Select(e => new Wanted(e.Section, e.Name, e.Version, e.Content)).ToList();
        return Done(ledgers.Use(l => Desk(l, caller).Propose(wanted, new Terms(isDraft, "", note, null, null))));
    }

    /// <summary>Proposes to accept what is wrong in a finding now, until a day.</summary>
    /// <exception cref="LedgerException">The day is over or none, or somebody or a reason is missing.</exception>
    public ImmutableArray<Outcome> Waive(Caller caller, Finding finding, string owner, string reason, string until)
    {
        if (owner.Trim().Length == 0 || reason.Trim().Length == 0) throw new LedgerException("a waiver names who answers for it and why");
        if (!Instants.TryParse(until, out var end)) throw new LedgerException($"`{until}` is no day; write it as 2027-03-01");
        if (end <= clock.GetUtcNow()) throw new LedgerException($"`{until}` is over; give a later day");
        return Propose(caller, WaiverEntry.Head + WaiverEntry.Of(finding, owner.Trim(), reason.Trim(), until), $"{finding.Rule.Control}/{finding.Rule.Id}: {reason.Trim()}");
    }

    /// <summary>Decides of one version.</summary>
    /// <param name="caller">Who decides.</param>
    /// <param name="entry">The version, `section/name@version`.</param>
    /// <param name="digest">The digest that was looked at.</param>
    /// <param name="what">What is decided.</param>
    /// <param name="terms">What is said with it.</param>
    /// <exception cref="LedgerException">There is no such version, it has another digest, or the decision may not count.</exception>
    public Outcome Decide(Caller caller, string entry, string digest, Decided what, DecisionTerms terms)
    {
        var version = Book.Find(entry, null, out var problem) ?? throw new LedgerException(problem!);
        var seen = digest.Replace("sha256:", "", StringComparison.OrdinalIgnoreCase).Trim().ToLowerInvariant();
        if (seen != version.Digest) throw new LedgerException($"`{version.Name}` has the digest {version.Digest}, and `{digest}` was looked at; look again and decide about that");
        if (what == Decided.Promote && (terms.From.Length == 0 || terms.To.Length == 0 || terms.From == terms.To)) throw new LedgerException("a promotion goes from one environment to another; name two");
        if (terms.Until <= clock.GetUtcNow()) throw new LedgerException("its end is over already; give a later day");
        return Done(ledgers.Use(l => Desk(l, caller).Decide(version, what, d => d with { Note = terms.Note, From = terms.From, To = terms.To, Expires = terms.Until })));
    }

    private RegistryDesk Desk(Ledger ledger, Caller caller)
    {
        var counts = server.CountsIn(RegistryBooks.Read(ledger.Store, DateTimeOffset.MaxValue).Governance);
        return new RegistryDesk(ledger, clock, caller.Name, counts ? server.Key : null, isVouching: counts);
    }

    private T Done<T>(T outcome)
    {
        watch.Ask(Sources.InboxReader.Id);
        return outcome;
    }
}

/// <summary>What is said with a decision.</summary>
/// <param name="Note">Why, or the kind of review.</param>
public sealed record DecisionTerms(string Note)
{
    /// <summary>The environment that a promotion comes from.</summary>
    public string From { get; init; } = "";

    /// <summary>The environment that it goes to.</summary>
    public string To { get; init; } = "";

    /// <summary>When the decision counts no longer; null for no end of its own.</summary>
    public DateTimeOffset? Until { get; init; }
}
