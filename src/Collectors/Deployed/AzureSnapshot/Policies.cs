using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AzureSnapshot.AzureEstate;

namespace Plumbline.Collectors.Deployed.AzureSnapshot;

/// <summary>Content-filter policies as guardrails. Those that Azure manages are nobody's to change: they only lend what others inherit.</summary>
internal static class Policies
{
    /// <summary>The words of a policy.</summary>
    public static ImmutableArray<string> Words { get; } =
    [
        "guardrail.pii", "guardrail.patterns", "guardrail.filters", "guardrail.topics", "guardrail.words", "guardrail.grounding",
        "guardrail.breadth", "guardrail.wording", "guardrail.detectOnly", "guardrail.version", "guardrail.status",
    ];

    private static readonly Value Off = Value.Of(0L);

    /// <summary>What the answers say of every policy.</summary>
    public static IEnumerable<Claim> Read(AzureEstate estate)
    {
        foreach (var endpoint in estate.Endpoints)
        {
            var policies = estate.Children(endpoint, "raipolicies").ToImmutableDictionary(p => p.Id.Name, StringComparer.Ordinal);
            foreach (var policy in policies.Values.OrderBy(p => p.Id.Text, StringComparer.Ordinal))
            {
                if (IsManaged(policy)) continue;
                foreach (var claim in Policy(policy, policies, estate.Account(endpoint))) yield return claim;
            }
        }
    }

    private static bool IsManaged(AzureResource policy) =>
        policy.Text("type")?.Equals("SystemManaged", StringComparison.OrdinalIgnoreCase) == true || policy.Id.Name.StartsWith("microsoft.", StringComparison.Ordinal);

    private static IEnumerable<Claim> Policy(AzureResource policy, ImmutableDictionary<string, AzureResource> others, AzureResource? account)
    {
        var asset = new AssetId(AssetKind.Guardrail, policy.Id.Text);
        yield return Say(asset, "name", Value.Of(GuardrailJson.Text(policy.Body, "name") ?? policy.Id.Name), policy.File);
        yield return Say(asset, "account", Value.Of(policy.Id.Subscription), policy.File);
        if (account is not null && GuardrailJson.Text(account.Body, "location") is { } location)
            yield return Say(asset, "region", Value.Of(ArmId.Region(location)), account.File);
        if (!RaiPolicy.Is(policy.Body)) yield break;
        var isLate = RaiPolicy.IsAsynchronous(policy.Body);
        foreach (var (word, element) in RaiPolicy.Read(policy.Body)) if (word != "filters") yield return Say(asset, word, element, policy.File);
        foreach (var type in RaiPolicy.Inherited.Concat(RaiPolicy.Listed(policy.Body).Keys).Distinct().Order(StringComparer.Ordinal))
        {
            yield return Say(asset, "filters", RaiPolicy.Filter(
                type, Level(policy, l => l.Input, type, others), isLate || type == "PROMPT_ATTACK" ? Off : Level(policy, l => l.Output, type, others)), policy.File);
        }

        yield return Say(asset, "status", Value.Of(isLate ? "ASYNCHRONOUS" : "READY"), policy.File);
        yield return Cover(asset, policy.File, Words);
    }

    // A filter that neither the policy nor its bases list is off; one whose base is not in the snapshot is unknown, not off.
    private static Value Level(
        AzureResource policy, Func<(int? Input, int? Output), int?> side, string type, ImmutableDictionary<string, AzureResource> others)
    {
        for (var (depth, at) = (0, policy); depth < 4; depth++)
        {
            if (RaiPolicy.Listed(at.Body).TryGetValue(type, out var levels) && side(levels) is { } level) return Value.Of((long)level);
            if (!RaiPolicy.Inherited.Contains(type) || RaiPolicy.BaseOf(at.Body) is not { } name) return Off;
            if (!others.TryGetValue(name.ToLowerInvariant(), out var from) || !RaiPolicy.Is(from.Body))
                return Value.Unknown($"`{policy.Id.Name}` takes it from `{name}`, which the snapshot does not hold");
            at = from;
        }

        return Off;
    }
}
