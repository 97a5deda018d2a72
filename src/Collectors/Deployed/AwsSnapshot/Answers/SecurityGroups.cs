using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>What the security groups around agents, functions, notebooks, hosted models and private ways to models let in and out.</summary>
internal sealed class SecurityGroups : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var groups = SecurityGroup.All(snapshot);
        foreach (var inside in Inside(snapshot).Where(i => !i.Groups.IsEmpty).GroupBy(i => i.Asset).OrderBy(g => g.Key))
            foreach (var claim in One(inside.Key, "sendsAnywhere", [.. inside.SelectMany(i => i.Groups).Distinct().Order(StringComparer.Ordinal)], inside.First().Answer, groups, g => g.IsOpenOut)) yield return claim;
        foreach (var (asset, named, answer) in Doors(snapshot).Where(d => !d.Groups.IsEmpty))
            foreach (var claim in One(asset, "open", named, answer, groups, g => g.IsOpenIn)) yield return claim;
    }

    // What any of the groups allows is allowed; that none does only all of them together say.
    private static Claim[] One(AssetId asset, string word, ImmutableArray<string> named, Answer answer, ILookup<string, SecurityGroup> groups, Func<SecurityGroup, bool?> isOpen)
    {
        var home = answer.HomeOf(asset.Key);
        var found = named.Select(n => (Id: n, Answers: groups[n].Where(g => g.MayBeIn(home)).ToList())).ToList();
        if (found.SelectMany(f => f.Answers).FirstOrDefault(g => isOpen(g) == true) is { } open) return Told(true, open.Answer);
        var untold = found.Find(f => f.Answers.Count == 0 || f.Answers.Exists(g => isOpen(g) is null));
        if (untold.Id is null) return Told(false, found[0].Answers[0].Answer);
        var (reason, fix) = untold.Answers.Count == 0
            ? ("is not in the snapshot", $"run `aws ec2 describe-security-groups --group-ids {untold.Id} --output json` and save the answer")
            : ("names prefix lists or ranges that cannot be read", "name the ranges themselves in its rules, or save its answer anew");
        return [Lack(new Reach(Asset: asset), answer, $"security group `{untold.Id}` {reason}, so what it lets in and out is not known", fix, $"{asset.Kind.Name()}.{word}")];

        Claim[] Told(bool value, Answer by) => [Say(asset, word, Value.Of(value), by), Cover(new Reach(Asset: asset), by, $"{asset.Kind.Name()}.{word}")];
    }

    private static IEnumerable<(AssetId Asset, ImmutableArray<string> Groups, Answer Answer)> Inside(Snapshot snapshot)
    {
        foreach (var runtime in AgentRuntime.All(snapshot))
            foreach (var (answer, item) in runtime.Serving) yield return (new AssetId(AssetKind.Agent, runtime.Arn), Ids(item, "networkConfiguration", "networkModeConfig", "securityGroups"), answer);
        foreach (var (answer, item) in FunctionAnswers.All(snapshot).Where(f => FunctionAnswers.ArnOf(f.Item) is not null && IsOfAi(f.Item)))
            yield return (new AssetId(AssetKind.Workload, FunctionAnswers.ArnOf(item)!), Ids(item, "VpcConfig", "SecurityGroupIds"), answer);
        foreach (var answer in snapshot.Of("describe-notebook-instance"))
            if (answer.Root.Text("NotebookInstanceArn") is { } arn) yield return (new AssetId(AssetKind.Notebook, arn), Ids(answer.Root, "SecurityGroups"), answer);
        foreach (var answer in snapshot.Of("describe-domain").Where(a => a.Root.Text("AppNetworkAccessType") == "VpcOnly"))
            if (answer.Root.Text("DomainArn") is { } arn) yield return (new AssetId(AssetKind.Notebook, arn), Ids(answer.Root, "DefaultUserSettings", "SecurityGroups"), answer);
        foreach (var hosted in Hosted(snapshot)) yield return hosted;
    }

    // Endpoints of inference components say the network themselves; others take it from the models behind them.
    private static IEnumerable<(AssetId Asset, ImmutableArray<string> Groups, Answer Answer)> Hosted(Snapshot snapshot) =>
        from endpoint in snapshot.Of("describe-endpoint")
        from config in snapshot.Of("describe-endpoint-config")
        let arn = endpoint.Root.Text("EndpointArn")
        where arn is not null && config.Root.Text("EndpointConfigName") == endpoint.Root.Text("EndpointConfigName") && HomeOf(config) == HomeOf(endpoint)
        let names = config.Root.Elements("ProductionVariants").Concat(config.Root.Elements("ShadowProductionVariants")).Select(v => v.Text("ModelName")).ToHashSet()
        from said in snapshot.Of("describe-model").Where(m => names.Contains(m.Root.Text("ModelName")) && HomeOf(m) == HomeOf(endpoint)).Append(config)
        select (new AssetId(AssetKind.Endpoint, arn), Ids(said.Root, "VpcConfig", "SecurityGroupIds"), said);

    private static IEnumerable<(AssetId Asset, ImmutableArray<string> Groups, Answer Answer)> Doors(Snapshot snapshot) =>
        from answer in snapshot.Of("describe-vpc-endpoints")
        from item in answer.Root.Elements("VpcEndpoints")
        where item.Text("VpcEndpointId") is not null && Endpoints.IsOfModels(item)
        select (new AssetId(AssetKind.NetworkPath, item.Text("VpcEndpointId")!), item.Elements("Groups").Select(g => g.Text("GroupId")).OfType<string>().ToImmutableArray(), answer);

    private static bool IsOfAi(JsonElement function)
    {
        var variables = FunctionAnswers.Variables(function).ToImmutableArray();
        return variables.Any(v => ModelTexts.IsModel(v.Value.Trim())) || Functions.Guardrail(variables) is not null;
    }

    private static ImmutableArray<string> Ids(JsonElement item, params ReadOnlySpan<string> path) => [.. item.Elements(path).Where(g => g.ValueKind == JsonValueKind.String).Select(g => g.GetString()!)];
}
