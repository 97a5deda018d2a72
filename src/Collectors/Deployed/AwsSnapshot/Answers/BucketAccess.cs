using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Whether everybody can reach a bucket, whose key it has, and what of the AI estate lies in it.</summary>
internal sealed class BucketAccess : IAnswerReader
{
    private static readonly string[] Access = ["get-public-access-block", "get-bucket-policy", "get-bucket-policy-status", "get-bucket-acl"];

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var held = Held(snapshot).GroupBy(h => h.Bucket).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        foreach (var bucket in held)
        {
            var id = Bucket(bucket.Key);
            foreach (var (_, what, answer) in bucket.DistinctBy(b => b.What)) yield return Say(id, "holds", Value.Of(what), answer);
            yield return Say(id, "name", Value.Of(bucket.Key), bucket.First().Answer);
            yield return Cover(new Reach(Asset: id), bucket.First().Answer, "bucket.holds");
        }

        var answers = snapshot.Answers.Where(a => a.Kind.Api.StartsWith("s3api ", StringComparison.Ordinal))
            .Select(a => (Answer: a, Name: BucketNames.Of(a))).Where(a => a.Name is not null).ToLookup(a => a.Name!, a => a.Answer);
        foreach (var bucket in answers.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            foreach (var claim in One(Bucket(bucket.Key), [.. bucket])) yield return claim;
            // Every answer was searched for places: a bucket that none names holds nothing of AI that anybody showed.
            if (!held.Exists(h => h.Key == bucket.Key)) yield return Cover(new Reach(Asset: Bucket(bucket.Key)), bucket.First(), "bucket.holds");
        }

        foreach (var bucket in held.Where(b => !answers[b.Key].Any(a => Access.Contains(a.Kind.Operation))))
            yield return Unseen(Bucket(bucket.Key), bucket.Key, bucket.First().Answer);
    }

    private static AssetId Bucket(string name) => new(AssetKind.Bucket, $"arn:aws:s3:::{name}");

    private static IEnumerable<Claim> One(AssetId id, List<Answer> answers)
    {
        if (answers.Find(a => a.Kind.Operation == "get-bucket-encryption") is { } encryption)
        {
            var keys = encryption.Root.Elements("ServerSideEncryptionConfiguration", "Rules").Select(r => r.At("ApplyServerSideEncryptionByDefault"));
            yield return Say(id, "customerKey", Value.Of(keys.Any(k => k.Text("SSEAlgorithm")?.StartsWith("aws:kms", StringComparison.Ordinal) == true && Keys.IsCustomers(k.Text("KMSMasterKeyID")))), encryption);
            yield return Cover(new Reach(Asset: id), encryption, "bucket.customerKey");
        }

        if (answers.Find(a => a.Kind.Operation == "get-bucket-versioning") is { } versioning)
        {
            yield return Say(id, "versioned", Value.Of(versioning.Root.Text("Status") == "Enabled"), versioning);
            yield return Cover(new Reach(Asset: id), versioning, "bucket.versioned");
        }

        foreach (var claim in Writing(id, answers)) yield return claim;
        if (Verdict(answers) is not var (isPublic, by))
        {
            if (answers.Find(a => Access.Contains(a.Kind.Operation)) is { } some) yield return Unseen(id, Arn.Parse(id.Key)!.Value.Resource, some);
            yield break;
        }

        yield return Say(id, "publicAccess", Value.Of(isPublic), by);
        yield return Cover(new Reach(Asset: id), by, "bucket.publicAccess");
    }

    private static IEnumerable<Claim> Writing(AssetId id, List<Answer> answers)
    {
        if (BucketWriters.Of(answers) is not { } writers) yield break;
        if (writers.Everybody is { } everybody)
        {
            yield return Say(id, "publicWrite", Value.Of(everybody), writers.By);
            yield return Cover(new Reach(Asset: id), writers.By, "bucket.publicWrite");
        }

        if (writers.Others is null) yield break;
        foreach (var other in writers.Others) yield return Say(id, "writers", Value.Of(other), writers.By);
        yield return Cover(new Reach(Asset: id), writers.By, "bucket.writers");
    }

    // A block that holds settles it; without one, what a policy or a list opens is open, and only both together say that nothing is.
    private static (bool IsPublic, Answer By)? Verdict(List<Answer> answers)
    {
        var block = answers.Find(a => a.Kind.Operation == "get-public-access-block");
        var policy = answers.Find(a => OpensByPolicy(a) is not null);
        var list = answers.Find(a => a.Kind.Operation == "get-bucket-acl");
        var isPolicyBlocked = block?.Root.Flag("PublicAccessBlockConfiguration", "RestrictPublicBuckets") == true;
        var isListBlocked = block?.Root.Flag("PublicAccessBlockConfiguration", "IgnorePublicAcls") == true;
        if (!isPolicyBlocked && answers.Find(a => OpensByPolicy(a) == true) is { } open) return (true, open);
        if (list is not null && !isListBlocked && OpensByList(list.Root)) return (true, list);
        if ((isPolicyBlocked || policy is not null) && (isListBlocked || list is not null)) return (false, block ?? policy ?? list!);
        return null;
    }

    private static bool? OpensByPolicy(Answer answer) => answer.Kind.Operation switch
    {
        "get-bucket-policy-status" => answer.Root.Flag("PolicyStatus", "IsPublic"),
        "get-bucket-policy" => answer.Root.Text("Policy") is { } policy ? BucketPolicy.IsOpen(policy) : false,
        _ => null,
    };

    private static bool OpensByList(JsonElement root) => root.Elements("Grants").Any(g => g.Text("Grantee", "URI") is { } uri
        && (uri.EndsWith("/global/AllUsers", StringComparison.Ordinal) || uri.EndsWith("/global/AuthenticatedUsers", StringComparison.Ordinal)));

    private static Claim Unseen(AssetId id, string name, Answer answer) => Lack(
        new Reach(Asset: id), answer, $"who can reach bucket `{name}` is not in the snapshot",
        $"run `aws s3api get-public-access-block --bucket {name}`, `get-bucket-policy-status` and `get-bucket-acl` and save the answers with the bucket's name in the file name", "bucket.publicAccess");

    private static IEnumerable<(string Bucket, string What, Answer Answer)> Held(Snapshot snapshot)
    {
        var places = new List<(string? Bucket, string What, Answer Answer)>();
        foreach (var answer in snapshot.Of("get-custom-model"))
            places.AddRange(TrainingInput.OfBedrock(answer.Root).Select(d => (DataLocation.BucketOf(d.Key), $"training data of {answer.Root.Text("modelName")}", answer)));
        foreach (var run in TrainingRun.All(snapshot))
        {
            var name = Arn.Parse(run.Arn)?.Name;
            places.AddRange(run.Data.Select(d => (DataLocation.BucketOf(d.Key), $"training data of {name}", run.Answer)));
            places.AddRange(run.Outputs.Select(o => (DataLocation.BucketOf(o), run.Kind == "processing" ? $"data written by {name}" : $"output of {name}", run.Answer)));
        }

        foreach (var answer in snapshot.Of("get-imported-model"))
            places.Add((DataLocation.BucketOf(DataLocation.Of(answer.Root.Text("modelDataSource", "s3DataSource", "s3Uri"))), $"weights of {answer.Root.Text("modelName")}", answer));
        foreach (var answer in snapshot.Of("get-model-invocation-logging-configuration"))
            foreach (var config in (JsonElement[])[answer.Root.At("loggingConfig", "s3Config"), answer.Root.At("loggingConfig", "cloudWatchConfig", "largeDataDeliveryS3Config")])
                places.Add((config.Text("bucketName"), "prompts and answers of the model-invocation log", answer));
        foreach (var answer in snapshot.Of("get-data-source"))
            places.Add((Arn.Parse(answer.Root.Text("dataSource", "dataSourceConfiguration", "s3Configuration", "bucketArn"))?.Resource, $"documents of data source {answer.Root.Text("dataSource", "name")}", answer));
        foreach (var answer in snapshot.Of("describe-endpoint-config"))
            places.Add((DataLocation.BucketOf(DataLocation.Of(answer.Root.Text("DataCaptureConfig", "DestinationS3Uri"))), $"captured requests of {answer.Root.Text("EndpointConfigName")}", answer));
        return places.Where(p => !string.IsNullOrEmpty(p.Bucket)).Select(p => (p.Bucket!, p.What, p.Answer));
    }
}
