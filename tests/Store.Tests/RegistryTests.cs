using System.Security.Cryptography;
using Plumbline.Posture.Registries;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;
using Plumbline.Store.Records;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>draft → proposed → approved → retired, and who may decide.</summary>
public sealed class RegistryTests
{
    private const string One = """{"name":"default","quorum":1}""";
    private const string Enforced = """{"name":"default","mode":"enforce","quorum":1}""";

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void A_version_goes_from_draft_to_retired(Engine engine)
    {
        using var registry = new RegistryCase(engine);
        var draft = registry.Propose("jane", "loans", "a", terms: new Terms(true, "", "", null, null));
        Assert.Equal(EntryState.Draft, registry.State(draft));
        Assert.Contains("is a draft", registry.Refusal("joe", draft, Decided.Approve), StringComparison.Ordinal);
        var one = registry.Propose("jane", "loans", "a");
        Assert.Equal("datasets/loans@1", one.Name.ToString());
        Assert.Equal(EntryState.Proposed, registry.State(one));
        Assert.Null(registry.Book.Active("datasets/loans"));
        Assert.Equal(EntryState.Approved, registry.Decide("joe", one, Decided.Approve).Standing.State);
        Assert.Equal(one.Name, registry.Book.Active("datasets/loans")!.Name);
        registry.Decide("joe", one, Decided.Retire);
        Assert.Equal(EntryState.Retired, registry.State(one));
        Assert.Null(registry.Book.Active("datasets/loans"));
        Assert.Empty(Verification.Of(registry.Ledger.Store, [], _ => { }).Faults);
    }

    [Fact]
    public void Only_the_version_in_force_is_enforced_and_an_older_one_can_come_back()
    {
        using var registry = new RegistryCase();
        var one = registry.Propose("jane", "loans", "a");
        registry.Decide("joe", one, Decided.Approve);
        var two = registry.Propose("jane", "loans", "b");
        Assert.Equal(one.Name, Assert.Single(registry.Book.Enforced).Name);
        registry.Decide("joe", two, Decided.Approve);
        Assert.Equal(two.Name, Assert.Single(registry.Book.Enforced).Name);
        registry.Decide("ann", one, Decided.Rollback);
        Assert.Equal(one.Name, Assert.Single(registry.Book.Enforced).Name);
        registry.Decide("ann", one, Decided.Retire);
        Assert.Equal(two.Name, Assert.Single(registry.Book.Enforced).Name);
    }

    [Fact]
    public void Who_proposed_or_wrote_it_does_not_approve_it_under_any_of_their_names()
    {
        using var registry = new RegistryCase();
        registry.Found(One, ("jane@bank.example", null, "owner"));
        var one = registry.Propose("jane", "loans", "a", terms: new Terms(false, "ann", "", null, null));
        foreach (var name in new[] { "jane", "JANE", "jane@bank.example", " jane ", "ann", "Ann" })
            Assert.Contains("somebody else has to decide", registry.Refusal(name, one, Decided.Approve), StringComparison.Ordinal);
        Assert.Equal(EntryState.Approved, registry.Decide("joe", one, Decided.Approve).Standing.State);
    }

    [Fact]
    public void The_author_of_a_draft_does_not_approve_what_another_proposes()
    {
        using var registry = new RegistryCase();
        registry.Propose("jane", "loans", "a", terms: new Terms(true, "", "", null, null));
        var one = registry.Propose("joe", "loans", "a");
        Assert.Contains("somebody else", registry.Refusal("jane", one, Decided.Approve), StringComparison.Ordinal);
        Assert.Contains("somebody else", registry.Refusal("joe", one, Decided.Approve), StringComparison.Ordinal);
    }

    [Fact]
    public void One_person_counts_once_and_roles_are_asked_for()
    {
        using var registry = new RegistryCase();
        registry.Found("""{"name":"default","quorum":2,"roles":["committee"]}""", ("jane@x", null, "owner"), ("joe@x", null, "owner"), ("eve@x", null, "committee"));
        var one = registry.Propose("jane", "loans", "a");
        Assert.Equal(EntryState.Proposed, registry.Decide("joe", one, Decided.Approve).Standing.State);
        Assert.Equal(EntryState.Proposed, registry.Decide("joe@x", one, Decided.Approve).Standing.State);
        Assert.Equal(["an approval by somebody in the role `committee`"], registry.Decide("max", one, Decided.Approve).Standing.Missing);
        Assert.Equal(EntryState.Approved, registry.Decide("eve", one, Decided.Approve).Standing.State);
    }

    [Fact]
    public void A_policy_of_a_risk_class_holds_for_what_such_a_system_uses()
    {
        using var registry = new RegistryCase();
        registry.Found("""{"name":"high","quorum":2,"risk-classes":["high"],"environments":["production"]}""");
        var system = registry.Desk("jane").Propose(
            [new Wanted("systems", "loans", "", RegistryCase.Json("""{"id":"loans","risk-class":"high","workloads":[{"environment":"production","prompts":["loan-system"]}]}"""))],
            new Terms(false, "", "", null, null))[0].Version;
        registry.Decide("joe", system, Decided.Approve);
        Assert.Equal(EntryState.Approved, registry.Decide("max", system, Decided.Approve).Standing.State);
        EntryVersion Prompt(string name) => registry.Desk("jane").Propose(
            [new Wanted("prompts", name, "1", RegistryCase.Json($$"""{"name":"{{name}}","versions":[{"version":"1","text":"x"}]}"""))], new Terms(false, "", "", null, null))[0].Version;
        Assert.Equal(EntryState.Proposed, registry.Decide("joe", Prompt("loan-system"), Decided.Approve).Standing.State);
        Assert.Equal(EntryState.Approved, registry.Decide("joe", Prompt("letters"), Decided.Approve).Standing.State);
    }

    [Fact]
    public void A_review_is_asked_for_before_a_stage_is_reached()
    {
        using var registry = new RegistryCase();
        registry.Found("""{"name":"default","reviews":["red-team"]}""");
        var one = registry.Propose("jane", "loans", "a");
        Assert.Equal(["a review of the kind `red-team`"], registry.Decide("joe", one, Decided.Approve).Standing.Missing);
        Assert.Contains("somebody else", registry.Refusal("jane", one, Decided.Review), StringComparison.Ordinal);
        Assert.Equal(EntryState.Approved, registry.Decide("max", one, Decided.Review, with: d => d with { Note = "red-team" }).Standing.State);
    }

    [Fact]
    public void An_approval_ends_when_it_says_or_when_the_policy_says()
    {
        using var registry = new RegistryCase();
        registry.Found("""{"name":"default","valid-days":10,"review-days":5}""");
        var one = registry.Propose("jane", "loans", "a");
        var at = registry.Decide("joe", one, Decided.Approve).Standing;
        Assert.Equal(registry.Clock.Now.AddDays(10), at.Expires);
        Assert.Equal(registry.Clock.Now.AddDays(5), at.ReviewBy);
        registry.Clock.Now += TimeSpan.FromDays(10);
        Assert.Equal(EntryState.Expired, registry.State(one));
        Assert.Null(registry.Book.Active("datasets/loans"));
        registry.Decide("joe", one, Decided.Approve, with: d => d with { Expires = registry.Clock.Now.AddDays(2) });
        Assert.Equal(EntryState.Approved, registry.State(one));
        registry.Clock.Now += TimeSpan.FromDays(2);
        Assert.Equal(EntryState.Expired, registry.State(one));
    }

    [Fact]
    public void Where_the_policy_enforces_only_signed_approvals_count()
    {
        using var registry = new RegistryCase();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var jane = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        registry.Found(Enforced, ("joe@x", key, "owner"), ("jane@x", jane, "owner"));
        var one = registry.Propose("anybody", "loans", "a", key: jane);
        Assert.Equal(("jane@x", true), (one.Proposal.By, one.Proposal.IsVerified));
        Assert.Contains("somebody else", registry.Refusal("another", one, Decided.Approve, jane), StringComparison.Ordinal);
        var asserted = registry.Decide("max", one, Decided.Approve).Standing;
        Assert.Equal((EntryState.Proposed, "max", 0), (asserted.State, asserted.Asserted.Single(), asserted.Verified.Length));
        Assert.Contains("nobody in `identities` has the key", registry.Refusal("max", one, Decided.Approve, stranger), StringComparison.Ordinal);
        var verified = registry.Decide("whoever", one, Decided.Approve, key).Standing;
        Assert.Equal((EntryState.Approved, "joe@x"), (verified.State, verified.Verified.Single()));
        Assert.Contains("signed decisions only", registry.Refusal("max", one, Decided.Retire), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_proposes_under_an_unproven_name_and_signs_under_their_own_is_not_two_people()
    {
        using var registry = new RegistryCase();
        using var jane = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var joe = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        registry.Found(Enforced, ("jane@x", jane, "owner"), ("joe@x", joe, "owner"));
        var one = registry.Propose("another-login", "loans", "a");
        Assert.Equal(EntryState.Proposed, registry.Decide("another-login", one, Decided.Approve, jane).Standing.State);
        Assert.Equal(EntryState.Approved, registry.Decide("joe", one, Decided.Approve, joe).Standing.State);
    }

    [Fact]
    public void Whom_a_narrow_policy_does_not_concern_cannot_change_it_more_easily()
    {
        using var registry = new RegistryCase();
        registry.Found("""{"name":"prompts","mode":"enforce","quorum":2,"sections":["prompts"]}""");
        var weaker = registry.Desk("jane").Propose([new Wanted("approval-policy", "prompts", "", RegistryCase.Json("""{"name":"prompts","mode":"audit"}"""))], new Terms(false, "", "", null, null))[0].Version;
        foreach (var name in new[] { "joe", "max", "eve" }) Assert.Equal(EntryState.Proposed, registry.Decide(name, weaker, Decided.Approve).Standing.State);
        var data = registry.Propose("jane", "loans", "a");
        Assert.Equal(EntryState.Approved, registry.Decide("joe", data, Decided.Approve).Standing.State);
    }

    [Fact]
    public void A_stricter_policy_asks_again_of_what_asserted_people_approved()
    {
        using var registry = new RegistryCase();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var jane = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        registry.Found(One, ("joe@x", key, "owner"), ("jane@x", jane, "owner"));
        var one = registry.Propose("jane", "loans", "a", key: jane);
        registry.Decide("max", one, Decided.Approve);
        var policy = registry.Desk("jane").Propose([new Wanted("approval-policy", "default", "", RegistryCase.Json(Enforced))], new Terms(false, "", "", null, null))[0].Version;
        registry.Decide("max", policy, Decided.Approve);
        Assert.Equal(EntryState.Insufficient, registry.State(one));
        Assert.Equal(EntryState.Approved, registry.Decide("x", one, Decided.Approve, key).Standing.State);
    }

    [Fact]
    public void People_and_policies_begin_a_ledger_once_and_nobody_takes_them_away_alone()
    {
        using var registry = new RegistryCase();
        registry.Found("""{"name":"default","quorum":2}""", ("joe@x", null, "owner"));
        Assert.Contains("already", Assert.Throws<LedgerException>(() => registry.Found(One)).Message, StringComparison.Ordinal);
        var policy = registry.Book.Active("approval-policy/default")!;
        registry.Forge(RecordKind.Approval, "governance", "eve", $$"""{"founds":[{"entry":"approval-policy/default@1","digest":"{{policy.Digest}}"}]}""");
        registry.Decide("eve", policy, Decided.Retire);
        Assert.Equal(2, registry.Book.Governance.Policies.Single().Quorum);
        registry.Decide("max", policy, Decided.Retire);
        Assert.Empty(registry.Book.Governance.Policies);
    }

    [Fact]
    public void A_policy_that_is_retired_leaves_the_one_before_in_force()
    {
        using var registry = new RegistryCase();
        registry.Found("""{"name":"default","quorum":2}""");
        var two = registry.Desk("jane").Propose([new Wanted("approval-policy", "default", "", RegistryCase.Json("""{"name":"default","quorum":1}"""))], new Terms(false, "", "", null, null))[0].Version;
        registry.Decide("joe", two, Decided.Approve);
        registry.Decide("max", two, Decided.Approve);
        Assert.Equal(1, registry.Book.Governance.Policies.Single().Quorum);
        registry.Decide("joe", two, Decided.Retire);
        Assert.Equal(2, registry.Book.Governance.Policies.Single().Quorum);
    }

    [Fact]
    public void What_was_proposed_is_never_changed()
    {
        using var registry = new RegistryCase();
        var one = registry.Propose("jane", "loans", "a", "7");
        Assert.Contains("never changed", Assert.Throws<LedgerException>(() => registry.Propose("jane", "loans", "b", "7")).Message, StringComparison.Ordinal);
        registry.Forge(RecordKind.Entry, "datasets/loans@7", "eve", $$"""{"state":"proposed","entry":{{RegistryCase.Dataset("loans", "b").Content.GetRawText()}},"digest":"{{RegistryDigest("b")}}"}""");
        Assert.Equal(one.Digest, registry.Book.Versions.Single().Digest);
        Assert.False(registry.Desk("jane").Propose([RegistryCase.Dataset("loans", "a")], new Terms(false, "", "", null, null))[0].IsNew);
    }

    [Fact]
    public void A_promotion_needs_as_many_people_as_the_environment_asks_for()
    {
        using var registry = new RegistryCase();
        registry.Found("""{"name":"prod","quorum":2,"environments":["production"]}""");
        var one = registry.Propose("jane", "loans", "a");
        Func<Decision, Decision> to = d => d with { From = "development", To = "production", Expires = registry.Clock.Now.AddDays(30) };
        Assert.Contains("not approved", Assert.Throws<LedgerException>(() => registry.Decide("joe", one, Decided.Promote, with: to)).Message, StringComparison.Ordinal);
        registry.Decide("joe", one, Decided.Approve);
        registry.Decide("joe", one, Decided.Promote, with: to);
        registry.Decide("joe", one, Decided.Promote, with: to);
        Assert.Contains("somebody else", Assert.Throws<LedgerException>(() => registry.Decide("jane", one, Decided.Promote, with: to)).Message, StringComparison.Ordinal);
        Assert.Empty(registry.Book.PromotionsInForce);
        registry.Decide("max", one, Decided.Promote, with: to);
        Assert.Equal(("development", "production"), registry.Book.PromotionsInForce.Select(p => (p.From, p.To)).Single());
        registry.Clock.Now += TimeSpan.FromDays(40);
        Assert.Empty(registry.Book.PromotionsInForce);
    }

    [Fact]
    public void A_promotion_waits_for_the_review_that_its_environment_asks_for_and_where_proofs_count_for_a_proven_one()
    {
        using var registry = new RegistryCase();
        using var joe = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var max = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        registry.Found("""{"name":"prod","mode":"enforce","quorum":0,"reviews":["red-team"],"environments":["production"]}""", ("joe@bank.example", joe, ""), ("max@bank.example", max, ""));
        var one = registry.Propose("jane", "loans", "a");
        registry.Decide("joe", one, Decided.Approve, joe);
        registry.Decide("joe", one, Decided.Promote, joe, d => d with { From = "development", To = "production", Expires = registry.Clock.Now.AddDays(30) });
        registry.Decide("max", one, Decided.Review, with: d => d with { Note = "red-team" });
        Assert.Equal(["a review of the kind `red-team`"], registry.Book.StandingOf(registry.Book.Promotions.Single())!.Missing);
        registry.Decide("max", one, Decided.Review, max, d => d with { Note = "red-team" });
        Assert.Single(registry.Book.PromotionsInForce);
    }

    private static string RegistryDigest(string text) => EntryDigest.Of(RegistryCase.Dataset("loans", text).Content);
}
