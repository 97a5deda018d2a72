using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Plumbline.Server.Access;
using Plumbline.Server.Serving;
using Plumbline.Server.Standings;
using Xunit;

namespace Plumbline.Server.Tests.Serving;

/// <summary>`/metrics`, read as Prometheus reads it.</summary>
public sealed partial class MetricsTests
{
    [Fact]
    public async Task What_is_shown_is_valid_and_counts_requests_by_route()
    {
        var home = Cluster.Temporary();
        var settings = new ServeSettings(
            [new Uri("http://127.0.0.1:0")], [], TimeSpan.FromMinutes(5), null,
            new EstateSettings(null, home, Path.Combine(home, "ledger.db"), [Path.Combine(Cluster.Root, "rules")], Path.Combine(home, "grammars")), new AccessSettings(Path.Combine(home, "secret.key")));
        await using var app = ServeHost.Build(settings, TimeProvider.System, _ => { });
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        for (var i = 0; i < 3; i++) (await client.GetAsync("/health/live", TestContext.Current.CancellationToken)).Dispose();
        var samples = Parse(await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken));
        Assert.Contains(samples, s => s.Name == "plumb_ledger_up" && s.Value == 1);
        Assert.Equal(3, samples.Single(s => s.Name == "plumb_http_request_duration_seconds_count" && s.Labels.Contains("route=\"/health/live\"", StringComparison.Ordinal)).Value);
        using var handed = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "X-Forwarded-For", "203.0.113.9" } } };
        using var refused = await client.SendAsync(handed, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public void A_label_can_hold_anything() =>
        Assert.Equal("# HELP a B\\\\c\\nd\n# TYPE a gauge\na{l=\"x\\\"y\\\\z\\nw\"} 1.5\n", new MetricsText().Of("a", "gauge", "B\\c\nd").Add("a", 1.5, ("l", "x\"y\\z\nw")).ToString());

    private static List<(string Name, string Labels, double Value)> Parse(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var (samples, types, seen) = (new List<(string, string, double)>(), new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var current = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal)) continue;
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var parts = line.Split(' ');
                Assert.Contains(parts[3], (string[])["counter", "gauge", "histogram"]);
                Assert.True(types.TryAdd(current = parts[2], parts[3]), $"{parts[2]} is told twice");
                continue;
            }

            var match = Sample().Match(line);
            Assert.True(match.Success, line);
            Assert.StartsWith(current, match.Groups[1].Value, StringComparison.Ordinal);
            Assert.True(seen.Add(match.Groups[1].Value + match.Groups[2].Value), $"{line} is told twice");
            samples.Add((match.Groups[1].Value, match.Groups[2].Value, double.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture)));
        }

        foreach (var histogram in types.Where(t => t.Value == "histogram").Select(t => t.Key)) Buckets(samples, histogram);
        return samples;
    }

    private static void Buckets(List<(string Name, string Labels, double Value)> samples, string name)
    {
        foreach (var series in samples.Where(s => s.Name == name + "_bucket").GroupBy(s => Le().Replace(s.Labels, "")))
        {
            Assert.Equal(series.Select(s => s.Value).Order(), series.Select(s => s.Value));
            Assert.Contains("le=\"+Inf\"", series.Last().Labels, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)((?:\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*\})?) (-?[0-9.eE+-]+|\+Inf|NaN)$""")]
    private static partial Regex Sample();

    [GeneratedRegex(",?le=\"[^\"]*\"")]
    private static partial Regex Le();
}
