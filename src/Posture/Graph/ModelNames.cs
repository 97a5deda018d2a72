using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Resolves routes to models (application profiles) through the control plane's bindings, in every claim that names a model.</summary>
internal static class ModelNames
{
    /// <summary>The claim with its model's own name; an opaque route that nothing resolves is unknown, never "another model".</summary>
    public static Claim Resolve(Claim claim, Identities identities)
    {
        if (claim.Value.AsMap is not { } map || map["base"].AsString is not { } name || !IsRoute(name)) return claim;
        var own = identities.ResolveOne(new AssetId(AssetKind.Model, name));
        if (own.Key != name) return claim with { Value = With(map, Value.Of(own.Key), ModelId.Parse(own.Key).IsPinned) };
        var opaque = name.Contains(":application-inference-profile/", StringComparison.Ordinal) || name.Contains("prompt-router/", StringComparison.Ordinal);
        return opaque ? claim with { Value = With(map, Value.Unknown($"no answer of the control plane resolves `{name}`"), false) } : claim;
    }

    // An endpoint of Vertex AI is known by its own name; what it serves is better.
    private static bool IsRoute(string name) => name.StartsWith("arn:", StringComparison.Ordinal) || name.StartsWith("projects/", StringComparison.Ordinal);

    private static Value With(MapValue map, Value name, bool pinned)
    {
        var values = map.Values.ToBuilder();
        for (var i = 0; i < map.Count; i++)
        {
            values[i] = map.Keys[i].AsString switch
            {
                "base" => name,
                "pinned" => name.IsError ? name : Value.Of(pinned),
                _ => values[i],
            };
        }

        return Value.Of(MapValue.From(map.Keys, values.DrainToImmutable()));
    }
}
