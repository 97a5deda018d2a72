using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Plumbline.Posture.Registries;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Projections;
using Plumbline.Store.Records;

namespace Plumbline.Store.Recordings;

/// <summary>An entry that somebody wants in the registry.</summary>
/// <param name="Section">The section.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version; empty where the next number is to be used.</param>
/// <param name="Content">The entry in the form of registry/v1.</param>
public sealed record Wanted(string Section, string Name, string Version, JsonElement Content);

/// <summary>What is said with a proposal.</summary>
/// <param name="IsDraft">True where nobody shall decide yet.</param>
/// <param name="Author">Who wrote the entries, where that is somebody else; empty where it is not said.</param>
/// <param name="Note">Why.</param>
/// <param name="Expires">When they hold no longer.</param>
/// <param name="ReviewBy">When they are to be looked at again.</param>
public sealed record Terms(bool IsDraft, string Author, string Note, DateTimeOffset? Expires, DateTimeOffset? ReviewBy);

/// <summary>What a proposal or decision led to.</summary>
/// <param name="Version">The version as it stands now.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="IsNew">False where it was there already and nothing was written.</param>
public sealed record Outcome(EntryVersion Version, Standing Standing, bool IsNew);

/// <summary>Where people propose and decide. Every step reads the registry, decides, and writes only if nobody wrote in between; else it begins again.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="clock">Dates decisions.</param>
/// <param name="actor">Who acts, as far as this machine knows.</param>
/// <param name="key">Signs decisions; null where they are asserted.</param>
/// <param name="isVouching">True where the key is a server's, which signs for whom it has signed in.</param>
public sealed class RegistryDesk(Ledger ledger, TimeProvider clock, string actor, ECDsa? key = null, bool isVouching = false)
{
    private const int Attempts = 50;
    private const int Deepest = 60;

    /// <summary>The registry now.</summary>
    public RegistryBook Book => RegistryBooks.Read(ledger.Store, DateTimeOffset.MaxValue) with { AsOf = clock.GetUtcNow() };

    /// <summary>Proposes entries, all or none. What is there with the same digest stays as it is.</summary>
    public ImmutableArray<Outcome> Propose(IReadOnlyList<Wanted> wanted, Terms terms) => Write<ImmutableArray<Outcome>>(book =>
    {
        var (entries, named, moment) = (new List<Entry>(), new List<EntryVersion>(), clock.GetUtcNow());
        foreach (var one in wanted)
        {
            var version = Place(one, terms, book, named);
            named.Add(version);
            if (version.Proposal.Record == 0) entries.Add(Proposed(version, moment, book.Governance));
        }

        return (entries, after => [.. named.Select(v => Told(after, v.Name, v.Proposal.Record == 0))]);
    });

    private Entry Proposed(EntryVersion version, DateTimeOffset moment, Governance governance)
    {
        var person = isVouching ? actor : "";
        var statement = RegistryBodies.Statement(version, moment, person);
        var (print, signature) = key is null ? ("", "") : (Signatures.Fingerprint(key), Signatures.Sign(key, statement));
        if (key is not null && Signatures.Signer(statement, print, signature, governance) is null)
            throw new LedgerException($"`{version.Name}` is not proposed: nobody in `identities` has this key; bind it to its person first, or propose without it");
        return new Entry(RecordKind.Entry, "", version.Name.ToString(), actor, moment, BodyText.Of(json => RegistryBodies.Write(json, version, print, signature, person)));
    }

    // The version in the book that says the same, or a new one that no record holds yet.
    private static EntryVersion Place(Wanted wanted, Terms terms, RegistryBook book, List<EntryVersion> named)
    {
        var digest = Digest(wanted);
        var known = book.Of($"{wanted.Section}/{wanted.Name}").Concat(named.Where(n => n.Name.Section == wanted.Section && n.Name.Name == wanted.Name)).ToList();
        var same = known.Find(v => wanted.Version.Length > 0 ? v.Name.Version == wanted.Version && v.Stage != Stage.Draft : v.Digest == digest && v.Stage is Stage.Proposed or Stage.Approved);
        if (same is not null && same.Digest == digest) return same;
        if (same is not null)
            throw new LedgerException($"`{same.Name}` is {same.Stage.ToString().ToLowerInvariant()} with another digest, and what was proposed is never changed; give the new text another version");
        var name = new EntryName(wanted.Section, wanted.Name, wanted.Version.Length > 0 ? wanted.Version : Next(known));
        if (name.Problem is { } problem) throw new LedgerException($"`{name}` cannot be proposed: {problem}");
        var proposal = new Proposal("", terms.Author, default, 0, "", terms.Note) { Expires = terms.Expires, ReviewBy = terms.ReviewBy };
        return new EntryVersion(name, digest, terms.IsDraft ? Stage.Draft : Stage.Proposed, proposal, [], [], wanted.Content);
    }

    private static string Next(List<EntryVersion> known)
    {
        if (known.FindLast(v => v.Stage == Stage.Draft) is { } draft) return draft.Name.Version;
        var last = known.Select(v => long.TryParse(v.Name.Version, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : 0).DefaultIfEmpty(0).Max();
        return (last + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Digest(Wanted wanted)
    {
        try
        {
            using var readable = JsonDocument.Parse(EntryDigest.Canonical(wanted.Content), new JsonDocumentOptions { MaxDepth = Deepest });
            return EntryDigest.Of(wanted.Content);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw new LedgerException($"`{wanted.Section}/{wanted.Name}` cannot be recorded: {(e is JsonException ? "it is nested too deeply" : e.Message)}", e);
        }
    }

    /// <summary>Decides of one version. What may not count is not written.</summary>
    /// <param name="version">The version that was looked at, with the digest that was seen.</param>
    /// <param name="decide">Adds to the decision what is said with it.</param>
    /// <param name="what">What is decided.</param>
    public Outcome Decide(EntryVersion version, Decided what, Func<Decision, Decision> decide) => Write<Outcome>(book =>
    {
        var moment = clock.GetUtcNow();
        var now = book.Versions.FirstOrDefault(v => v.Name == version.Name) ?? throw new LedgerException($"`{version.Name}` is not in the ledger");
        var decision = decide(new Decision(what, version.Name.ToString(), version.Digest, now.Proposal.Hash, ""));
        if (key is not null) decision = (isVouching ? decision with { Person = actor } : decision).SignedBy(key, moment);
        if (Lifecycle.Judge(now, decision, new Written(0, "", moment, moment, actor), book.Governance, out _) is { } refusal)
            throw new LedgerException($"the decision about `{version.Name}` is refused: {refusal.Text}");
        var kind = what switch { Decided.Retire => RecordKind.Retirement, Decided.Promote => RecordKind.Promotion, _ => RecordKind.Approval };
        return ([new Entry(kind, "", version.Name.ToString(), actor, moment, BodyText.Of(json => RegistryBodies.Write(json, decision)))], after => Told(after, version.Name, true));
    });

    /// <summary>Begins the governance of a ledger that has none: proposes people and policies, and lets them count at once.</summary>
    public ImmutableArray<Outcome> Found(IReadOnlyList<Wanted> wanted)
    {
        if (wanted.Count == 0 || wanted.Any(w => !Governance.IsOwn(w.Section)))
            throw new LedgerException($"only `{Governance.IdentitySection}` and `{Governance.PolicySection}` begin a ledger; everything else is proposed and approved");
        return Write<ImmutableArray<Outcome>>(book =>
        {
            if (book.Governance.IsFounded) throw new LedgerException("this ledger has people or policies already; propose the new ones and have them approved");
            var named = new List<EntryVersion>();
            foreach (var one in wanted) named.Add(Place(one, new Terms(false, "", "", null, null), book, named));
            var moment = clock.GetUtcNow();
            var entries = named.Where(v => v.Proposal.Record == 0).Select(v => new Entry(RecordKind.Entry, "", v.Name.ToString(), actor, moment, BodyText.Of(json => RegistryBodies.Write(json, v)))).ToList();
            entries.Add(new Entry(RecordKind.Approval, "", "governance", actor, moment, BodyText.Of(json => Founds(json, named))));
            return (entries, after => named.Select(v => Told(after, v.Name, true)).ToImmutableArray());
        });
    }

    private static void Founds(Utf8JsonWriter json, List<EntryVersion> named)
    {
        json.WriteStartArray("founds");
        foreach (var version in named)
        {
            json.WriteStartObject();
            json.WriteString("entry", version.Name.ToString());
            json.WriteString("digest", version.Digest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private T Write<T>(Func<RegistryBook, (IReadOnlyList<Entry> Entries, Func<RegistryBook, T> Outcome)> decide)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var seen = ledger.Tip.Number;
            var (entries, outcome) = decide(Book);
            if (entries.Count == 0 || ledger.Append(seen, entries) is not null) return outcome(Book);
        }

        throw new LedgerException($"`{ledger.Store.Place}` is written by others all the time; run again when they are done");
    }

    private static Outcome Told(RegistryBook book, EntryName name, bool isNew)
    {
        var version = book.Versions.First(v => v.Name == name);
        return new Outcome(version, book.StandingOf(version), isNew);
    }
}
