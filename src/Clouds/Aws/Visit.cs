using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Plumbline.Clouds.Aws.Shapes;
using Plumbline.Clouds.Aws.Tables;
using Plumbline.Clouds.Calls;
using Plumbline.Collectors.Files;

namespace Plumbline.Clouds.Aws;

/// <summary>One reading under way: asks, follows what is answered, and keeps documents and failures.</summary>
internal sealed class Visit(AwsClient client, AwsSettings settings, Counts counts, string account, DateTimeOffset began)
{
    private const int LongestName = 160;
    private long held;
    private readonly ConcurrentDictionary<string, byte> asked = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<(string Path, string Key, byte[] Content)> kept = [];
    private readonly ConcurrentDictionary<(string Bucket, string? Prefix), string> buckets = [];

    /// <summary>What was kept, several documents of one name behind one another.</summary>
    public ImmutableArray<SavedAnswer> Answers =>
    [
        .. kept.GroupBy(k => k.Path).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new SavedAnswer(g.Key, [.. g.OrderBy(k => k.Key, StringComparer.Ordinal).SelectMany(k => (byte[])[.. k.Content, (byte)'\n'])])),
    ];

    /// <summary>Keeps an answer that was asked for elsewhere.</summary>
    public void Keep(AwsCall call, AwsAnswer answer, string region)
    {
        if (answer.Document is { } document) Keep(call, document.DeepClone().AsObject(), answer, region, []);
        else KeepFailure(call, answer, region, []);
    }

    /// <summary>Asks what a region answers without being told what to ask for.</summary>
    /// <param name="region">The region.</param>
    /// <param name="isFirst">True for the one that answers for services without regions.</param>
    /// <param name="isHistory">True for what ran once, of which there may be more than is asked for; false for all else.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task RegionAsync(string region, bool isFirst, bool isHistory, CancellationToken cancellation) => Task.WhenAll(
        AwsCalls.All.Where(c => c.Each.IsEmpty && c.IsHistory == isHistory && (isFirst || !c.Service.IsGlobal)).Select(c => AskAsync(c, region, [], cancellation)));

    /// <summary>Asks about the buckets that the answers so far name.</summary>
    public Task BucketsAsync(CancellationToken cancellation)
    {
        var named = buckets.GroupBy(b => b.Key.Bucket).Select(g => (Bucket: g.Key, Region: g.Select(b => b.Value).Min(StringComparer.Ordinal)!, Prefixes: g.Select(b => b.Key.Prefix).OfType<string>()));
        return Task.WhenAll(named.SelectMany(b =>
            AwsCalls.OfBuckets.Select(c => AskAsync(c, b.Region, new() { ["bucket"] = b.Bucket }, cancellation))
                .Concat(b.Prefixes.Select(p => AskAsync(AwsCalls.Objects, b.Region, new() { ["bucket"] = b.Bucket, ["prefix"] = p }, cancellation)))));
    }

    private async Task AskAsync(AwsCall call, string region, Dictionary<string, string> parameters, CancellationToken cancellation)
    {
        if (!asked.TryAdd($"{call.Id} {region} {string.Join(' ', parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value))}", 0)) return;
        var answer = await PagesAsync(call, region, parameters, cancellation).ConfigureAwait(false);
        if (answer.Document is not { } document) return;
        var following = Following(call, document, parameters, region).ToList();
        foreach (var (bucket, prefix) in NamedBuckets.In(call.Command, document)) buckets.AddOrUpdate((bucket, prefix), region, (_, r) => string.CompareOrdinal(r, region) < 0 ? r : region);
        if (call.OnlyFor is null) Keep(call, document, answer, answer.Region, parameters);
        await Task.WhenAll(following.Select(f => AskAsync(f.Call, f.Region, f.Parameters, cancellation))).ConfigureAwait(false);
    }

    // A list that breaks off keeps what came before, with the mark that there is more, and the failure beside it.
    private async Task<AwsAnswer> PagesAsync(AwsCall call, string region, Dictionary<string, string> parameters, CancellationToken cancellation)
    {
        AwsAnswer? whole = null;
        var at = new Dictionary<string, string>(parameters, StringComparer.Ordinal);
        // A token leads on only where all else is asked as before.
        if (call.Back > TimeSpan.Zero) at[Requests.Since] = (began - call.Back).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var most = Math.Min(settings.Bounds.Pages, call.Pages?.MostPages ?? 1);
        for (var page = 0; ; page++)
        {
            var answer = page < most ? await client.AskAsync(call, region, at, cancellation).ConfigureAwait(false)
                : new AwsAnswer(null, new Failure(Failure.Bound, 0, whole!.RequestId), whole.RequestId, whole.At, region);
            if (answer.Failure is not null)
            {
                KeepFailure(call, answer, answer.Region, parameters);
                return whole ?? answer;
            }

            region = answer.Region;
            var next = call.Pages is { } pages && answer.Document![pages.Answers] is JsonValue token && token.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
            if (whole is null) whole = answer;
            else
            {
                foreach (var name in (string[])["nextToken", "NextToken", "NextMarker", "Marker", "NextContinuationToken"]) whole.Document!.Remove(name);
                Documents.Append(whole.Document!, answer.Document!);
            }

            if (next is null) return whole;
            if (at.GetValueOrDefault(Requests.NextPage) == next) return whole;
            at[Requests.NextPage] = next;
        }
    }

    private static IEnumerable<(AwsCall Call, string Region, Dictionary<string, string> Parameters)> Following(AwsCall call, JsonObject document, Dictionary<string, string> parameters, string region) =>
        from next in AwsCalls.All
        from follows in next.Each
        where follows.Of == call.Id
        from element in Elements(document, follows.List)
        let taken = Taken(element, follows.Takes)
        where taken is not null
        select (next, Home(taken, region), new Dictionary<string, string>(parameters.Where(p => !next.StandsAlone && !taken.ContainsKey(p.Key)).Concat(taken), StringComparer.Ordinal));

    // What has its home in another region is asked there, once.
    private static string Home(Dictionary<string, string> taken, string region) =>
        taken.Count == 1 && Arn.Parse(taken.Values.First()) is { Region: { Length: > 0 } home } && AwsSettings.IsRegion(home) ? home : region;

    private static IEnumerable<JsonNode?> Elements(JsonObject document, string path)
    {
        IEnumerable<JsonNode?> at = [document];
        foreach (var name in path.Split('.', StringSplitOptions.RemoveEmptyEntries)) at = at.SelectMany(n => Each((n as JsonObject)?[name]));
        return at;

        static IEnumerable<JsonNode?> Each(JsonNode? node) => node switch
        {
            JsonArray list => list,
            null => [],
            _ => Enumerable.Repeat<JsonNode?>(node, 1),
        };
    }

    private static Dictionary<string, string>? Taken(JsonNode? element, string takes)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in takes.Split(','))
        {
            var (name, from) = (part[..part.IndexOf('=', StringComparison.Ordinal)], part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (from.StartsWith('\'')) taken[name] = from.Trim('\'');
            else if ((from.Length == 0 ? element : (element as JsonObject)?[from]) is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0) taken[name] = text;
            else return null;
        }

        return taken;
    }

    private void Keep(AwsCall call, JsonObject document, AwsAnswer answer, string region, Dictionary<string, string> parameters)
    {
        Veil.Over(document);
        document["ResponseMetadata"] = Metadata(answer);
        var content = JsonBytes.Of(document);
        if (Interlocked.Add(ref held, content.Length) > settings.Bounds.AllBytes) KeepFailure(call, answer with { Document = null, Failure = new Failure(Failure.Bound, 0, answer.RequestId) }, region, parameters);
        else kept.Add((PathOf(call, call.Command, region, parameters), Key(parameters), content));
    }

    private void KeepFailure(AwsCall call, AwsAnswer answer, string region, Dictionary<string, string> parameters)
    {
        var failure = answer.Failure!;
        if (failure.IsGone && parameters.Count > 0 && !IsLostBucket(call, failure)) return;
        if (failure.IsRefused) counts.Refuse();
        else if (!failure.IsNone) counts.Fail();
        var error = new JsonObject { ["Code"] = failure.Code, ["Action"] = call.Action };
        if ((failure.Resource ?? ResourceOf(call, parameters)) is { } resource) error["Resource"] = resource;
        var path = PathOf(call, call.OnlyFor ?? call.Command, region, parameters);
        // Records of a log are read as they stand: what was not read of it is told beside them.
        if (call.Back > TimeSpan.Zero) path = path[..^".json".Length] + "-rest.json";
        kept.Add((path, Key(parameters) + "~", JsonBytes.Of(new JsonObject { ["Error"] = error, ["ResponseMetadata"] = Metadata(answer) })));
    }

    // A bucket that is named and not there is told once: whoever makes one of its name gets what is meant for it.
    private static bool IsLostBucket(AwsCall call, Failure failure) => failure.Code == "NoSuchBucket" && call == AwsCalls.OfBuckets[0];

    private static string? ResourceOf(AwsCall call, Dictionary<string, string> parameters) =>
        call.Service == Service.S3 && parameters.TryGetValue("bucket", out var bucket) ? $"arn:aws:s3:::{bucket}" : parameters.Values.FirstOrDefault(v => v.StartsWith("arn:", StringComparison.Ordinal));

    private static JsonObject Metadata(AwsAnswer answer) => new()
    {
        ["RequestId"] = answer.RequestId,
        ["HTTPHeaders"] = new JsonObject { ["date"] = answer.At.UtcDateTime.ToString("R", CultureInfo.InvariantCulture) },
    };

    private static string Key(Dictionary<string, string> parameters) => string.Join(' ', parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value));

    // A bucket's name must stand alone: only it says whom the answer speaks of.
    private string PathOf(AwsCall call, string command, string region, Dictionary<string, string> parameters)
    {
        var named = call.Service == Service.S3 ? [parameters["bucket"]] : parameters.Values.Select(v => Arn.Parse(v)?.Id ?? v).Select(Plain);
        var label = call.Label.Length > 0 ? "-" + call.Label : "";
        var name = string.Concat(named.Select(n => "-" + n));
        if (name.Length > LongestName) name = $"{name[..LongestName]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8]}";
        return $"{account}/{(call.Service.IsGlobal ? "" : region + "/")}{call.Service.Name}/{command}{label}{name}.json";
    }

    private static string Plain(string text) => string.Concat(text.Take(100).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-'));
}
