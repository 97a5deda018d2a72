using System.Security.Cryptography;
using System.Text;
using Plumbline.Posture.Registries;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Records;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>Decisions that were forged, replayed or misdated count for nothing, and are told.</summary>
public sealed class RegistryForgeryTests
{
    [Fact]
    public void An_approval_of_another_digest_does_not_count()
    {
        using var registry = new RegistryCase();
        var one = registry.Propose("jane", "loans", "a");
        registry.Forge(RecordKind.Approval, "datasets/loans@1", "joe", Body(one, digest: new string('0', 64)));
        Assert.Equal(EntryState.Proposed, registry.State(one));
        Assert.Equal([Refused.OtherDigest], registry.RefusedOf(one));
    }

    [Fact]
    public void An_approval_by_the_proposer_written_past_the_tool_is_told()
    {
        using var registry = new RegistryCase();
        var one = registry.Propose("jane", "loans", "a");
        registry.Forge(RecordKind.Approval, "datasets/loans@1", "jane", Body(one));
        Assert.Equal(EntryState.Proposed, registry.State(one));
        Assert.Equal([Refused.OwnProposal], registry.RefusedOf(one));
    }

    [Fact]
    public void An_approval_that_is_dated_otherwise_than_it_was_written_does_not_count()
    {
        using var registry = new RegistryCase();
        var one = registry.Propose("jane", "loans", "a");
        registry.Forge(RecordKind.Approval, "datasets/loans@1", "joe", Body(one), before: TimeSpan.FromHours(1));
        registry.Forge(RecordKind.Approval, "datasets/loans@1", "joe", Body(one), before: TimeSpan.FromHours(-1));
        Assert.Equal(EntryState.Proposed, registry.State(one));
        Assert.Equal([Refused.Misdated, Refused.Misdated], registry.RefusedOf(one));
    }

    [Fact]
    public void A_signed_approval_is_worth_nothing_a_second_time_in_another_ledger_or_changed()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var registry = new RegistryCase();
        using var jane = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        registry.Found("""{"name":"default","mode":"enforce","quorum":1}""", ("joe@x", key, "owner"), ("jane@x", jane, "owner"));
        var one = registry.Propose("jane", "loans", "a", key: jane);
        registry.Decide("joe", one, Decided.Approve, key, d => d with { Expires = registry.Clock.Now.AddDays(1) });
        var body = Encoding.UTF8.GetString(Last(registry).Body.Span);
        registry.Forge(RecordKind.Approval, "datasets/loans@1", "joe", body);
        registry.Clock.Now += TimeSpan.FromDays(2);
        registry.Forge(RecordKind.Approval, "datasets/loans@1", "joe", body);
        registry.Forge(RecordKind.Approval, "datasets/loans@1", "joe", body.Replace("2026-11-22", "2036-11-22", StringComparison.Ordinal));
        Assert.Equal(EntryState.Expired, registry.State(one));
        Assert.All(registry.RefusedOf(one), w => Assert.True(w is Refused.Replayed or Refused.BadSignature));
        Assert.Equal(3, registry.RefusedOf(one).Count());

        using var other = new RegistryCase();
        other.Found("""{"name":"default","mode":"enforce","quorum":1}""", ("joe@x", key, "owner"), ("jane@x", jane, "owner"));
        other.Propose("max", "first", "z");
        var same = other.Propose("jane", "loans", "a", key: jane);
        other.Forge(RecordKind.Approval, "datasets/loans@1", "joe", body);
        Assert.Equal(EntryState.Proposed, other.State(same));
    }

    [Fact]
    public void A_key_proves_only_whom_it_was_bound_to_first()
    {
        using var joe = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var jane = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var registry = new RegistryCase();
        registry.Found("""{"name":"default","mode":"audit","quorum":1}""", ("joe@x", joe, "owner"), ("jane@x", jane, "owner"));
        var pem = System.Text.Json.JsonSerializer.Serialize(joe.ExportSubjectPublicKeyInfoPem());
        var max = registry.Desk("jane").Propose([new("identities", "max@x", "", RegistryCase.Json($$"""{"person":"max@x","keys":[{{pem}}]}"""))], new(false, "", "", null, null))[0].Version;
        registry.Decide("eve", max, Decided.Approve);
        Assert.Empty(registry.Book.Governance.Identities.Single(i => i.Person == "max@x").Keys);
        var one = registry.Propose("max@x", "loans", "a");
        registry.Decide("somebody", one, Decided.Approve, joe);
        Assert.Equal(["joe@x"], registry.Book.StandingOf(registry.Book.Versions.Single(v => v.Name == one.Name)).Verified);
    }

    [Theory]
    [InlineData("ssh-ed25519 AAAAC3Nz joe@laptop", "ssh-ed25519  AAAAC3Nz", true)]
    [InlineData("ssh-ed25519 AAAAC3Nz joe", "ssh-ed25519 AAAAC3Ny joe", false)]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "-----BEGIN PUBLIC KEY-----\nBBBB\n-----END PUBLIC KEY-----", false)]
    public void Keys_of_other_kinds_are_compared_by_what_they_are(string one, string other, bool same) =>
        Assert.Equal(same, Signatures.Fingerprint(one) == Signatures.Fingerprint(other));

    [Fact]
    public void An_approval_for_a_retired_version_does_not_count()
    {
        using var registry = new RegistryCase();
        var one = registry.Propose("jane", "loans", "a");
        registry.Decide("joe", one, Decided.Approve);
        registry.Decide("joe", one, Decided.Retire);
        registry.Forge(RecordKind.Approval, "datasets/loans@1", "max", Body(one));
        Assert.Equal(EntryState.Retired, registry.State(one));
        Assert.Equal([Refused.WrongStage], registry.RefusedOf(one));
        Assert.Contains("is retired", registry.Refusal("max", one, Decided.Approve), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"decision":5,"digest":[],"proposal":{}}""")]
    [InlineData("""{"decision":"approve","digest":null,"proposal":null}""")]
    [InlineData("""{"founds":7}""")]
    [InlineData("""{"founds":[{"entry":null}]}""")]
    [InlineData("""{"state":"proposed","digest":"x","entry":[]}""")]
    [InlineData("""{"state":"proposed","digest":"x","entry":{"a":1,"a":2}}""")]
    public void A_record_that_is_no_decision_changes_nothing(string body)
    {
        using var registry = new RegistryCase();
        var one = registry.Propose("jane", "loans", "a");
        foreach (var kind in new[] { RecordKind.Entry, RecordKind.Approval, RecordKind.Retirement, RecordKind.Promotion })
            foreach (var subject in new[] { "datasets/loans@1", "", "@", "governance", "datasets/loans@9" }) registry.Forge(kind, subject, "eve", body);
        Assert.Equal(EntryState.Proposed, registry.State(one));
        Assert.Single(registry.Book.Versions);
        Assert.Empty(Verification.Of(registry.Ledger.Store, [], _ => { }).Faults);
    }

    private static Records.Record Last(RegistryCase registry)
    {
        Records.Record? last = null;
        registry.Ledger.Store.Read(0, (in RecordView r) => { last = r.Keep(); return true; });
        return last!;
    }

    private static string Body(EntryVersion version, string? digest = null) =>
        $$"""{"decision":"approve","digest":"{{digest ?? version.Digest}}","proposal":"{{version.Proposal.Hash}}"}""";
}
