using System.Text.Json;
using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>`plumb diagnose`: questions answered from evidence; what nobody read is unknown, never yes.</summary>
public sealed class DiagnoseTests
{
    private static readonly (string Group, int Questions)[] Groups = [("disciplines", 5), ("preparation", 6), ("signs", 7), ("blind-spots", 8), ("scorecard", 13)];

    [Fact]
    public void Every_question_about_the_bank_has_an_answer_and_a_reason()
    {
        var told = Plumb.Run("diagnose", Plumb.Bank, "--format", "json");
        Assert.Equal(0, told.ExitCode);
        Schemas.Hold("diagnosis-v1", told.Json);
        Assert.Equal(Groups, told.Json.GetProperty("groups").EnumerateArray().Select(g => (g.GetProperty("id").GetString()!, g.GetProperty("questions").GetArrayLength())));
        Assert.All(Questions(told.Json), q => Assert.False(string.IsNullOrWhiteSpace(q.GetProperty("because").GetString())));
        Assert.All(Questions(told.Json), q => Assert.NotEqual(q.GetProperty("asHoped").GetBoolean(), q.GetProperty("next").GetString()!.Length > 0));
        Assert.Equal("no", Answer(told.Json, "inventory-whole"));
        Assert.Equal("yes", Answer(told.Json, "teams-on-their-own"));
        Assert.Equal("no", Answer(told.Json, "posture-unlinked"));
        Assert.Equal("no", Answer(told.Json, "pillar-watch"));
        Assert.Equal("unknown", Answer(told.Json, "findings-passed-on"));
        Assert.NotNull(told.Json.GetProperty("dominating").GetString());
    }

    [Theory]
    [InlineData("logs")]
    [InlineData("registry")]
    public void What_rests_on_evidence_that_is_taken_away_is_not_answered_as_hoped(string folder)
    {
        var less = Plumb.Copy(Plumb.Bank);
        Directory.Delete(Path.Combine(less, folder), true);
        var told = Plumb.Run("diagnose", less, "--format", "json").Json;
        string[] resting = folder == "logs" ? ["calls-listed", "new-behaviour-noticed", "no-misuse-alerts", "logs-central"] : ["scope-reviewed", "inventory-whole"];
        Assert.All(resting, id => Assert.False(AsHoped(told, id), id));
        Directory.Delete(less, true);
    }

    [Fact]
    public void Of_an_empty_folder_nothing_is_answered_as_hoped_but_what_needs_no_evidence()
    {
        var empty = Directory.CreateTempSubdirectory("plumb-empty-").FullName;
        var told = Plumb.Run("diagnose", empty, "--format", "json").Json;
        Assert.Empty(Questions(told).Where(q => q.GetProperty("asHoped").GetBoolean()).Select(q => q.GetProperty("id").GetString()));
        Directory.Delete(empty, true);
    }

    [Fact]
    public void People_read_it_in_a_terminal_too()
    {
        var told = Plumb.Run("diagnose", Plumb.Bank);
        Assert.Contains("SEVEN WARNING SIGNS", told.Output, StringComparison.Ordinal);
        Assert.Contains("Start here: ", told.Output, StringComparison.Ordinal);
        Assert.Equal(2, Plumb.Run("diagnose", Plumb.Bank, "--format", "xml").ExitCode);
    }

    [Fact]
    public void Every_rule_that_a_question_names_ships()
    {
        var named = Questions(Plumb.Run("diagnose", Plumb.Bank, "--format", "json").Json).SelectMany(q => q.GetProperty("rules").EnumerateArray()).Select(r => r.GetString()!).ToHashSet();
        var shipped = Directory.GetDirectories(Path.Combine(Plumb.Root, "rules"), "*", SearchOption.AllDirectories).Select(d => Path.GetFileName(d)!).ToHashSet();
        Assert.True(named.Count > 60, $"{named.Count} rules are named");
        Assert.Empty(named.Except(shipped));
    }

    private static IEnumerable<JsonElement> Questions(JsonElement told) => told.GetProperty("groups").EnumerateArray().SelectMany(g => g.GetProperty("questions").EnumerateArray());

    private static JsonElement Of(JsonElement told, string id) => Questions(told).Single(q => q.GetProperty("id").GetString() == id);

    private static string? Answer(JsonElement told, string id) => Of(told, id).GetProperty("answer").GetString();

    private static bool AsHoped(JsonElement told, string id) => Of(told, id).GetProperty("asHoped").GetBoolean();
}
