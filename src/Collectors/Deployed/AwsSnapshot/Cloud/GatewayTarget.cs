using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>What stands behind a gateway of AgentCore, as one answer describes it.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Item">Its document.</param>
/// <param name="Tools">The tools it offers, as far as the answer shows them.</param>
/// <param name="Unseen">Why there may be others; null where these are all.</param>
internal sealed record GatewayTarget(Answer Answer, JsonElement Item, ImmutableArray<Value> Tools, string? Unseen)
{
    /// <summary>Takes the tools from an answer.</summary>
    public static GatewayTarget Of(Answer answer, JsonElement item)
    {
        var tools = TargetTools.Of(item, out var unseen);
        return new GatewayTarget(answer, item, [.. tools], unseen);
    }
}
