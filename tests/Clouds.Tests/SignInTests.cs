using Plumbline.AwsSimulator;
using Plumbline.Clouds.Aws;
using Xunit;

namespace Plumbline.Clouds.Tests;

/// <summary>Who reads: keys of the environment, profiles, roles.</summary>
public sealed class SignInTests
{
    private const string Role = "arn:aws:iam::111122223333:role/reader";

    [Fact]
    public async Task Nobody_who_is_signed_in_is_told_so()
    {
        await using var simulator = await Estate.AnswersAsync(new Temper());
        var empty = Path.Combine(Directory.CreateTempSubdirectory("plumb-aws-").FullName, "credentials");
        var (reading, problem) = await Estate.ReadAsync(simulator, s => s with { Profile = "nobody" }, n => n == "AWS_SHARED_CREDENTIALS_FILE" ? empty : null);
        Assert.Null(reading);
        Assert.StartsWith("there is no profile `nobody`", problem, StringComparison.Ordinal);
        Assert.Equal(0, simulator.Requests);
    }

    [Fact]
    public async Task A_profile_signs_in()
    {
        await using var simulator = await Estate.AnswersAsync(new Temper());
        var (reading, problem) = await Estate.ReadAsync(simulator, s => s with { Profile = "audit" }, Shared($"[audit]\naws_access_key_id = {Temper.KeyId}\naws_secret_access_key = {Temper.Secret}\n"));
        Assert.Null(problem);
        Assert.Equal("111122223333", reading!.Account);
    }

    [Theory]
    [InlineData("sso_start_url = https://a.example/start\nsso_region = eu-west-1\nsso_account_id = 111122223333\nsso_role_name = r\n")]
    [InlineData("credential_process = /nowhere/at-all\n")]
    [InlineData("role_arn = arn:aws:iam::111122223333:role/r\ncredential_source = Ec2InstanceMetadata\n")]
    [InlineData("role_arn = arn:aws:iam::111122223333:role/r\nsource_profile = audit\n")]
    [InlineData("role_arn = arn:aws:iam::111122223333:role/r\nweb_identity_token_file = /nowhere\n")]
    [InlineData("region = eu-west-1\n")]
    public async Task A_profile_that_gives_no_keys_is_told_and_asks_nobody(string lines)
    {
        await using var simulator = await Estate.AnswersAsync(new Temper());
        var (reading, problem) = await Estate.ReadAsync(simulator, s => s with { Profile = "audit" }, Shared("[audit]\n" + lines));
        Assert.Null(reading);
        Assert.Contains("profile", problem, StringComparison.Ordinal);
        Assert.Equal(0, simulator.Requests);
    }

    [Fact]
    public async Task A_profile_takes_the_role_that_it_names()
    {
        var temper = new Temper { Role = (Role, "door-7") };
        await using var simulator = await Estate.AnswersAsync(temper);
        var file = $"[base]\naws_access_key_id = {Temper.KeyId}\naws_secret_access_key = {Temper.Secret}\n[audit]\nrole_arn = {Role}\nexternal_id = door-7\nsource_profile = base\n";
        var (reading, problem) = await Estate.ReadAsync(simulator, s => s with { Profile = "audit" }, Shared(file));
        Assert.Null(problem);
        Assert.NotNull(reading);
        Assert.Contains("sts AssumeRole eu-west-1", temper.Asked);
    }

    [Theory]
    [InlineData("door-7", true)]
    [InlineData("door-8", false)]
    [InlineData(null, false)]
    public async Task A_role_is_taken_by_its_external_id(string? external, bool isTaken)
    {
        await using var simulator = await Estate.AnswersAsync(new Temper { Role = (Role, "door-7") });
        var (reading, problem) = await Estate.ReadAsync(simulator, s => s with { Role = Role, ExternalId = external });
        Assert.Equal(isTaken, reading is not null);
        Assert.Equal(!isTaken, problem?.Contains($"`{Role}` could not be taken", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_role_whose_keys_end_is_taken_again()
    {
        var temper = new Temper { Role = (Role, null), RoleKeysLast = 60 };
        await using var simulator = await Estate.AnswersAsync(temper);
        var (reading, _) = await Estate.ReadAsync(simulator, s => s with { Role = Role });
        Assert.True(temper.Asked.Count(a => a.StartsWith("sts AssumeRole", StringComparison.Ordinal)) > 1);
        Estate.Same(await Estate.ClaimsAsync(Estate.Files()), await Estate.ClaimsAsync(reading!.Files()));
    }

    [Fact]
    public async Task Keys_that_end_under_way_leave_gaps_and_say_what_to_do()
    {
        var temper = new Temper();
        temper.Keys[Temper.KeyId] = (Temper.Secret, null, 20);
        await using var simulator = await Estate.AnswersAsync(temper);
        var (reading, _) = await Estate.ReadAsync(simulator);
        Assert.Contains(Estate.Gaps(reading!), g => g.Reason.Contains("Expired", StringComparison.Ordinal) && g.Fix.Contains("sign in again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AKIDOTHER", "x", "AWS does not know these keys")]
    [InlineData(Temper.KeyId, "wrong", "AWS does not know these keys")]
    public async Task Keys_that_nobody_knows_are_told_without_showing_them(string id, string secret, string says)
    {
        await using var simulator = await Estate.AnswersAsync(new Temper());
        var (reading, problem) = await Estate.ReadAsync(simulator, environment: n => n switch { "AWS_ACCESS_KEY_ID" => id, "AWS_SECRET_ACCESS_KEY" => secret, _ => null });
        Assert.Null(reading);
        Assert.StartsWith(says, problem, StringComparison.Ordinal);
        Assert.DoesNotContain(id, problem, StringComparison.Ordinal);
        Assert.DoesNotContain(secret + " ", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-west-1.evil.example", null, null)]
    [InlineData("", null, null)]
    [InlineData("eu-west-1", "reader", null)]
    [InlineData("eu-west-1", null, "door-7")]
    [InlineData("eu-west-1", Role, "a b\nc")]
    public void Settings_that_cannot_be_are_told(string region, string? role, string? external) =>
        Assert.NotNull(new AwsSettings([region]) { Role = role, ExternalId = external }.Problem());

    private static Func<string, string?> Shared(string text)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("plumb-aws-").FullName, "credentials");
        File.WriteAllText(file, text);
        return name => name == "AWS_SHARED_CREDENTIALS_FILE" ? file : null;
    }
}
