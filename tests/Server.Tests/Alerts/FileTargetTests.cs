using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Server.Alerts;
using Plumbline.Store.Recordings;
using Xunit;

namespace Plumbline.Server.Tests.Alerts;

/// <summary>Lines in a file: whole, in order, over restarts and past full files.</summary>
public sealed class FileTargetTests
{
    [Fact]
    public async Task A_thousand_equal_records_are_one_finding_with_a_count_and_one_notice()
    {
        var estate = Cluster.Temporary();
        File.WriteAllText(Path.Combine(estate, "registry.yaml"), "plumbline: registry/v1\nworkloads: []\n");
        File.WriteAllText(Path.Combine(estate, "trail.json"), $$"""{"Records":[{{string.Join(",", Enumerable.Range(0, 1000).Select(Call))}}]}""");
        await using var desk = new AlertCase(estate);
        desk.Desk.Book.Add(new Target("", TargetKind.File, "lines.jsonl"), 0, "jane");
        await desk.StartAsync();
        var findings = desk.Watch.Current!.Report.Assessment.Findings.Where(f => FindingRow(f)).ToList();
        Assert.Equal(findings.Count, findings.Select(f => (f.Rule.Id, f.Asset.Id)).Distinct().Count());
        Assert.Contains(desk.Watch.Current!.Report.Claims, c => c.Value.AsMap is { } map && map["count"].ToString() == "1000");
        var finding = findings.First();
        await AlertCase.UntilAsync(() => desk.Desk.All is [var only] && only.State.Reached >= desk.Watch.Written, "everything was told");
        var told = Lines(desk, "lines.jsonl");
        Assert.Single(told, t => t.GetProperty("finding_info").GetProperty("uid").GetString() == finding.Id);
        Assert.Equal(findings.Count, told.Count);
    }

    [Fact]
    public async Task A_restart_loses_nothing_and_repeats_nothing()
    {
        var first = await new AlertCase().StartAsync();
        first.Add(TargetKind.File, "lines.jsonl");
        await first.ChangeAsync(20);
        await AlertCase.UntilAsync(() => first.Desk.All is [var only] && only.State.Sent >= 20, "the first were told");
        await first.StopAsync();
        await first.ChangeAsync(15, from: 21);
        await first.DisposeAsync();
        await using var second = await new AlertCase(home: first.Home).StartAsync();
        await second.ChangeAsync(5, from: 36);
        await AlertCase.UntilAsync(() => second.Desk.All is [var only] && only.State.Sent >= 20, "the others were told");
        Assert.Equal(Enumerable.Range(1, 40).Select(AlertCase.Id), Everything(second).Select(l => l.GetProperty("finding_info").GetProperty("uid").GetString()!));
    }

    [Fact]
    public async Task A_line_that_was_cut_off_is_written_again()
    {
        await using var desk = await new AlertCase().StartAsync();
        var file = Path.Combine(desk.Home, "alerts", "lines.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "{\"whole\":1}\n{\"cut\":");
        desk.Add(TargetKind.File, "lines.jsonl");
        await desk.ChangeAsync(1);
        await AlertCase.UntilAsync(() => desk.Desk.All is [{ State.Sent: 1 }], "it was told");
        Assert.Equal(["whole", "activity_id"], Lines(desk, "lines.jsonl").Select(l => l.EnumerateObject().First().Name));
    }

    [Theory]
    [InlineData("severity == 'critical'", "critical", true)]
    [InlineData("severity == 'critical'", "high", false)]
    [InlineData("rule.startsWith('shadow') && state == 'open'", "low", true)]
    [InlineData("environment == 'production'", "low", true)]
    public async Task A_filter_leaves_out_only_what_it_says_no_to(string filter, string severity, bool isTold)
    {
        await using var desk = await new AlertCase().StartAsync();
        desk.Add(TargetKind.File, "lines.jsonl", t => t with { Filter = filter });
        desk.Add(TargetKind.File, "all.jsonl");
        await desk.ChangeAsync(1, severity: severity);
        await AlertCase.UntilAsync(() => desk.Desk.All is [var a, var b] && a.State.Reached >= desk.Watch.Written && b.State.Sent == 1, "both are done");
        Assert.Equal(isTold, File.Exists(Path.Combine(desk.Home, "alerts", "lines.jsonl")));
    }

    [Fact]
    public async Task What_is_told_of_a_change_is_what_its_record_says()
    {
        await using var desk = await new AlertCase().StartAsync();
        desk.Add(TargetKind.File, "lines.jsonl");
        foreach (var state in Enum.GetValues<FindingState>()) await desk.ChangeAsync(1, state.Name());
        await AlertCase.UntilAsync(() => desk.Desk.All is [{ State.Sent: 4 }], "all were told");
        Assert.Equal(
            [(200301, "New", "High"), (200302, "Suppressed", "High"), (200302, "New", "Informational"), (200303, "Resolved", "High")],
            Lines(desk, "lines.jsonl").Select(l => (l.GetProperty("type_uid").GetInt32(), l.GetProperty("status").GetString()!, l.GetProperty("severity").GetString()!)));
    }

    [Fact]
    public async Task A_changed_filter_and_a_pause_count_from_then_on_and_nothing_is_missed()
    {
        await using var desk = await new AlertCase().StartAsync();
        var target = desk.Add(TargetKind.File, "lines.jsonl");
        await desk.ChangeAsync(1);
        await AlertCase.UntilAsync(() => desk.Desk.All is [{ State.Sent: 1 }], "the first was told");
        Assert.True(desk.Desk.Book.Change(target, target with { IsPaused = true }, "jane"));
        await AlertCase.UntilAsync(() => desk.Desk.All.IsEmpty, "it was paused");
        await desk.ChangeAsync(2, from: 2);
        Assert.True(desk.Desk.Book.Change(target with { IsPaused = true }, target, "jane"));
        await AlertCase.UntilAsync(() => desk.Desk.All is [{ State.Sent: 2 }], "the others were told");
        Assert.Equal(3, Lines(desk, "lines.jsonl").Count);
    }

    private static bool FindingRow(Plumbline.Posture.Findings.Finding finding) => Standings.FindingChange.StateOf(finding) != FindingState.Unknown;

    private static string Call(int i) => $$$"""
        {"eventVersion":"1.09","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:s","arn":"arn:aws:sts::111122223333:assumed-role/summaries/s","accountId":"111122223333","sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/summaries","accountId":"111122223333","userName":"summaries"} } },"eventTime":"2026-11-20T10:00:00Z","eventSource":"bedrock.amazonaws.com","eventName":"InvokeModel","awsRegion":"eu-west-1","sourceIPAddress":"198.51.100.7","requestParameters":{"modelId":"anthropic.claude-3-haiku-20240307-v1:0"},"responseElements":null,"requestID":"{{{i:x8}}}-0000-4000-8000-000000000000","eventID":"{{{i:x8}}}-1111-4000-8000-000000000000","readOnly":true,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333","eventCategory":"Management"}
        """;

    private static List<JsonElement> Lines(AlertCase desk, string file) =>
        [.. File.ReadAllLines(Path.Combine(desk.Home, "alerts", file)).Select(l => JsonDocument.Parse(l).RootElement)];

    // A file that is full goes on as another one; the oldest has the highest number.
    private static IEnumerable<JsonElement> Everything(AlertCase desk) =>
        Directory.GetFiles(Path.Combine(desk.Home, "alerts")).Select(f => Path.GetFileName(f)!)
            .OrderByDescending(f => int.TryParse(f.Split('.')[^1], out var number) ? number : 0).SelectMany(f => Lines(desk, f));
}
