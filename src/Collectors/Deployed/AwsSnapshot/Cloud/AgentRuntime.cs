using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Plumbline.Collectors.Files;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>An agent that AgentCore runs: the versions of its runtime that may be serving, as far as they were answered.</summary>
/// <param name="Arn">The runtime, without version.</param>
/// <param name="Serving">The versions that its endpoints lead to, the highest first; all that were answered where not all endpoints were.</param>
/// <param name="Unseen">Versions that an endpoint leads to and no answer describes.</param>
/// <param name="IsWhole">True where all its endpoints were answered.</param>
internal sealed record AgentRuntime(string Arn, ImmutableArray<(Answer Answer, JsonElement Item)> Serving, ImmutableArray<string> Unseen, bool IsWhole)
{
    /// <summary>The answer that says most of it.</summary>
    public Answer Answer => Serving[0].Answer;

    /// <summary>Its name.</summary>
    public string Name => Serving[0].Item.Text("agentRuntimeName") ?? Files.Arn.Parse(Arn)?.Name ?? Arn;

    /// <summary>The roles that its versions run as.</summary>
    public ImmutableArray<string> Roles => [.. Serving.Select(s => s.Item.Text("roleArn")).OfType<string>().Distinct()];

    /// <summary>The variables of every version, names and values.</summary>
    public ImmutableArray<(string Name, string Value)> Variables =>
    [
        .. Serving.SelectMany(s => s.Item.At("environmentVariables") is { ValueKind: JsonValueKind.Object } all ? all.EnumerateObject().ToArray() : [])
            .Where(v => v.Value.ValueKind == JsonValueKind.String).Select(v => (v.Name, v.Value.GetString()!)).Distinct(),
    ];

    /// <summary>The runtimes that were answered, by ARN.</summary>
    public static ImmutableArray<AgentRuntime> All(Snapshot snapshot) => snapshot.Once(Read);

    private static ImmutableArray<AgentRuntime> Read(Snapshot snapshot)
    {
        var live = (from list in snapshot.Of("list-agent-runtime-endpoints")
                    from item in list.Root.Elements("runtimeEndpoints")
                    let arn = Bare(item.Text("agentRuntimeArn"))
                    let version = item.Text("liveVersion")
                    where arn is not null && version is not null
                    select (arn, version)).ToLookup(e => e.arn, e => e.version);
        var cut = (from list in snapshot.Of("list-agent-runtime-endpoints")
                   where list.HasMore || list.Root.At("runtimeEndpoints").ValueKind != JsonValueKind.Array || list.Root.Elements("runtimeEndpoints").Any(e => Bare(e.Text("agentRuntimeArn")) is null || e.Text("liveVersion") is null)
                   from item in list.Root.Elements("runtimeEndpoints")
                   let arn = Bare(item.Text("agentRuntimeArn"))
                   where arn is not null
                   select arn).ToHashSet(StringComparer.Ordinal);
        var versions = Newest(snapshot.Of("get-agent-runtime").Select(a => (a, a.Root)), (_, i) => Bare(i.Text("agentRuntimeArn")) is { } arn ? $"{arn} {i.Text("agentRuntimeVersion")}" : null, Updated);
        return
        [
            .. from runtime in versions.GroupBy(v => Bare(v.Item.Text("agentRuntimeArn"))!)
               orderby runtime.Key
               let known = runtime.OrderByDescending(v => Number(v.Item.Text("agentRuntimeVersion"))).ToList()
               let led = live[runtime.Key].ToHashSet()
               let isWhole = led.Count > 0 && !cut.Contains(runtime.Key)
               let serving = known.Where(v => !isWhole || led.Contains(v.Item.Text("agentRuntimeVersion") ?? "")).ToList()
               let unseen = led.Except(known.Select(v => v.Item.Text("agentRuntimeVersion") ?? "")).OrderBy(Number)
               select new AgentRuntime(runtime.Key, serving.Count > 0 ? [.. serving] : [known[0]], [.. unseen], isWhole),
        ];
    }

    /// <summary>The ARN without the version that some answers put behind it.</summary>
    public static string? Bare(string? arn) => Files.Arn.Parse(arn) is not { } parsed ? null
        : parsed.Resource.IndexOf(':', StringComparison.Ordinal) is var at and > 0 ? arn![..^(parsed.Resource.Length - at)] : arn;

    /// <summary>When it was changed.</summary>
    public static DateTimeOffset Updated(JsonElement item) => Answer.Time(item, "lastUpdatedAt");

    private static long Number(string? version) => long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
