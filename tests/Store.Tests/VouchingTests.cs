using System.Security.Cryptography;
using Plumbline.Posture.Registries;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;
using Plumbline.Store.Records;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>A server proves who was signed in there, and decides nothing itself.</summary>
public sealed class VouchingTests : IDisposable
{
    private const string Enforcing = """{"name":"default","mode":"enforce","quorum":1}""";
    private readonly ECDsa server = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa jane = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RegistryCase registry = new();

    public VouchingTests()
    {
        registry.Clock.Now += TimeSpan.FromMinutes(1);
        registry.Desk("root").Found([
            new Wanted("identities", "plumb-server", "", RegistryCase.Json($$"""{"person":"plumb-server","vouches":true,"keys":["{{Public(server)}}"]}""")),
            new Wanted("identities", "jane@x", "", RegistryCase.Json($$"""{"person":"jane@x","names":["jane"],"keys":["{{Public(jane)}}"]}""")),
            new Wanted("approval-policy", "default", "", RegistryCase.Json(Enforcing)),
        ]);
    }

    [Fact]
    public void Who_was_signed_in_is_verified_and_counts_where_only_proofs_count()
    {
        var version = At("joe").Propose([RegistryCase.Dataset("loans", "s3://a")], new Terms(false, "", "", null, null))[0].Version;
        Assert.True(version.Proposal is { IsVerified: true, By: "joe" });
        var standing = Decide(At("jane"), version).Standing;
        Assert.Equal((EntryState.Approved, "jane@x"), (standing.State, standing.Verified.Single()));
        Assert.Equal(Proof.Token, registry.Book.Versions.Single(v => v.Name == version.Name).Signs.Single().How);
    }

    [Fact]
    public void Who_proposed_does_not_decide_through_a_server_either()
    {
        var version = At("jane").Propose([RegistryCase.Dataset("loans", "s3://a")], new Terms(false, "", "", null, null))[0].Version;
        Assert.Contains("somebody else has to decide", Assert.Throws<LedgerException>(() => Decide(At("jane@x"), version)).Message);
    }

    [Fact]
    public void A_server_that_names_nobody_or_itself_decides_nothing()
    {
        var version = registry.Propose("joe", "loans", "s3://a");
        Assert.Contains("signature does not hold", Assert.Throws<LedgerException>(() => Decide(registry.Desk("plumb-server", server), version)).Message);
        Assert.Contains("signature does not hold", Assert.Throws<LedgerException>(() => Decide(At("plumb-server"), version)).Message);
    }

    [Fact]
    public void A_person_s_own_key_vouches_for_nobody_else()
    {
        var version = registry.Propose("joe", "loans", "s3://a");
        var desk = new RegistryDesk(registry.Ledger, registry.Clock, "max", jane, isVouching: true);
        Assert.Contains("signature does not hold", Assert.Throws<LedgerException>(() => Decide(desk, version)).Message);
    }

    [Fact]
    public void A_decision_that_was_vouched_for_is_worth_nothing_under_another_name()
    {
        var version = registry.Propose("joe", "loans", "s3://a");
        var moment = registry.Clock.Now;
        var decision = (new Decision(Decided.Approve, version.Name.ToString(), version.Digest, version.Proposal.Hash, "") with { Person = "max" }).SignedBy(server, moment);
        registry.Forge(RecordKind.Approval, version.Name.ToString(), "jane", $$"""{"decision":"approve","digest":"{{decision.Digest}}","proposal":"{{decision.Proposal}}","person":"jane","key":"{{decision.Key}}","signature":"{{decision.Signature}}"}""");
        Assert.Equal([Refused.BadSignature], registry.RefusedOf(version));
    }

    private RegistryDesk At(string person) => new(registry.Ledger, registry.Clock, person, server, isVouching: true);

    private Outcome Decide(RegistryDesk desk, EntryVersion version)
    {
        registry.Clock.Now += TimeSpan.FromMinutes(1);
        return desk.Decide(version, Decided.Approve, d => d);
    }

    private static string Public(ECDsa key) => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    public void Dispose()
    {
        registry.Dispose();
        server.Dispose();
        jane.Dispose();
    }
}
