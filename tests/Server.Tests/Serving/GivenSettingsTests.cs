using Plumbline.Server.Serving;
using Xunit;

namespace Plumbline.Server.Tests.Serving;

/// <summary>Settings from a file, the environment and flags.</summary>
public sealed class GivenSettingsTests
{
    [Theory]
    [InlineData("every: 60", "", "", "60", "s.yaml:1")]
    [InlineData("every: 60", "90", "", "90", "PLUMB_SERVER_EVERY")]
    [InlineData("every: 60", "90", "120", "120", "flag")]
    [InlineData("{ \"name\": \"x\",\n  \"every\": 60 }", "", "", "60", "s.yaml:2")]
    [InlineData("", "", "", "300", "default")]
    public void What_is_given_nearer_to_the_start_wins(string file, string variable, string flag, string expected, string from)
    {
        var variables = variable.Length > 0 ? new Dictionary<string, string> { ["PLUMB_SERVER_EVERY"] = variable } : [];
        var (args, settings, problem) = Of(file, variables, flag.Length > 0 ? ["--every", flag] : []);
        Assert.Null(problem);
        var every = settings.Single(s => s.Name == "every");
        Assert.Equal((expected, from), (Assert.Single(every.Values), every.From));
        var command = ServeCommand.Make();
        Assert.Equal(int.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), command.Parse(args).GetValue<int>("--every"));
    }

    [Fact]
    public void Several_values_are_a_list_in_a_file_and_parted_by_semicolons_in_a_variable()
    {
        var (args, settings, _) = Of("path: [/srv/a, /srv/b]", new() { ["PLUMB_SERVER_URLS"] = "http://127.0.0.1:1;http://127.0.0.1:2" }, []);
        var parsed = ServeCommand.Make().Parse(args);
        Assert.Equal(["/srv/a", "/srv/b"], parsed.GetValue<string[]>("path")!);
        Assert.Equal(["http://127.0.0.1:1", "http://127.0.0.1:2"], parsed.GetValue<string[]>("--urls")!);
        Assert.Contains("path: [/srv/a, /srv/b]  # s.yaml:1\n", GivenSettings.Text(settings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: shop\nevry: 60", "s.yaml:2: `evry` is no setting; choose urls")]
    [InlineData("every: often", "s.yaml:1: cannot parse")]
    [InlineData("every: { a: 1 }", "s.yaml:1: `every` is a value or a list of values")]
    [InlineData("name: [shop", "s.yaml:2: this is no YAML or JSON")]
    [InlineData("- urls", "is no list of settings")]
    public void A_file_that_cannot_be_meant_is_told_with_its_line(string file, string problem) =>
        Assert.Contains(problem, Of(file, [], []).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_variable_that_is_no_setting_is_told() =>
        Assert.Contains("`PLUMB_SERVER_URL` is no setting; choose PLUMB_SERVER_URLS", Of("", new() { ["PLUMB_SERVER_URL"] = "x" }, []).Problem, StringComparison.Ordinal);

    [Fact]
    public void What_is_printed_shows_no_password_and_can_be_given_as_a_file()
    {
        var (_, settings, _) = Of("store: postgres://plumb:hunter2@db/estate\nname: \"a: b\"", [], []);
        var text = GivenSettings.Text(settings);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.Contains("store: \"postgres://plumb:***@db/estate\"  # s.yaml:1\n", text, StringComparison.Ordinal);
        var again = Of(text, [], []);
        Assert.Null(again.Problem);
        Assert.Equal(["a: b"], again.Settings.Single(s => s.Name == "name").Values);
    }

    private static (System.Collections.Immutable.ImmutableArray<string> Args, System.Collections.Immutable.ImmutableArray<GivenSetting> Settings, string? Problem) Of(string file, Dictionary<string, string> variables, string[] args)
    {
        var folder = Cluster.Temporary();
        var path = Path.Combine(folder, "s.yaml");
        File.WriteAllText(path, file);
        try
        {
            return GivenSettings.Of(ServeCommand.Make(), [.. args, "--config", path], variables);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
