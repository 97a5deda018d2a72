using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Model-invocation logging, region by region. Where it is off, the invocation log of that region says nothing.</summary>
internal sealed class InvocationLogging : IAnswerReader
{
    private const string Operation = "get-model-invocation-logging-configuration";

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot) => snapshot.Of(Operation).SelectMany(One);

    private static IEnumerable<Claim> One(Answer answer)
    {
        if (answer.Home is not { Account: { } id, Region: { } region, Asset: { } account })
        {
            yield return Lack(
                answer.Home.Reach, answer, $"`{answer.File.Path}` does not say which account and region it answers for",
                "save it under a folder named by the account and one named by the region", "account.invocationLogging");
            yield break;
        }

        var config = answer.Root.At("loggingConfig");
        var destination = Destination(config);
        var isOn = destination.Length > 0;
        var hasText = isOn && (config.Flag("textDataDeliveryEnabled") ?? true);
        foreach (var claim in Facts(account, null, answer.Home, answer)) yield return claim;
        yield return Say(account, "invocationLogging", Value.Map(("enabled", Value.Of(isOn)), ("text", Value.Of(hasText)), ("destination", Value.Of(destination))), answer);
        yield return Cover(answer.Home.Reach, answer, "account.invocationLogging");
        if (!hasText) yield return Off(answer, id, region, isOn);
    }

    private static Claim Off(Answer answer, string account, string region, bool isOn) => new Gap(
        "bedrock-invocations", Plane.Observed, GapKind.Missing,
        isOn ? $"model-invocation logging leaves out text in account `{account}` region `{region}`" : $"model-invocation logging is off in account `{account}` region `{region}`",
        $"run `aws bedrock put-model-invocation-logging-configuration --region {region} --logging-config file://logging.json` with a destination and textDataDeliveryEnabled true",
        new Reach(Account: account, Region: region),
        ["workload.invocations", "workload.logged", "workload.tools"]).ToClaim(answer.Origin);

    private static string Destination(JsonElement config)
    {
        var bucket = config.Text("s3Config", "bucketName");
        var group = config.Text("cloudWatchConfig", "logGroupName");
        var places = new[] { bucket is null ? null : $"s3://{bucket}", group is null ? null : $"log-group:{group}" };
        return string.Join(' ', places.Where(p => p is not null));
    }
}
