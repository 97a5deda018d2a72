using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumbline.Posture.Registries;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;
using Plumbline.Store.Records;

namespace Plumbline.Store.Tests;

/// <summary>A registry in an empty store, and people who work with it.</summary>
internal sealed class RegistryCase : IDisposable
{
    private readonly StoreCase store;

    public RegistryCase(Engine engine = Engine.Sqlite)
    {
        store = new StoreCase(engine);
        Ledger = store.Open();
    }

    public Ledger Ledger { get; }

    public FixedClock Clock => store.Clock;

    public StoreCase Store => store;

    public RegistryBook Book => Desk("anybody").Book;

    public RegistryDesk Desk(string actor, ECDsa? key = null) => new(Ledger, Clock, actor, key);

    public EntryVersion Propose(string actor, string name, string text, string version = "", Terms? terms = null, ECDsa? key = null)
    {
        Clock.Now += TimeSpan.FromMinutes(1);
        return Desk(actor, key).Propose([Dataset(name, text, version)], terms ?? new Terms(false, "", "", null, null))[0].Version;
    }

    public Outcome Decide(string actor, EntryVersion version, Decided what, ECDsa? key = null, Func<Decision, Decision>? with = null)
    {
        Clock.Now += TimeSpan.FromMinutes(1);
        return Desk(actor, key).Decide(version, what, with ?? (d => d));
    }

    /// <summary>Why a decision is refused.</summary>
    public string Refusal(string actor, EntryVersion version, Decided what, ECDsa? key = null) =>
        Xunit.Assert.Throws<LedgerException>(() => Decide(actor, version, what, key)).Message;

    /// <summary>Writes a record behind the desk's back, as somebody would who holds only the library.</summary>
    public void Forge(RecordKind kind, string subject, string actor, string body, TimeSpan before = default) =>
        Ledger.Append(Ledger.Tip.Number, [new Entry(kind, "", subject, actor, Clock.Now - before, Encoding.UTF8.GetBytes(body))]);

    public EntryState State(EntryVersion version) => Book.StandingOf(Book.Versions.Single(v => v.Name == version.Name)).State;

    public IEnumerable<Refused> RefusedOf(EntryVersion version) => Book.Versions.Single(v => v.Name == version.Name).Refused.Select(r => r.Why);

    public void Found(string policy, params (string Person, ECDsa? Key, string Role)[] people)
    {
        var wanted = people.Select(p => new Wanted("identities", p.Person, "", Json(
            $$"""{"person":"{{p.Person}}","names":["{{p.Person.Split('@')[0]}}"],"roles":["{{p.Role}}"],"keys":[{{(p.Key is null ? "" : JsonSerializer.Serialize(Convert.ToBase64String(p.Key.ExportSubjectPublicKeyInfo())))}}]}"""))).ToList();
        wanted.Add(new Wanted("approval-policy", "default", "", Json(policy)));
        Clock.Now += TimeSpan.FromMinutes(1);
        Desk("root").Found(wanted);
    }

    public static Wanted Dataset(string name, string text, string version = "") =>
        new("datasets", name, version, Json($$"""{"name":"{{name}}","source":["{{text}}"]}"""));

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    public void Dispose()
    {
        Ledger.Dispose();
        store.Dispose();
    }
}
