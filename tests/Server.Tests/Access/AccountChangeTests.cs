using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Server.Access;
using Plumbline.Server.Access.Accounts;
using Plumbline.Server.Access.Sessions;
using Xunit;

namespace Plumbline.Server.Tests.Access;

/// <summary>Changing accounts: what a leaked token may not, what is all or nothing, and what holds where two change at once.</summary>
public sealed class AccountChangeTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_gives_nobody_a_password_and_an_admin_changes_the_own_one_only_with_the_old_one()
    {
        await using var served = await Served.StartAsync();
        served.Account("root", Served.Good, Role.Admin);
        served.Account("ann", Served.Good, Role.Viewer);
        using var program = served.Program("root");
        var body = new { password = Served.Good + " again" };
        Assert.Equal(422, (await Served.SendAsync(program, HttpMethod.Patch, "/api/v1/access/accounts/ann", body)).Status);
        Assert.Equal(422, (await Served.SendAsync(program, HttpMethod.Patch, "/api/v1/access/accounts/root", body)).Status);
        using var person = await served.PersonAsync("root");
        var token = await Served.ScriptTokenAsync(person);
        Assert.Equal(422, (await Served.SendAsync(person, HttpMethod.Patch, "/api/v1/access/accounts/ROOT", body, token)).Status);
        Assert.Equal(200, (await Served.SendAsync(person, HttpMethod.Patch, "/api/v1/access/accounts/ann", body, token)).Status);
        Assert.Equal("root password-changed account/ann", served.Written()[^1]);
        using var ann = await served.PersonAsync("ann", Served.Good + " again");
    }

    [Fact]
    public async Task What_cannot_all_be_changed_is_not_changed_at_all()
    {
        await using var served = await Served.StartAsync();
        served.Account("root", Served.Good, Role.Admin);
        served.Account("ann", null, Role.Viewer);
        using var person = await served.PersonAsync("root");
        Assert.Equal(422, (await Served.SendAsync(person, HttpMethod.Patch, "/api/v1/access/accounts/ann", new { roles = Served.Words("auditor"), password = "short" }, await Served.ScriptTokenAsync(person))).Status);
        Assert.Equal([Role.Viewer], served.Accounts.Find("ann")!.Roles);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_disabled_account_stays_so_where_something_else_than_false_is_sent(string? sent)
    {
        await using var served = await Served.StartAsync();
        served.Account("root", null, Role.Admin);
        served.Account("ann", null, Role.Viewer);
        Assert.Null(served.Accounts.Change("ann", new AccountChange(null, null, true), "root"));
        using var root = served.Program("root");
        Assert.Equal(400, (await Served.SendAsync(root, HttpMethod.Patch, "/api/v1/access/accounts/ann", new { disabled = sent })).Status);
        Assert.True(served.Accounts.Find("ann")!.IsDisabled);
    }

    [Fact]
    public async Task A_token_takes_no_token_of_its_owner_away()
    {
        await using var served = await Served.StartAsync();
        served.Account("ann", Served.Good, Role.Engineer);
        using var sender = served.Program("ann", Permission.Send);
        using var reader = served.Program("ann", Permission.Read);
        var id = served.Tokens.List("ann")[^1].Id;
        Assert.Equal(422, (await Served.SendAsync(sender, HttpMethod.Delete, $"/api/v1/me/tokens/{id}")).Status);
        using var person = await served.PersonAsync("ann");
        Assert.Equal(204, (await Served.SendAsync(person, HttpMethod.Delete, $"/api/v1/me/tokens/{id}", forgery: await Served.ScriptTokenAsync(person))).Status);
    }

    [Fact]
    public async Task Two_admins_who_take_the_role_from_each_other_at_once_leave_one()
    {
        await using var served = await Served.StartAsync();
        served.Account("ann", null, Role.Admin);
        served.Account("bob", null, Role.Admin);
        using var start = new Barrier(2);
        for (var round = 0; round < 15; round++)
        {
            Task<string?> Demote(string whom, string actor) => Task.Run(() =>
            {
                start.SignalAndWait(Now);
                return served.Accounts.Change(whom, new AccountChange(null, [Role.Viewer], null), actor);
            }, Now);
            var said = await Task.WhenAll(Demote("ann", "bob"), Demote("bob", "ann"));
            var left = Assert.Single(served.Accounts.All, a => a.May(Permission.Administer));
            Assert.Contains("last admin", Assert.Single(said, s => s is not null), StringComparison.Ordinal);
            Assert.Null(served.Accounts.Change(left.Name == "ann" ? "bob" : "ann", new AccountChange(null, [Role.Admin], null), left.Name));
        }
    }

    [Fact]
    public async Task A_first_account_that_cannot_be_made_leaves_its_link()
    {
        await using var served = await Served.StartAsync();
        var setup = served.Services.GetRequiredService<Setup>();
        var token = setup.Offer();
        Assert.Contains("at most 100 characters", setup.Make(token, "ada", new string('x', 101), Served.Good), StringComparison.Ordinal);
        Assert.Null(setup.Make(token, "ada", "Ada", Served.Good));
    }

    [Fact]
    public async Task Who_is_in_the_groups_of_admins_and_of_approvers_comes_in_as_an_admin_from_the_first_time_on()
    {
        await using var served = await Served.StartAsync();
        var alice = new ForeignIdentity("https://login.example", "alice-1", "alice", "Alice");
        ImmutableArray<Role> both = [Role.Approver, Role.Admin];
        var (account, problem) = served.Accounts.Welcome(alice, both);
        Assert.Equal((null, "admin"), (problem, string.Join(' ', account!.Roles).ToLowerInvariant()));
        Assert.Equal([Role.Admin], served.Accounts.Welcome(alice, both).Account!.Roles);
        Assert.Equal("no group of theirs has a role here", served.Accounts.Welcome(alice with { Subject = "bob-1" }, []).Problem);
    }

    [Fact]
    public async Task Who_comes_in_twice_at_once_for_the_first_time_has_one_account()
    {
        await using var served = await Served.StartAsync();
        using var start = new Barrier(3);
        for (var round = 0; round < 10; round++)
        {
            var who = new ForeignIdentity("https://login.example", $"person-{round}", $"person{round}", null);
            var all = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
            {
                start.SignalAndWait(Now);
                return served.Accounts.Welcome(who, [Role.Viewer]).Account!.Name;
            }, Now)));
            Assert.All(all, n => Assert.Equal($"person{round}", n));
        }

        Assert.Equal(10, served.Accounts.All.Length);
    }

    [Fact]
    public async Task Two_people_of_a_provider_with_one_name_are_two_accounts_also_at_once()
    {
        await using var served = await Served.StartAsync();
        using var start = new Barrier(2);
        for (var round = 0; round < 10; round++)
        {
            var name = $"name{round}";
            var all = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() =>
            {
                start.SignalAndWait(Now);
                return served.Accounts.Welcome(new ForeignIdentity("https://login.example", $"{name}-{i}", name, null), [Role.Viewer]).Account!.Name;
            }, Now)));
            Assert.Contains(name, all);
            Assert.NotEqual(all[0], all[1]);
        }
    }
}
