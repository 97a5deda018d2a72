using System.Text;
using Plumbline.AwsSimulator;
using Plumbline.Clouds.Aws;
using Plumbline.Clouds.Aws.Tables;
using Xunit;

namespace Plumbline.Clouds.Tests;

/// <summary>What is published is what is done, and what is kept is kept for its owner.</summary>
public sealed class PublishedTests
{
    [Fact]
    public void The_published_policy_is_the_table_of_questions()
    {
        var file = Path.Combine(Estate.Root, "docs", "aws-policy.json");
        if (Environment.GetEnvironmentVariable("PLUMB_ACCEPT") == "1") File.WriteAllText(file, AwsPolicy.Text());
        Assert.Equal(File.ReadAllText(file), AwsPolicy.Text());
    }

    [Fact]
    public void Every_question_only_reads() => Assert.All(
        AwsCalls.All.Concat(AwsCalls.OfBuckets).Append(AwsCalls.Objects), c => Assert.Matches("^(?:Get|List|Describe|Lookup)[A-Z]", c.Operation));

    [Fact]
    public void Every_question_that_follows_has_something_to_follow() => Assert.All(
        AwsCalls.All.SelectMany(c => c.Each), f => Assert.Contains(AwsCalls.All, c => c.Id == f.Of));

    [Fact]
    public async Task Every_question_is_asked_of_the_simulated_account()
    {
        var temper = new Temper();
        await using var simulator = await Estate.AnswersAsync(temper);
        await Estate.ReadAsync(simulator);
        var asked = temper.Asked.Select(a => a.Split(' ')[1]).ToHashSet();
        var never = AwsCalls.All.Concat(AwsCalls.OfBuckets).Append(AwsCalls.Objects).Select(c => c.Operation).Where(o => !asked.Contains(o)).Distinct();
        Assert.Equal(["GetImportedModel", "GetModelImportJob", "ListFlowAliases"], never.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_reading_on_disk_is_for_its_owner_and_replaces_the_one_before()
    {
        var folder = Directory.CreateTempSubdirectory("plumb-aws-").FullName;
        await using var simulator = await Estate.AnswersAsync(new Temper());
        var reading = (await Estate.ReadAsync(simulator)).Reading!;

        Assert.Null(AnswerFolder.Write(reading, folder, Estate.AsOf));
        var stale = Path.Combine(folder, reading.Account, "eu-west-1", "bedrock", "get-guardrail-gone.json");
        await File.WriteAllTextAsync(stale, "{}", TestContext.Current.CancellationToken);
        Assert.Null(AnswerFolder.Write(reading, folder, Estate.AsOf));

        Assert.False(File.Exists(stale));
        var file = Directory.EnumerateFiles(folder, "list-agents.json", SearchOption.AllDirectories).First();
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var files = Collectors.Files.EstateWalk.Of([folder]).Files;
        Estate.Same(await Estate.ClaimsAsync(reading.Files()), await Estate.ClaimsAsync(files));
    }

    [Fact]
    public async Task A_folder_that_no_reading_wrote_is_left_alone()
    {
        var folder = Directory.CreateTempSubdirectory("plumb-aws-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "111122223333"));
        var own = Path.Combine(folder, "111122223333", "list-agents.json");
        await File.WriteAllTextAsync(own, "{}", TestContext.Current.CancellationToken);
        await using var simulator = await Estate.AnswersAsync(new Temper());
        Assert.NotNull(AnswerFolder.Write((await Estate.ReadAsync(simulator)).Reading!, folder, Estate.AsOf));
        Assert.Equal("{}", await File.ReadAllTextAsync(own, Encoding.UTF8, TestContext.Current.CancellationToken));
    }
}
