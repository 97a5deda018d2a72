using Plumbline.Clouds.Aws.SignIn;
using Plumbline.Clouds.Aws.Tables;
using Plumbline.Clouds.Calls;

namespace Plumbline.Clouds.Aws;

/// <summary>Reads an account: signs in, asks what <see cref="AwsCalls"/> lists, and gives the answers as files that the reader of saved answers reads.</summary>
public static class AwsReader
{
    /// <summary>The reading; null and one sentence where nobody could sign in. What could not be read is among the answers, as a failure.</summary>
    /// <param name="settings">Which account, and as whom.</param>
    /// <param name="network">Where requests go; <see cref="Addresses.Handler"/> outside of tests.</param>
    /// <param name="environment">Reads a variable of the environment.</param>
    /// <param name="clock">Signs, waits and dates.</param>
    /// <param name="chance">Numbers from 0 to 1 that spread waiting callers.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<(AwsReading? Reading, string? Problem)> ReadAsync(
        AwsSettings settings, HttpMessageHandler network, Func<string, string?> environment, TimeProvider clock, Func<double> chance, CancellationToken cancellation)
    {
        if (settings.Problem() is { } wrong) return (null, wrong);
        if (Profiles.Find(settings.Profile, environment, out var problem) is not { } first) return (null, problem);
        using var http = new HttpClient(network, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        var counts = new Counts();
        var held = new List<IDisposable>();
        try
        {
            var chain = new KeyChain(first.Fetch, clock);
            var client = Client(chain);
            var began = clock.GetUtcNow();
            if (await chain.CurrentAsync(cancellation).ConfigureAwait(false) is null)
                return (null, $"profile `{settings.Profile ?? environment("AWS_PROFILE") ?? "default"}` gives no keys; sign in again, or put what `aws configure export-credentials --format env` prints into the environment");
            foreach (var role in first.Roles.Concat(settings.Role is null ? [] : [new RoleToTake(settings.Role, settings.ExternalId)]))
            {
                var before = client;
                if (await TakenRole.TakeAsync(before, role, settings.Regions[0], cancellation).ConfigureAwait(false) is null)
                    return (null, $"role `{role.Arn}` could not be taken; see that its trust policy names who signs in{(role.ExternalId is null ? ", and say --external-id where it asks for one" : " and this external id")}");
                chain = new KeyChain(c => TakenRole.TakeAsync(before, role, settings.Regions[0], c), clock);
                client = Client(chain);
            }

            return await ReadAsync(settings, client, chain, counts, began, cancellation).ConfigureAwait(false);

            AwsClient Client(KeyChain keys)
            {
                var made = new AwsClient(http, keys, settings, counts, clock, chance);
                held.AddRange([keys, made]);
                return made;
            }
        }
        finally
        {
            foreach (var one in held) one.Dispose();
        }
    }

    private static async Task<(AwsReading? Reading, string? Problem)> ReadAsync(AwsSettings settings, AwsClient client, KeyChain chain, Counts counts, DateTimeOffset began, CancellationToken cancellation)
    {
        var seen = new List<(string Region, AwsAnswer Answer)>();
        foreach (var region in settings.Regions.Distinct()) seen.Add((region, await client.AskAsync(AwsCalls.Identity, region, new Dictionary<string, string>(), cancellation).ConfigureAwait(false)));
        if (seen.Find(s => s.Answer.Document is not null).Answer is not { } known) return (null, Sentence(seen[0].Answer.Failure!, settings));
        if (Text(known, "Account") is not { Length: 12 } account || !account.All(char.IsAsciiDigit)) return (null, "`sts get-caller-identity` names no account; see that --endpoint answers as AWS does");
        chain.Account = account;

        var visit = new Visit(client, settings, counts, account, began);
        foreach (var (region, answer) in seen) visit.Keep(AwsCalls.Identity, answer, region);
        var open = seen.FindAll(s => s.Answer.Document is not null).ConvertAll(s => s.Region);
        // What ran once comes last: a long past must not use up what is asked of the present.
        foreach (var isHistory in (bool[])[false, true])
        {
            await Task.WhenAll(open.Select((r, i) => visit.RegionAsync(r, i == 0, isHistory, cancellation))).ConfigureAwait(false);
            await visit.BucketsAsync(cancellation).ConfigureAwait(false);
        }

        return (new AwsReading(account, Text(known, "Arn") ?? "", visit.Answers, counts), null);
    }

    private static string Sentence(Failure failure, AwsSettings settings) => failure switch
    {
        { IsExpired: true } => "the keys have expired; sign in again",
        { IsUnknownKey: true } or { Code: "SignatureDoesNotMatch" or "InvalidSignatureException" or "IncompleteSignature" } => $"AWS does not know these keys in `{settings.Regions[0]}`; sign in again, or name a region that is enabled for the account",
        { Code: Failure.NoEndpoint } => $"no AWS service answers for `{settings.Regions[0]}`; see the region's name and that this machine can resolve names",
        { Code: Failure.NoAnswer } => $"`{settings.Endpoint?.GetLeftPart(UriPartial.Authority) ?? Service.Sts.EndpointIn(settings.Regions[0]).Host}` does not answer; see that this machine may reach it",
        _ => $"`sts get-caller-identity` answered `{failure.Code}`; see that these keys are in use",
    };

    private static string? Text(AwsAnswer answer, string name) => answer.Document?[name] is System.Text.Json.Nodes.JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
