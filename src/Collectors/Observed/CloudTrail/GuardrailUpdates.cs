using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>What the last create or update of each guardrail asked for: an update replaces all that was there, so what it leaves out is gone.</summary>
internal sealed class GuardrailUpdates(string source)
{
    private static readonly (string Policy, string[] Words)[] Policies =
    [
        ("sensitiveInformationPolicyConfig", ["pii", "patterns"]), ("contentPolicyConfig", ["filters"]), ("topicPolicyConfig", ["topics"]),
        ("wordPolicyConfig", ["words"]), ("contextualGroundingPolicyConfig", ["grounding"]),
    ];

    private readonly SortedDictionary<AssetId, (Claim Change, JsonElement Request)> last = [];

    /// <summary>Takes a change that was counted; only creates and updates carry a configuration.</summary>
    public void Add(Claim change, string api, JsonElement request)
    {
        if (api is not ("CreateGuardrail" or "UpdateGuardrail") || change.Subject.Kind != AssetKind.Guardrail) return;
        if (last.TryGetValue(change.Subject, out var known) && (known.Change.Time, known.Change.Origin).CompareTo((change.Time, change.Origin)) >= 0) return;
        last[change.Subject] = (change, request.Clone());
    }

    /// <summary>What was asked for, guardrail by guardrail.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        foreach (var (guardrail, (change, request)) in last)
        {
            // A record that shows no policy at all may only hide them.
            if (!GuardrailConfig.HasPolicy(request)) continue;
            var hidden = Policies.Where(p => request.At(p.Policy).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object)).SelectMany(p => p.Words).ToHashSet();
            ImmutableArray<string> told = [.. Policies.SelectMany(p => p.Words).Where(w => !hidden.Contains(w)).Select(w => "guardrail." + w)];
            yield return change with { Property = "updated" };
            yield return new Coverage(source, Plane.Observed, new Reach(guardrail), told).ToClaim(change.Origin);
            foreach (var (word, element) in GuardrailConfig.Read(request))
                if (told.Contains("guardrail." + word)) yield return change with { Property = word, Value = element };
        }
    }
}
