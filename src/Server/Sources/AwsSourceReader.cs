using System.Collections.Immutable;
using System.Security.Cryptography;
using Plumbline.Clouds.Aws;
using Plumbline.Clouds.Calls;

namespace Plumbline.Server.Sources;

/// <summary>
/// An AWS account, asked anew at each reading. Its address is its regions: `eu-west-1,eu-north-1`; behind them, or in its settings, may stand `profile=`, `role=`,
/// `external-id=` and `endpoint=`. Keys come from the machine's own profiles and environment, never from the source.
/// </summary>
/// <param name="clock">Signs, waits and dates.</param>
internal sealed class AwsSourceReader(TimeProvider clock) : ISourceReader
{
    private static readonly string[] Known = ["profile", "role", "external-id", "endpoint"];

    public string Kind => "aws";

    public string? Problem(Source source) => Settings(source).Problem;

    // Only asking tells whether anything changed.
    public string? Stamp(Source source) => null;

    public async Task<SourceReading> ReadAsync(Source source, CancellationToken cancellation)
    {
        var (settings, wrong) = Settings(source);
        if (settings is null) throw new IOException(wrong);
        using var network = Addresses.Handler();
        var (reading, problem) = await AwsReader.ReadAsync(
            settings, network, Environment.GetEnvironmentVariable, clock, () => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20), cancellation).ConfigureAwait(false);
        if (reading is null) throw new IOException(problem);
        var counts = reading.Counts;
        return new SourceReading([], [.. reading.Files()], [])
        {
            Notes = [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"account {reading.Account}, {counts.Requests} requests, {counts.Refused} not permitted, {counts.Failed} failed; each is a gap that names the right it lacks")],
        };
    }

    private static (AwsSettings? Settings, string? Problem) Settings(Source source)
    {
        var words = source.Address.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var said = source.Settings;
        foreach (var word in words.Skip(1))
        {
            if (word.Split('=', 2) is not [var name, { Length: > 0 } value]) return (null, $"`{word}` is no setting; write it as profile=NAME");
            said = said.SetItem(name, value);
        }

        if (said.Keys.FirstOrDefault(k => !Known.Contains(k)) is { } unknown) return (null, $"`{unknown}` is no setting of an account; there are {string.Join(", ", Known)}");
        var endpoint = said.GetValueOrDefault("endpoint");
        if (endpoint is not null && Addresses.Refusal(endpoint) is { } refusal) return (null, refusal);
        var settings = new AwsSettings([.. (words.Length == 0 ? "" : words[0]).Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct()])
        {
            Profile = said.GetValueOrDefault("profile"), Role = said.GetValueOrDefault("role"), ExternalId = said.GetValueOrDefault("external-id"), Endpoint = endpoint is null ? null : new Uri(endpoint),
        };
        return settings.Problem() is { } problem ? (null, problem) : (settings, null);
    }
}
