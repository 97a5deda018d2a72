using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>What runs the product: backups by the command line, and the manifests it is deployed with, judged by itself.</summary>
public sealed class OperationTests
{
    [Fact]
    public void A_backup_is_verified_and_put_back_and_the_ledger_that_was_there_is_kept()
    {
        var folder = Directory.CreateTempSubdirectory("plumb-operation-").FullName;
        var (store, backup) = (Path.Combine(folder, "ledger.db"), Path.Combine(folder, "backup.db"));
        Assert.Equal(0, Plumb.Run("scan", Path.Combine(Plumb.Root, "deploy"), "--record", "--store", store, "--fail-on", "none").ExitCode);
        var taken = Plumb.Run("backup", backup, "--store", store);
        Assert.Equal((0, ""), (taken.ExitCode, taken.Errors));
        Assert.Contains("records, verified", taken.Output, StringComparison.Ordinal);
        Assert.Equal(3, Plumb.Run("backup", backup, "--store", store).ExitCode);
        File.Delete(store);
        var restored = Plumb.Run("restore", backup, "--store", store);
        Assert.Equal((0, ""), (restored.ExitCode, restored.Errors));
        Assert.Equal(0, Plumb.Run("ledger", "verify", "--store", store).ExitCode);
        Assert.Equal(0, Plumb.Run("restore", backup, "--store", store).ExitCode);
        Assert.Single(Directory.GetFiles(folder, "ledger.db.before-*"));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("not a ledger at all", "is no ledger")]
    [InlineData(null, "is not there")]
    public void What_is_no_backup_replaces_nothing(string? text, string why)
    {
        var folder = Directory.CreateTempSubdirectory("plumb-operation-").FullName;
        var (store, backup) = (Path.Combine(folder, "ledger.db"), Path.Combine(folder, "backup.db"));
        if (text is not null) File.WriteAllText(backup, text);
        File.WriteAllText(store, "untouched");
        var refused = Plumb.Run("restore", backup, "--store", store);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains(why, refused.Errors, StringComparison.Ordinal);
        Assert.Equal("untouched", File.ReadAllText(store));
        Assert.DoesNotContain(Directory.GetFiles(folder), f => f.Contains("restoring", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_ledger_in_a_database_is_saved_with_its_own_tools()
    {
        var refused = Plumb.Run("backup", "/tmp/never.dump", "--store", "postgres://plumb@127.0.0.1:1/none");
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("`pg_dump`", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_manifests_it_is_deployed_with_are_read_and_have_no_findings()
    {
        var run = Plumb.Json_of(Path.Combine(Plumb.Root, "deploy"), "--fail-on", "low");
        Assert.Empty(run.Failures);
        Assert.DoesNotContain(run.Gaps, g => g.GetRawText().Contains("unreadable", StringComparison.Ordinal));
        Assert.Equal(0, run.ExitCode);
    }
}
