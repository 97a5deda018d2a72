using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>Folds data events that change stored data: who wrote what, resource by resource.</summary>
/// <remarks>Trails leave data events out unless they are asked for, so only an account and region that shows some was looked at.</remarks>
/// <param name="source">The collector.</param>
internal sealed class TrailWrites(string source)
{
    private const int MostResources = 500;

    private static readonly FrozenDictionary<(string Source, string Name), string> Actions = new (string Service, string Name, string Action)[]
    {
        ("dynamodb", "PutItem", "dynamodb:PutItem"), ("dynamodb", "UpdateItem", "dynamodb:UpdateItem"), ("dynamodb", "DeleteItem", "dynamodb:DeleteItem"),
        ("dynamodb", "BatchWriteItem", "dynamodb:BatchWriteItem"),
        ("s3", "PutObject", "s3:PutObject"), ("s3", "CopyObject", "s3:PutObject"), ("s3", "CompleteMultipartUpload", "s3:PutObject"),
        ("s3", "DeleteObject", "s3:DeleteObject"), ("s3", "DeleteObjects", "s3:DeleteObject"),
        ("sqs", "SendMessage", "sqs:SendMessage"), ("sns", "Publish", "sns:Publish"),
        ("secretsmanager", "PutSecretValue", "secretsmanager:PutSecretValue"), ("ssm", "PutParameter", "ssm:PutParameter"),
    }.ToFrozenDictionary(a => ($"{a.Service}.amazonaws.com", a.Name), a => a.Action);

    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };
    private readonly HashSet<string> events = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Principal, string Action), SortedDictionary<string, (Tally Tally, string Account)>> deeds = [];
    private readonly SortedDictionary<(string Account, string Region), Origin> places = [];

    /// <summary>True for an event that changes stored data.</summary>
    public static bool Reads(string eventSource, string name) => Actions.ContainsKey((eventSource, name));

    /// <summary>Adds a record; false where it changes no stored data.</summary>
    public bool Add(TrailHead head, ReadOnlyMemory<byte> text, string file, int place)
    {
        if (head.Name is null || !Actions.TryGetValue((head.Source!, head.Name), out var action)) return false;
        using var document = JsonDocument.Parse(text, Bounded);
        var root = document.RootElement;
        var id = root.Text("eventID") ?? "";
        var origin = new Origin(source, file, place, id.Length > 0 ? id : null, head.Name);
        var resources = Resources(root, head);
        var (principal, request) = (new TrailRecord(head, root).Principal, root.Text("requestID") ?? "");
        if (!events.Add(id.Length > 0 ? id : Convert.ToHexString(SHA256.HashData(text.Span)))) return true;
        if (root.Flag("managementEvent") == false || root.Text("eventCategory") == "Data") See((head.Account, head.Region), origin);
        if (root.Text("errorCode") is { Length: > 0 }) return true;
        if (resources.Count == 0) return true;
        var key = (principal, action);
        if (!deeds.TryGetValue(key, out var there)) deeds[key] = there = new(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            if (!there.TryGetValue(resource, out var tally)) there[resource] = tally = (new Tally(), head.Account);
            tally.Tally.Add(head.Time, request, origin);
        }

        return true;
    }

    /// <summary>Everything said, in a fixed order.</summary>
    /// <param name="reaches">What the collector looked at and could not read: a lost file may have held writes.</param>
    public IEnumerable<Claim> ToClaims(IEnumerable<Claim> reaches)
    {
        foreach (var ((principal, action), resources) in deeds.OrderBy(d => d.Key.Principal, StringComparer.Ordinal).ThenBy(d => d.Key.Action, StringComparer.Ordinal))
        {
            var subject = new AssetId(AssetKind.Workload, principal);
            var (first, account) = resources.First().Value;
            foreach (var claim in Observed.Principal.Facts(principal, account, first.Origin!, first.Last)) yield return claim;
            foreach (var (resource, (tally, _)) in resources.Take(MostResources))
            {
                yield return new Claim(subject, "writes", Plane.Observed, Value.Map(
                    ("action", Value.Of(action)), ("resource", Value.Of(resource)), ("count", Value.Of(tally.Count)),
                    ("first", Value.Of(tally.First)), ("last", Value.Of(tally.Last))), tally.Origin!, tally.Last);
            }

            if (resources.Count <= MostResources) continue;
            yield return new Gap(
                source, Plane.Observed, GapKind.Unreadable, $"`{principal}` wrote to {resources.Count} resources by {action}; {MostResources} of them are told",
                "scan a shorter stretch of time", new Reach(subject), ["workload.writes"]).ToClaim(first.Origin!);
        }

        if (places.Count == 0) yield break;
        foreach (var lost in reaches.Where(c => c.Property == Claim.Reserved.Gap))
            yield return (Gap.Read(lost) with { Speaks = ["workload.writes"] }).ToClaim(lost.Origin);
        foreach (var ((account, region), origin) in places)
            yield return new Coverage(source, Plane.Observed, new Reach(null, account, region), ["workload.writes"]).ToClaim(origin);
    }

    private void See((string Account, string Region) place, Origin origin)
    {
        if (!places.TryGetValue(place, out var known) || origin.CompareTo(known) < 0) places[place] = origin;
    }

    // The record names its resources; where it does not, the request does.
    private static List<string> Resources(JsonElement root, TrailHead head)
    {
        var named = root.Elements("resources").Select(r => (Arn: r.Text("ARN") ?? "", Type: r.Text("type") ?? "")).Where(r => r.Arn.Length > 0).ToList();
        var things = named.Where(r => r.Type is not ("AWS::S3::Bucket" or "AWS::KMS::Key" or "AWS::IAM::Role")).Select(r => r.Arn).Distinct().ToList();
        return things.Count > 0 ? things : Asked(root.At("requestParameters"), head);
    }

    private static List<string> Asked(JsonElement request, TrailHead head)
    {
        var at = $"arn:{Observed.Principal.PartitionOf(head.Region)}";
        if (request.Text("bucketName") is { } bucket) return [$"{at}:s3:::{bucket}/{request.Text("key") ?? "*"}"];
        if (request.Text("tableName") is { } table) return [table.StartsWith("arn:", StringComparison.Ordinal) ? table : $"{at}:dynamodb:{head.Region}:{head.Account}:table/{table}"];
        if (request.At("requestItems") is { ValueKind: JsonValueKind.Object } items)
            return items.EnumerateObject().Select(i => $"{at}:dynamodb:{head.Region}:{head.Account}:table/{i.Name}").ToList();
        if (request.Text("topicArn") is { } topic) return [topic];
        if (request.Text("secretId") is { } secret) return [secret.StartsWith("arn:", StringComparison.Ordinal) ? secret : $"{at}:secretsmanager:{head.Region}:{head.Account}:secret:{secret}"];
        if (request.Text("queueUrl")?.Split('/') is [.., { Length: 12 } account, var queue]) return [$"{at}:sqs:{head.Region}:{account}:{queue}"];
        return request.Text("name") is { } parameter ? [$"{at}:ssm:{head.Region}:{head.Account}:parameter/{parameter.TrimStart('/')}"] : [];
    }
}
