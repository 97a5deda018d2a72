using System.Collections.Frozen;
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
    private readonly EventIds events = new();
    private readonly Room room = new(Reaches.MostStatements);
    private readonly Dictionary<(string Principal, string Action), Deeds> deeds = [];
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
        var principal = new TrailRecord(head, root).Principal;
        if (!(id.Length > 0 ? events.Add(id) : events.AddHash(text.Span))) return true;
        if (root.Flag("managementEvent") == false || root.Text("eventCategory") == "Data") See((head.Account, head.Region), origin);
        if (root.Text("errorCode") is { Length: > 0 }) return true;
        Add((principal, action), resources, head.Account, head.Time, origin);
        return true;
    }

    /// <summary>Adds a record read at a glance; false where a general reader has to read it, nothing having been added.</summary>
    public bool Add(TrailGlance glance, ReadOnlySpan<byte> record, in Sighting seen, Interned names, string file, int place)
    {
        var api = names.Text(glance.Text(record, TrailField.Name));
        var call = new TrailCall(names);
        if (!call.ReadIdentity(glance.Text(record, TrailField.Identity))) return false;
        if (TrailWrite.Resources(glance.Text(record, TrailField.Resources), glance.Text(record, TrailField.Asked), seen) is not { } resources) return false;
        var id = glance.Text(record, TrailField.Event);
        if (!(id.Length > 0 ? events.Add(id) : events.AddHash(record))) return true;
        var origin = new LazyOrigin(source, file, place, id, api);
        if (glance.Has(TrailField.Management) || glance.Text(record, TrailField.Category).SequenceEqual("Data"u8)) See((seen.Account, seen.Region), origin);
        if (glance.Text(record, TrailField.Error).Length > 0) return true;
        Add((call.Principal, Actions[(names.Text(glance.Text(record, TrailField.Source)), api)]), resources, seen.Account, glance.Time, origin);
        return true;
    }

    /// <summary>Everything said, in a fixed order.</summary>
    /// <param name="reaches">What the collector looked at and could not read: a lost file may have held writes.</param>
    public IEnumerable<Claim> ToClaims(IEnumerable<Claim> reaches)
    {
        foreach (var ((principal, action), resources) in deeds.OrderBy(d => d.Key.Principal, StringComparer.Ordinal).ThenBy(d => d.Key.Action, StringComparer.Ordinal))
        {
            var subject = new AssetId(AssetKind.Workload, principal);
            var told = resources.Told;
            if (told.Count == 0) continue;
            var first = told[0].Value;
            foreach (var claim in Observed.Principal.Facts(principal, first.Account, first.Origin, first.Last)) yield return claim;
            foreach (var (resource, deed) in told)
            {
                yield return new Claim(subject, "writes", Plane.Observed, Value.Map(
                    ("action", Value.Of(action)), ("resource", Value.Of(resource)), ("count", Value.Of(deed.Count)),
                    ("first", Value.Of(deed.First)), ("last", Value.Of(deed.Last))), deed.Origin, deed.Last);
            }

            if (!resources.IsCut) continue;
            yield return new Gap(
                source, Plane.Observed, GapKind.Unreadable, $"`{principal}` wrote to more than {Deeds.Most} resources by {action}; {Deeds.Most} of them are told",
                "scan a shorter stretch of time", new Reach(subject), ["workload.writes"]).ToClaim(first.Origin);
        }

        if (room.IsCut || events.IsCut) yield return new Gap(
            source, Plane.Observed, GapKind.Unreadable, $"CloudTrail log: more than {Reaches.MostStatements} resources are written, or more than {EventIds.Most} writes were told; the rest is left out or counted twice",
            "scan a shorter stretch of time", Reach.Everything, ["workload.writes"]).ToClaim(new Origin(source));
        if (places.Count == 0) yield break;
        foreach (var lost in reaches.Where(c => c.Property == Claim.Reserved.Gap))
            yield return (Gap.Read(lost) with { Speaks = ["workload.writes"] }).ToClaim(lost.Origin);
        foreach (var ((account, region), origin) in places)
            yield return new Coverage(source, Plane.Observed, new Reach(null, account, region), ["workload.writes"]).ToClaim(origin);
    }

    private void Add((string Principal, string Action) key, IReadOnlyList<string> resources, string account, DateTimeOffset time, in LazyOrigin origin)
    {
        if (resources.Count == 0) return;
        if (!deeds.TryGetValue(key, out var there)) deeds[key] = there = new Deeds(room);
        foreach (var resource in resources) there.Add(resource, account, time, origin);
    }

    private void See((string Account, string Region) place, in LazyOrigin origin)
    {
        if (!places.TryGetValue(place, out var known) || origin.Made.CompareTo(known) < 0) places[place] = origin.Made;
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
