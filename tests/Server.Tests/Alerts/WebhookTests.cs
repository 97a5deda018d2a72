using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Plumbline.Server.Alerts;
using Xunit;

namespace Plumbline.Server.Tests.Alerts;

/// <summary>Posts to others: signed, in order, tried again, given up visibly; and others that mean no good.</summary>
public sealed class WebhookTests
{
    [Fact]
    public async Task A_request_is_signed_over_its_time_and_body()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var desk = await new AlertCase().StartAsync();
        desk.Secret("siem", "correct horse\n");
        desk.Add(TargetKind.Webhook, receiver.Address, t => t with { Secret = "siem" });
        await desk.ChangeAsync(1);
        var posted = await receiver.NextAsync();
        var parts = posted.Headers["Plumbline-Signature"].Split(',').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes("correct horse"), Encoding.UTF8.GetBytes($"{parts["t"]}.{posted.Text}"));
        Assert.Equal(Convert.ToHexStringLower(expected), parts["v1"]);
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts["t"], System.Globalization.CultureInfo.InvariantCulture)), DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.MaxValue);
        Assert.Equal($"webhook-1-{posted.Json.GetProperty("metadata").GetProperty("sequence")}", posted.Headers["Plumbline-Delivery"]);
    }

    [Fact]
    public async Task A_secret_in_an_address_is_kept_by_its_name_only()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var desk = await new AlertCase().StartAsync();
        desk.Secret("room", "T0/B0/xyz");
        Assert.Contains("names none", desk.Desk.Book.Problem(new Target("", TargetKind.Webhook, receiver.Address + "/{secret}")), StringComparison.Ordinal);
        var target = desk.Add(TargetKind.Webhook, receiver.Address + "/{secret}", t => t with { Secret = "room" });
        await desk.ChangeAsync(1);
        Assert.Equal("/hook/T0/B0/xyz", (await receiver.NextAsync()).Path);
        Assert.DoesNotContain("xyz", desk.Desk.Book.Find(target.Id)!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_nobody_can_read_holds_up_nothing()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var desk = await new AlertCase().StartAsync();
        desk.Add(TargetKind.Webhook, receiver.Address);
        desk.Pool.Append(_ => [new Store.Records.Entry(Store.Records.RecordKind.Finding, "other", "odd", "ci", DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes("[1]"))]);
        await desk.ChangeAsync(1);
        Assert.Equal(["odd", AlertCase.Id(1)], [(await receiver.NextAsync()).Finding, (await receiver.NextAsync()).Finding]);
    }

    [Fact]
    public async Task A_target_that_fails_for_a_while_gets_everything_in_order()
    {
        await using var receiver = await Receiver.StartAsync((context, count) =>
        {
            context.Response.StatusCode = count <= 5 ? 503 : 204;
            return Task.CompletedTask;
        });
        await using var desk = await new AlertCase().StartAsync();
        var target = desk.Add(TargetKind.Webhook, receiver.Address);
        await desk.ChangeAsync(4);
        var got = new List<string>();
        for (var i = 0; i < 9; i++) got.Add((await receiver.NextAsync()).Finding);
        Assert.Equal([.. Enumerable.Repeat(AlertCase.Id(1), 6), AlertCase.Id(2), AlertCase.Id(3), AlertCase.Id(4)], got);
        await AlertCase.UntilAsync(() => desk.Desk.Of(target.Id) is { Sent: 4, Problem: null }, "it was told that it works again");
        Assert.Equal(5, desk.Desk.Of(target.Id)!.Failed);
        Assert.Empty(desk.Desk.Letters.Of(target.Id));
    }

    [Fact]
    public async Task What_a_target_refuses_is_a_dead_letter_that_can_be_sent_again()
    {
        var isWilling = false;
        await using var receiver = await Receiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = isWilling ? 200 : 422;
            return Task.CompletedTask;
        });
        await using var desk = await new AlertCase().StartAsync();
        var target = desk.Add(TargetKind.Webhook, receiver.Address);
        await desk.ChangeAsync(2);
        await AlertCase.UntilAsync(() => desk.Desk.Letters.Of(target.Id).Length == 2, "both were given up");
        Assert.All(desk.Desk.Letters.Of(target.Id), l => Assert.Equal((1, "the answer was 422"), (l.Attempts, l.Problem)));
        await receiver.NextAsync();
        await receiver.NextAsync();
        isWilling = true;
        Assert.Equal(2, desk.Desk.Letters.Again(target.Id, null));
        desk.Desk.Wake();
        Assert.Equal([AlertCase.Id(1), AlertCase.Id(2)], [(await receiver.NextAsync()).Finding, (await receiver.NextAsync()).Finding]);
        await AlertCase.UntilAsync(() => desk.Desk.Letters.Of(target.Id).IsEmpty, "they were taken");
    }

    [Fact]
    public async Task A_target_that_is_away_longer_than_the_bound_gets_dead_letters()
    {
        await using var desk = await new AlertCase(patience: new Patience(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1))).StartAsync();
        var target = desk.Add(TargetKind.Webhook, "http://127.0.0.1:1/nobody");
        await desk.ChangeAsync(3);
        await AlertCase.UntilAsync(() => desk.Desk.Letters.Of(target.Id).Length == 3, "all were given up");
        Assert.True(desk.Desk.Letters.Of(target.Id)[0].Attempts > 1);
        Assert.NotNull(desk.Desk.Of(target.Id)!.Problem);
    }

    [Theory]
    [InlineData("never")]
    [InlineData("endless")]
    [InlineData("huge")]
    [InlineData("redirect")]
    public async Task A_hostile_target_delays_only_itself(string how)
    {
        await using var good = await Receiver.StartAsync();
        await using var hostile = await Receiver.StartAsync((context, _) => HurtAsync(context, how, good.Address));
        await using var desk = await new AlertCase(patience: new Patience(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(300))).StartAsync();
        var bad = desk.Add(TargetKind.Webhook, hostile.Address);
        desk.Add(TargetKind.Webhook, good.Address.Replace("/hook", "/good", StringComparison.Ordinal));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await desk.ChangeAsync(3);
        for (var i = 1; i <= 3; i++)
        {
            var posted = await good.NextAsync();
            Assert.Equal((AlertCase.Id(i), "/good"), (posted.Finding, posted.Path));
        }

        await AlertCase.UntilAsync(() => desk.Desk.Of(bad.Id) is { } state && state.Sent + state.Failed > 0, "the hostile one was tried");
        if (how is "never" or "redirect") Assert.NotNull(desk.Desk.Of(bad.Id)!.Problem ?? desk.Desk.Letters.Of(bad.Id)[0].Problem);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 50 << 20);
        Assert.True(good.IsQuiet);
    }

    [Fact]
    public async Task A_ticket_system_gets_words_for_people_and_a_key_that_stays()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var desk = await new AlertCase().StartAsync();
        desk.Add(TargetKind.Ticket, receiver.Address);
        await desk.ChangeAsync(1, severity: "critical");
        await desk.ChangeAsync(1, state: "resolved", severity: "critical");
        var (open, close) = ((await receiver.NextAsync()).Json, (await receiver.NextAsync()).Json);
        Assert.Equal(("open", 1, AlertCase.Id(1)), (open.GetProperty("action").GetString(), open.GetProperty("priority").GetInt32(), open.GetProperty("key").GetString()));
        Assert.Equal(("close", AlertCase.Id(1)), (close.GetProperty("action").GetString(), close.GetProperty("key").GetString()));
        Assert.NotEmpty(open.GetProperty("fix").GetString()!);
    }

    [Theory]
    [InlineData(TargetKind.Webhook, "http://example.org/x", "in the clear")]
    [InlineData(TargetKind.Webhook, "https://169.254.169.254/latest", "the platform itself")]
    [InlineData(TargetKind.Webhook, "https://[fe80::1]/x", "the platform itself")]
    [InlineData(TargetKind.Webhook, "https://user:word@example.org/x", "no password")]
    [InlineData(TargetKind.Syslog, "https://example.org", "no syslog server")]
    [InlineData(TargetKind.Syslog, "tcp://example.org", "no syslog server")]
    [InlineData(TargetKind.File, "../ledger.db", "no name of a file")]
    [InlineData(TargetKind.File, "/etc/passwd", "no name of a file")]
    public async Task An_address_that_cannot_be_meant_is_refused(TargetKind kind, string address, string why)
    {
        await using var desk = new AlertCase();
        Assert.Contains(why, desk.Desk.Book.Problem(new Target("", kind, address)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, 500)]
    [InlineData(1, 1, 1000)]
    [InlineData(4, 1, 8000)]
    [InlineData(40, 1, 300_000)]
    public void Waits_grow_up_to_a_bound_and_are_shuffled(int failures, double dice, int milliseconds) =>
        Assert.Equal(milliseconds, Patience.Usual.After(failures, dice).TotalMilliseconds);

    private static async Task HurtAsync(HttpContext context, string how, string elsewhere)
    {
        if (how == "redirect")
        {
            context.Response.Redirect(elsewhere, permanent: false, preserveMethod: true);
            return;
        }

        if (how == "never") await Task.Delay(Timeout.Infinite, context.RequestAborted);
        var (block, most) = (new byte[1 << 20], how == "huge" ? 100 : int.MaxValue);
        for (var i = 0; i < most; i++) await context.Response.Body.WriteAsync(block, context.RequestAborted);
    }
}
