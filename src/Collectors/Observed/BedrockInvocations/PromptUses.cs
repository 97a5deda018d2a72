using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.BedrockInvocations;

/// <summary>System prompts line by line, what the prompt cache did with them, and where a guardrail stepped in.</summary>
internal sealed class PromptUses(string source)
{
    private readonly ServedPrompts served = new(source);
    private readonly CacheUses caching = new();
    private readonly Dictionary<(string Principal, string Guardrail, string Model, string Policies), Tally> interventions = [];

    /// <summary>The words it speaks.</summary>
    public static ImmutableArray<string> Words { get; } = ["workload.promptLines", "workload.caching", "workload.interventions"];

    /// <summary>True where not all that the cache did is told.</summary>
    public bool IsCut => caching.IsCut;

    /// <summary>Adds one invocation.</summary>
    /// <param name="use">What was read of it.</param>
    /// <param name="key">What it is counted under.</param>
    /// <param name="account">The account of the record.</param>
    /// <param name="text">The system prompt, asked for only the first time.</param>
    /// <param name="time">When.</param>
    /// <param name="origin">Where it can be read.</param>
    public void Add(PromptUse use, in InvocationKey key, string account, Func<string> text, DateTimeOffset time, Origin origin)
    {
        served.Add(key.Principal, key.Prompt, text, time, origin);
        caching.Add(new CacheUse(key.Principal, account, ModelId.Parse(key.Model).Base, key.Prompt), time, use.Reads, use.Writes, use.Lifetime, origin);
        if (!use.Intervened) return;
        var place = (key.Principal, key.Guardrail ?? "", key.Model, string.Join(',', use.Policies));
        if (!interventions.TryGetValue(place, out var tally)) interventions[place] = tally = new Tally();
        tally.Add(time, "", origin);
    }

    /// <summary>Everything said, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        foreach (var ((principal, guardrail, model, policies), tally) in interventions.OrderBy(i => i.Key.ToString(), StringComparer.Ordinal))
        {
            yield return new Claim(new AssetId(AssetKind.Workload, principal), "interventions", Plane.Observed, Value.Map(
                ("guardrail", Value.Of(guardrail)), ("policies", Value.List(policies.Split(',', StringSplitOptions.RemoveEmptyEntries))), ("model", Value.Of(model)),
                ("count", Value.Of(tally.Count)), ("first", Value.Of(tally.First)), ("last", Value.Of(tally.Last))), tally.Origin!, tally.Last);
        }

        foreach (var claim in caching.ToClaims().Concat(served.ToClaims())) yield return claim;
    }
}
