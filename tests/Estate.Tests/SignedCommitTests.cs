using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>Approvals in registry files: what a signed commit proves, and what it does not.</summary>
public sealed class SignedCommitTests : IDisposable
{
    private readonly SignedRepository repository = new();

    public SignedCommitTests()
    {
        repository.Allow("jane");
        repository.Allow("joe");
    }

    private static string Agent(string tool, params string[] approvers) =>
        $"agents:\n  - name: clerk\n    tools: [{tool}]\n" + (approvers.Length == 0 ? "" : $"    approved-by: [{string.Join(", ", approvers.Select(a => $"{a}@bank.example"))}]\n");

    private void Begin()
    {
        repository.Write(Agent("read_mail"));
        repository.Commit("jane");
    }

    private string Approve(string by, params string[] approvers)
    {
        repository.Write(Agent("read_mail", approvers));
        return repository.Commit(by);
    }

    private void Told(string text) => Assert.Contains(text, repository.Approvals().Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("ed25519")]
    [InlineData("ecdsa")]
    [InlineData("rsa")]
    public void A_commit_that_the_approver_signed_proves_it(string kind)
    {
        repository.Allow("mary", kind);
        Begin();
        Approve("mary", "mary");
        Told("approve by mary@bank.example: verified by signed commit");
        Told("written by jane@bank.example (verified)");
    }

    [Theory]
    [InlineData("ed25519")]
    [InlineData("rsa3072")]
    public void A_commit_that_the_approver_signed_with_openpgp_proves_it(string kind)
    {
        repository.AllowOpenPgp("mary", kind);
        Begin();
        var signed = Approve("mary", "mary");
        Told("approve by mary@bank.example: verified by signed commit");
        var text = repository.Git("cat-file", "commit", signed);
        repository.Replace(text.Replace("change", "another change", StringComparison.Ordinal));
        Told("carries a signature that does not hold");
    }

    [Theory]
    [InlineData("none", "no allowed signer has such a key")]
    [InlineData("other", "its key is none of the allowed signers'")]
    [InlineData("valid-before=\"20260101Z\" ", "its key was no longer valid")]
    [InlineData("valid-after=\"20270101Z\" ", "its key was not valid yet")]
    [InlineData("namespaces=\"file\" ", "its key may sign `file`, not `git`")]
    public void An_openpgp_key_that_nobody_allowed_or_not_then_proves_nothing(string options, string told)
    {
        repository.AllowOpenPgp("mary", options: options == "other" ? "none" : options);
        if (options == "other") repository.AllowOpenPgp("peter");
        Begin();
        Approve("mary", "mary");
        Told(told);
        Assert.DoesNotContain("approve by mary@bank.example: verified", repository.Approvals().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_openpgp_key_is_one_person_and_a_line_with_no_key_is_told()
    {
        var line = repository.AllowOpenPgp("mary");
        File.AppendAllText(repository.Signers, line.Replace("mary@", "peter@", StringComparison.Ordinal));
        Begin();
        Approve("mary", "mary");
        Told("its key belongs to `mary@bank.example` and `peter@bank.example`");
        File.AppendAllText(repository.Signers, "ann@bank.example openpgp AAAA\n");
        Assert.Contains("has no key of the kind `openpgp`", repository.Approvals().Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void An_openpgp_key_that_cannot_be_read_may_take_another_back_so_none_counts()
    {
        var line = repository.AllowOpenPgp("mary");
        File.AppendAllText(repository.Signers, line.Replace("mary@", "peter@", StringComparison.Ordinal)[..^41] + "\n");
        Begin();
        Approve("mary", "mary");
        Told("the OpenPGP key of `peter@bank.example` is not one public key");
        Assert.DoesNotContain("approve by mary@bank.example: verified", repository.Approvals().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_commit_without_signature_proves_nothing_whoever_it_names_as_author()
    {
        Begin();
        repository.Write(Agent("read_mail", "joe"));
        repository.Commit(null, "2026-11-01T00:00:00Z", "--author=joe <joe@bank.example>");
        Told("asserted, the commit");
        Told("is not signed");
    }

    [Fact]
    public void Another_persons_signature_is_a_forgery()
    {
        Begin();
        Approve("jane", "joe");
        Told("asserted, `jane@bank.example` signed the commit");
        var scan = Plumb.Json_of(repository.Estate, "--allowed-signers", repository.Signers, "--fail-on", "none");
        Assert.Contains(scan.Failures, f => f.GetProperty("rule").GetString() == "decision-forged-or-replayed" && f.GetProperty("message").GetString()!.Contains("joe@bank.example in registry.yaml:3", StringComparison.Ordinal));
    }

    [Fact]
    public void Keys_that_nobody_allowed_or_no_longer_or_not_yet_or_for_something_else_prove_nothing()
    {
        repository.Allow("eve", options: "none");
        repository.Allow("old", options: "namespaces=\"git\",valid-before=\"20261001Z\" ");
        repository.Allow("new", options: "valid-after=\"20261201Z\" ");
        repository.Allow("file", options: "namespaces=\"file\" ");
        Begin();
        foreach (var (person, why) in new[] { ("eve", "none of the allowed signers"), ("old", "no longer valid"), ("new", "not valid yet"), ("file", "may sign `file`, not `git`") })
        {
            Approve(person, person);
            Told(why);
            Assert.DoesNotContain("verified by", repository.Approvals().Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_signature_over_something_else_or_for_something_else_does_not_hold()
    {
        Begin();
        var signed = Approve("joe", "joe");
        var bare = repository.Bare(signed);
        repository.Replace(repository.Signed(bare, "joe", "git"));
        Told("verified by signed commit");
        repository.Replace(repository.Signed(bare, "joe", "file"));
        Told("made for `file`, not for `git`");
        repository.Replace(repository.Signed(bare.Replace("\n\nchange", "\n\nother", StringComparison.Ordinal), "joe", "git").Replace("\n\nother", "\n\nchange", StringComparison.Ordinal));
        Told("a signature that does not hold");
        repository.Replace(SignedRepository.WithSignature(bare, "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----"));
        Told("a signature that cannot be read");
        repository.Replace(SignedRepository.WithSignature(bare, "-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----"));
        Told("OpenPGP, and no allowed signer has such a key");
    }

    [Fact]
    public void What_changes_after_it_was_signed_is_not_approved_also_when_it_is_changed_back()
    {
        Begin();
        Approve("joe", "joe");
        repository.Write(Agent("send_mail", "joe"));
        Told("asserted, it is not in the commit that is checked out");
        repository.Commit(null);
        Told("is not signed");
        repository.Write(Agent("read_mail", "joe"));
        repository.Commit(null);
        Told("is not signed");
        Assert.DoesNotContain("verified by", repository.Approvals().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_taken_back_does_not_return_with_an_older_branch()
    {
        Begin();
        Approve("joe", "joe");
        repository.Git("branch", "older");
        Approve("joe");
        repository.Git("checkout", "-q", "older");
        repository.Commit(null);
        repository.Git("merge", "-q", "-s", "ours", "--no-edit", "main");
        Told("changed or taken out after it was signed");
    }

    [Fact]
    public void A_merge_keeps_what_was_signed_on_a_branch()
    {
        Begin();
        repository.Git("checkout", "-q", "-b", "feature");
        Approve("joe", "joe");
        repository.Git("checkout", "-q", "main");
        File.WriteAllText(repository.In("estate/README"), "x");
        repository.Commit(null);
        repository.Git("merge", "-q", "--no-edit", "feature");
        Told("approve by joe@bank.example: verified by signed commit");
    }

    [Fact]
    public void A_rebased_commit_is_signed_by_nobody_and_a_shallow_clone_does_not_know()
    {
        Begin();
        repository.Git("checkout", "-q", "-b", "feature");
        Approve("joe", "joe");
        repository.Git("checkout", "-q", "main");
        File.WriteAllText(repository.In("estate/README"), "x");
        repository.Commit(null);
        repository.Git("checkout", "-q", "feature");
        repository.Git("rebase", "-q", "main");
        Told("is not signed");
        repository.Git("reset", "-q", "--hard", "main");
        Approve("joe", "joe");
        repository.Commit(null);
        Told("verified by signed commit");
        SignedRepository.Run("git", ["clone", "-q", "--depth", "1", "file://" + repository.Estate, repository.In("shallow")], repository.Estate);
        Assert.Contains("does not go back to the commit", Plumb.Run("registry", "approvals", repository.In("shallow"), "--allowed-signers", repository.Signers).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_signers_in_the_estate_is_refused()
    {
        Begin();
        var inside = Path.Combine(repository.Estate, "allowed_signers");
        File.Copy(repository.Signers, inside);
        var refused = Plumb.Run("scan", repository.Estate, "--allowed-signers", inside);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("could add a key of their own", refused.Errors, StringComparison.Ordinal);
        File.AppendAllText(repository.Signers, "*@bank.example " + repository.Public("joe") + "\n");
        Assert.Contains("line 3 names a pattern", repository.Approvals().Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void One_key_is_one_person()
    {
        File.AppendAllText(repository.Signers, "mary@bank.example " + repository.Public("joe") + "\n");
        Begin();
        Approve("joe", "joe", "mary");
        Told("its key belongs to `joe@bank.example` and `mary@bank.example`");
        Assert.DoesNotContain("verified by", repository.Approvals().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_repository_configures_is_not_run_and_not_believed()
    {
        Begin();
        var signed = Approve("joe", "joe");
        var mark = repository.In("ran");
        var program = repository.In("estate/git");
        File.WriteAllText(program, $"#!/bin/sh\ntouch {mark}\n");
        SignedRepository.Run("chmod", ["700", program], repository.Estate);
        foreach (var key in new[] { "core.fsmonitor", "core.sshCommand", "gpg.program", "gpg.ssh.program", "core.pager", "diff.external", "core.editor", "filter.x.smudge" })
            repository.Git("config", key, program);
        repository.Git("config", "log.showSignature", "true");
        repository.Git("config", "gpg.ssh.allowedSignersFile", repository.In("estate/mine"));
        foreach (var hook in new[] { "post-checkout", "reference-transaction", "post-index-change" }) File.Copy(program, repository.In($"estate/.git/hooks/{hook}"), overwrite: true);
        File.Delete(mark);
        Told("verified by signed commit");

        // A replaced commit reads like the signed one under its hash.
        var other = repository.Git("commit-tree", "-m", "x", "HEAD^{tree}").Trim();
        repository.Git("replace", signed, other);
        File.Delete(mark);
        Told("verified by signed commit");
        SignedRepository.Run("dotnet", [Plumb.Program, "registry", "approvals", ".", "--allowed-signers", repository.Signers], repository.Estate);
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public void Where_the_policy_enforces_only_what_is_proven_counts()
    {
        File.WriteAllText(repository.In("governance.yaml"), $"""
            plumbline: registry/v1
            identities:
              - person: joe@bank.example
                roles: [risk committee]
                keys: [{repository.Public("joe")}]
              - person: jane@bank.example
                keys: [{repository.Public("jane")}]
            approval-policy:
              - name: agents
                mode: enforce
                quorum: 1
                roles: [risk committee]
                sections: [agents]
            """);
        Assert.Equal(0, Plumb.Run("registry", "import", repository.In("governance.yaml"), "--found", "--store", repository.Store).ExitCode);
        Begin();
        repository.Write(Agent("read_mail", "joe"));
        repository.Commit("jane");
        Assert.Contains("entry-not-approved", Rules());
        Assert.Contains("decision-forged-or-replayed", Rules());
        Assert.False(IsKnown());

        repository.Write(Agent("read_mail"));
        repository.Commit("jane");
        repository.Write(Agent("read_mail").TrimEnd() + "\n    approved-by: [risk committee]\n");
        repository.Commit("joe");
        Assert.DoesNotContain("entry-not-approved", Rules());
        Assert.True(IsKnown());
        Assert.Contains("approve by joe@bank.example: verified by signed commit", Plumb.Run("registry", "approvals", repository.Estate, "--store", repository.Store).Output, StringComparison.Ordinal);
    }

    private List<string?> Rules() => [.. Plumb.Json_of(repository.Estate, "--store", repository.Store, "--fail-on", "none").Failures.Select(f => f.GetProperty("rule").GetString())];

    private bool IsKnown() => Plumb.Json_of(repository.Estate, "--store", repository.Store, "--fail-on", "none")
        .Json.GetProperty("assets").EnumerateArray().Any(a => a.GetProperty("id").GetString() == "clerk" && a.GetProperty("kind").GetString() == "agent");

    public void Dispose() => repository.Dispose();
}
