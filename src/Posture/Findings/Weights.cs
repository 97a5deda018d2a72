using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Findings;

/// <summary>Weighs many findings of one graph: the context of an asset is told once, however many rules it breaks.</summary>
internal sealed class Weights(Users users)
{
    private readonly Dictionary<(AssetId Asset, bool IsOfIdentity), ImmutableArray<(string Reason, int Points)>> known = [];

    /// <summary>What a rule's break on an asset weighs.</summary>
    public Weight Of(Rule rule, AssetRow row) => Weight.Of(rule, Context(rule, row));

    /// <summary>The same; the same object where it is what it was.</summary>
    public Weight Again(Weight before, Rule rule, AssetRow row) => before.Terms.AsSpan().SequenceEqual(Context(rule, row).AsSpan()) ? before : Of(rule, row);

    private ImmutableArray<(string Reason, int Points)> Context(Rule rule, AssetRow row)
    {
        var key = (row.Id, Weight.IsOfIdentity(rule));
        return known.TryGetValue(key, out var terms) ? terms : known[key] = Weight.Context(key.Item2, row, users.Of(row));
    }
}
