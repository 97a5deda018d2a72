using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using Plumbline.Server.Access;
using Plumbline.Server.Access.Accounts;
using Xunit;

namespace Plumbline.Server.Tests.Access;

/// <summary>Accounts: what may be given to whom, and what is written about it.</summary>
public sealed class AccountTests
{
    [Fact]
    public async Task Nobody_changes_the_own_roles_and_the_last_admin_stays()
    {
        await using var served = await Served.StartAsync();
        served.Account("root", null, Role.Admin);
        Assert.Contains("own roles", served.Accounts.Change("root", new AccountChange(null, [Role.Admin, Role.Security], null), "root"), StringComparison.Ordinal);
        Assert.Contains("last admin", served.Accounts.Change("root", new AccountChange(null, [Role.Viewer], null), "test"), StringComparison.Ordinal);
        Assert.Contains("last admin", served.Accounts.Change("root", new AccountChange(null, null, true), "test"), StringComparison.Ordinal);
        served.Account("other", null, Role.Admin);
        Assert.Contains("own account", served.Accounts.Change("root", new AccountChange(null, null, true), "root"), StringComparison.Ordinal);
        Assert.Null(served.Accounts.Change("root", new AccountChange(null, [Role.Viewer], null), "other"));
        Assert.Equal("other changed account/root", served.Written()[^1]);
    }

    [Theory]
    [InlineData("", "viewer", null, "a name is")]
    [InlineData("with space", "viewer", null, "a name is")]
    [InlineData("../x", "viewer", null, "a name is")]
    [InlineData("ann", "", null, "at least one role")]
    [InlineData("ann", "admin approver", null, "cannot also approve")]
    [InlineData("ann", "viewer", "short", "12 to 200")]
    [InlineData("ann", "viewer", "aaaaaaaaaaaaaaaa", "repeats")]
    [InlineData("annabell.smith", "viewer", "annabell.smith1", "hardly more than the name")]
    public async Task An_account_that_cannot_be_made_says_why(string name, string roles, string? password, string why)
    {
        await using var served = await Served.StartAsync();
        ImmutableArray<Role> given = [.. roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(r => Enum.Parse<Role>(r, true))];
        Assert.Contains(why, served.Accounts.Make(name, "", given, password, "test"), StringComparison.Ordinal);
        Assert.Empty(served.Accounts.All);
        Assert.Empty(served.Written());
    }

    [Fact]
    public async Task A_name_is_given_once_however_it_is_written()
    {
        await using var served = await Served.StartAsync();
        served.Account("Ann@Bank.example", null, Role.Viewer);
        Assert.Contains("is there already", served.Accounts.Make("ann@bank.EXAMPLE", "", [Role.Viewer], null, "test"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hash_of_fewer_rounds_is_made_anew_and_no_password_fits_nobody()
    {
        var (before, now) = (new Passwords(1000), new Passwords(2000));
        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, now.Verify(before.Hash(Served.Good), Served.Good));
        Assert.Equal(PasswordVerificationResult.Failed, now.Verify(now.Hash(Served.Good), Served.Good + "."));
        Assert.Equal(PasswordVerificationResult.Failed, now.Verify(null, "nobody has this password"));
    }

    [Fact]
    public async Task An_admin_makes_and_changes_accounts_over_the_api()
    {
        await using var served = await Served.StartAsync();
        served.Account("root", null, Role.Admin);
        using var root = served.Program("root");
        Assert.Equal(201, (await Served.SendAsync(root, HttpMethod.Post, "/api/v1/access/accounts", new { name = "ann", displayName = "Ann", roles = Served.Words("engineer") })).Status);
        Assert.Equal(422, (await Served.SendAsync(root, HttpMethod.Post, "/api/v1/access/accounts", new { name = "ann", roles = Served.Words("engineer") })).Status);
        Assert.Equal(400, (await Served.SendAsync(root, HttpMethod.Post, "/api/v1/access/accounts", new { name = "bob", roles = Served.Words("king") })).Status);
        var (status, changed) = await Served.SendAsync(root, HttpMethod.Patch, "/api/v1/access/accounts/ann", new { roles = Served.Words("auditor"), disabled = true });
        Assert.Equal((200, true, "auditor"), (status, (bool)changed!["disabled"]!, (string)changed["roles"]![0]!));
        Assert.Equal(404, (await Served.SendAsync(root, HttpMethod.Patch, "/api/v1/access/accounts/nobody", new { disabled = true })).Status);
        Assert.DoesNotContain("password", (await Served.SendAsync(root, HttpMethod.Get, "/api/v1/access/accounts")).Body!.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }
}
