using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Plumbline.AwsSimulator;
using Plumbline.Cel.Types;
using Plumbline.Clouds.Aws;
using Plumbline.Clouds.Calls;
using Plumbline.Collectors.Deployed.AwsSnapshot;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Clouds.Tests;

/// <summary>One account, saved at rest and answering live.</summary>
internal static class Estate
{
    public static readonly DateTimeOffset AsOf = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public static string Root { get; } = FindRoot();

    /// <summary>The saved answers.</summary>
    public static string Saved { get; } = Path.Combine(Root, "tests", "Clouds.Tests", "estate");

    /// <summary>The account, simulated.</summary>
    public static Task<Simulator> AnswersAsync(Temper temper) => Simulator.StartAsync(SimulatedAccount.Load(Saved), temper);

    /// <summary>Reads a simulated account.</summary>
    public static async Task<(AwsReading? Reading, string? Problem)> ReadAsync(Simulator simulator, Func<AwsSettings, AwsSettings>? but = null, Func<string, string?>? environment = null)
    {
        var settings = new AwsSettings(["eu-west-1", "eu-central-1"]) { Endpoint = simulator.Url, Bounds = Bounds.Usual with { Pace = TimeSpan.Zero }, Patience = new Patience(4, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2)) };
        using var network = Addresses.Handler();
        return await AwsReader.ReadAsync(but?.Invoke(settings) ?? settings, network, environment ?? Keys, TimeProvider.System, () => 0.5, CancellationToken.None);
    }

    /// <summary>The variables of somebody who is signed in.</summary>
    public static string? Keys(string name) => name switch
    {
        "AWS_ACCESS_KEY_ID" => Temper.KeyId,
        "AWS_SECRET_ACCESS_KEY" => Temper.Secret,
        _ => null,
    };

    /// <summary>The claims of files, without where and when they were said: both differ, as they must.</summary>
    public static async Task<List<string>> ClaimsAsync(IEnumerable<EstateFile> files)
    {
        var scope = new Scope("case", AsOf, [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)], []);
        var lines = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var claim in new AwsSnapshotCollector().CollectAsync(scope, CancellationToken.None)) lines.Add(Line(claim));
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    /// <summary>Two lists of claims say the same.</summary>
    public static void Same(List<string> expected, List<string> actual)
    {
        Assert.Empty(expected.Except(actual));
        Assert.Empty(actual.Except(expected));
    }

    /// <summary>The saved answers as files.</summary>
    public static IEnumerable<EstateFile> Files() => EstateWalk.Of([Saved]).Files;

    public static Gap[] Gaps(AwsReading reading) => [.. Collect(reading).Where(c => c.Property == Claim.Reserved.Gap).Select(Gap.Read)];

    public static Coverage[] Coverages(AwsReading reading) => [.. Collect(reading).Where(c => c.Property == Claim.Reserved.Coverage).Select(Coverage.Read)];

    public static List<Claim> Collect(AwsReading reading) =>
        new AwsSnapshotCollector().CollectAsync(new Scope("case", AsOf, [.. reading.Files().OrderBy(f => f.Path, StringComparer.Ordinal)], []), CancellationToken.None).ToBlockingEnumerable().ToList();

    private static string Line(Claim claim)
    {
        var time = claim.Time == DateTimeOffset.MinValue ? "-" : claim.Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var value = claim.Property == Claim.Reserved.Gap ? $"gap of {string.Join(' ', Gap.Read(claim).Speaks)} in {Gap.Read(claim).Reach}" : Text(claim.Value);
        return $"{claim.Plane} {claim.Subject} {claim.Property} = {value} @ {time} < {claim.Origin.Source}";
    }

    // Where a path is part of what is said, its folder differs.
    private static string Text(Value value)
    {
        if (value.AsMap is { } map)
        {
            var text = new StringBuilder("{");
            for (var i = 0; i < map.Count; i++) text.Append(map.Keys[i]).Append(": ").Append(Text(map.Values[i])).Append(", ");
            return text.Append('}').ToString();
        }

        if (value.AsList is { } list) return "[" + string.Join(", ", list.Items.Select(Text)) + "]";
        return value.AsString is { } said ? (said.Contains("111122223333/", StringComparison.Ordinal) && said.EndsWith(".json", StringComparison.Ordinal) ? "a file" : said) : value.ToString();
    }

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}
