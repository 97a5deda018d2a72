using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>SageMaker endpoints: the models behind them, their network, their key and what is kept of their traffic.</summary>
/// <remarks>An endpoint has no listener of its own: every call is signed and goes through the service, so that it is neither public nor open to keys.</remarks>
internal sealed class SageMakerEndpoints : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var models = SageMakerModel.All(snapshot);
        var configs = Newest(snapshot.Of("describe-endpoint-config").Select(a => (a, a.Root)), (_, i) => i.Text("EndpointConfigArn"), i => Answer.Time(i, "CreationTime")).ToList();
        var endpoints = Newest(snapshot.Of("describe-endpoint").Select(a => (a, a.Root)), (_, i) => i.Text("EndpointArn"), i => Answer.Time(i, "LastModifiedTime")).ToList();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (answer, item) in endpoints)
        {
            var id = new AssetId(AssetKind.Endpoint, item.Text("EndpointArn")!);
            foreach (var claim in Identity(id, item.Text("EndpointName"), answer, Answer.Time(item, "LastModifiedTime"))) yield return claim;
            foreach (var claim in Doors(id, answer, snapshot)) yield return claim;
            var config = configs.Find(c => c.Item.Text("EndpointConfigName") == item.Text("EndpointConfigName") && SamePlace(c.Item.Text("EndpointConfigArn"), id.Key));
            if (config.Answer is null)
            {
                yield return Unseen(id, item, answer);
                continue;
            }

            used.Add(config.Item.Text("EndpointConfigArn")!);
            foreach (var claim in Config(id, config.Answer, config.Item, models)) yield return claim;
        }

        foreach (var claim in Listed(snapshot, endpoints.ConvertAll(e => e.Item.Text("EndpointArn")!))) yield return claim;

        // A configuration that no answered endpoint uses is judged as one that is about to run.
        foreach (var (answer, item) in configs.Where(c => !used.Contains(c.Item.Text("EndpointConfigArn")!)))
        {
            var id = new AssetId(AssetKind.Endpoint, item.Text("EndpointConfigArn")!);
            foreach (var claim in Identity(id, item.Text("EndpointConfigName"), answer, Answer.Time(item, "CreationTime"))) yield return claim;
            foreach (var claim in Config(id, answer, item, models)) yield return claim;
        }
    }

    private static bool SamePlace(string? arn, string other) =>
        Arn.Parse(arn) is { } a && Arn.Parse(other) is { } b && a.Account == b.Account && a.Region == b.Region;

    private static IEnumerable<Claim> Identity(AssetId id, string? name, Answer answer, DateTimeOffset time)
    {
        var home = answer.HomeOf(id.Key);
        foreach (var claim in Facts(id, name, home, answer, time)) yield return claim;
        if (home.Asset is { } account) yield return new Relation(id, "lives-in", account).ToClaim(Plane.Deployed, answer.Origin, time);
    }

    private static IEnumerable<Claim> Doors(AssetId id, Answer answer, Snapshot snapshot)
    {
        yield return Say(id, "publicAccess", Value.False, answer);
        yield return Say(id, "localAuth", Value.False, answer);
        yield return Cover(new Reach(Asset: id), answer, "endpoint.publicAccess", "endpoint.localAuth");
        var home = answer.HomeOf(id.Key);
        foreach (var list in snapshot.Of("describe-vpc-endpoints").Where(l => HomeOf(l) is var at && (at.Account ?? home.Account) == home.Account && (at.Region ?? home.Region) == home.Region))
        {
            var doors = list.Root.Elements("VpcEndpoints").Where(e => e.Text("ServiceName")?.EndsWith(".sagemaker.runtime", StringComparison.Ordinal) == true && e.Text("State") is null or "available");
            foreach (var door in doors)
                if (door.Text("VpcEndpointId") is { } link) yield return Say(id, "privateLinks", Value.Of(link), list);
            if (!list.HasMore) yield return Cover(new Reach(Asset: id), list, "endpoint.privateLinks");
        }
    }

    private static IEnumerable<Claim> Config(AssetId id, Answer answer, JsonElement item, ImmutableArray<SageMakerModel> models)
    {
        var time = Answer.Time(item, "CreationTime");
        yield return Say(id, "customerKey", Value.Of(Keys.IsCustomers(item.Text("KmsKeyId"))), answer, time);
        if (item.Flag("DataCaptureConfig", "EnableCapture") == true) yield return Say(id, "logs", Value.Of("data-capture"), answer, time);
        yield return Cover(new Reach(Asset: id), answer, "endpoint.customerKey", "endpoint.logs");
        var served = new List<SageMakerModel>();
        var isWhole = true;
        foreach (var variant in item.Elements("ProductionVariants").Concat(item.Elements("ShadowProductionVariants")))
        {
            var name = variant.Text("ModelName") ?? "";
            var model = models.FirstOrDefault(m => m.Name == name && SamePlace(m.Arn, id.Key));
            yield return Say(id, "deployments", Deployment(variant, name, model), answer, time);
            if (model is not null) served.Add(model);
            else if (name.Length > 0)
            {
                isWhole = false;
                yield return Lack(
                    new Reach(Asset: id), answer, $"model `{name}` behind endpoint `{Arn.Parse(id.Key)?.Name}` is not in the snapshot",
                    $"run `aws sagemaker describe-model --model-name {name} --output json` and save the answer", "endpoint.isolated", "endpoint.vpc");
            }
        }

        yield return Cover(new Reach(Asset: id), answer, "endpoint.deployments");
        foreach (var claim in Network(id, item, served, isWhole, answer)) yield return claim;
    }

    // Endpoints of inference components say the network themselves; others take it from their models, and the weakest counts.
    private static IEnumerable<Claim> Network(AssetId id, JsonElement item, List<SageMakerModel> served, bool isWhole, Answer answer)
    {
        var own = item.Flag("EnableNetworkIsolation") is not null || item.At("VpcConfig").ValueKind == JsonValueKind.Object;
        if (!isWhole || (served.Count == 0 && !own)) yield break;
        yield return Say(id, "isolated", Value.Of(served.Count > 0 ? served.TrueForAll(m => m.IsIsolated) : item.Flag("EnableNetworkIsolation") == true), answer);
        yield return Say(id, "vpc", Value.Of(served.Count > 0 ? served.TrueForAll(m => m.HasVpc) : item.Elements("VpcConfig", "Subnets").Any()), answer);
        yield return Cover(new Reach(Asset: id), served.Count > 0 ? served[0].Answer : answer, "endpoint.isolated", "endpoint.vpc");
    }

    private static Value Deployment(JsonElement variant, string name, SageMakerModel? model) => Value.Map(
        ("name", Value.Of(variant.Text("VariantName") ?? "")), ("model", Value.Of(name)), ("base", Value.Of(model?.Tuned ?? model?.Arn ?? name)), ("pinned", Value.True),
        ("upgrade", Value.Of("never")), ("processing", Value.Of("region")), ("guardrail", Value.Of("")));

    private static IEnumerable<Claim> Listed(Snapshot snapshot, List<string> told)
    {
        foreach (var list in snapshot.Of("list-endpoints"))
        {
            var home = HomeOf(list);
            if (home.Account is not null && snapshot.IsListed("list-endpoints", home) && list.Root.Elements("Endpoints").All(e => told.Contains(e.Text("EndpointArn")!)))
                yield return Cover(home.Reach, list, "fine-tune.users");
        }

        var listed = from list in snapshot.Of("list-endpoints") from item in list.Root.Elements("Endpoints") select (list, item);
        foreach (var (answer, item) in Newest(listed, (_, i) => i.Text("EndpointArn"), i => Answer.Time(i, "LastModifiedTime")).Where(l => !told.Contains(l.Item.Text("EndpointArn")!)))
        {
            var id = new AssetId(AssetKind.Endpoint, item.Text("EndpointArn")!);
            foreach (var claim in Identity(id, item.Text("EndpointName"), answer, Answer.Time(item, "LastModifiedTime"))) yield return claim;
            yield return Lack(
                new Reach(Asset: id), answer, $"how endpoint `{item.Text("EndpointName")}` is configured is not in the snapshot",
                $"run `aws sagemaker describe-endpoint --endpoint-name {item.Text("EndpointName")} --output json` and save the answer",
                "endpoint.customerKey", "endpoint.logs", "endpoint.deployments", "endpoint.isolated", "endpoint.vpc", "endpoint.publicAccess", "endpoint.localAuth");
        }
    }

    private static Claim Unseen(AssetId id, JsonElement item, Answer answer) => Lack(
        new Reach(Asset: id), answer, $"the configuration `{item.Text("EndpointConfigName")}` of endpoint `{item.Text("EndpointName")}` is not in the snapshot",
        $"run `aws sagemaker describe-endpoint-config --endpoint-config-name {item.Text("EndpointConfigName")} --output json` and save the answer",
        "endpoint.customerKey", "endpoint.logs", "endpoint.deployments", "endpoint.isolated", "endpoint.vpc");
}
