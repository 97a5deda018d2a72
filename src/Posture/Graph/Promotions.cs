using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Which recorded promotion accounts for a difference between two environments.</summary>
public static class Promotions
{
    /// <summary>The promotion that accounts for the whole difference and ends last; null where none does.</summary>
    /// <param name="found">The difference.</param>
    /// <param name="peers">Where it lies.</param>
    /// <param name="all">What was promoted.</param>
    public static Promotion? For(Likeness found, Peers peers, ImmutableArray<Promotion> all)
    {
        var (from, to) = (peers.From.Fact("environment"), peers.To.Fact("environment"));
        var between = all.Where(p => !p.By.IsEmpty && EnvironmentName.Same(p.From, from) && EnvironmentName.Same(p.To, to)).ToList();
        return between.Where(p => Accounts(p, found, peers)).OrderBy(p => p.Until).ThenBy(p => p.Start).LastOrDefault();
    }

    // What is on its way is new where it comes from; what only the target shows must be what it replaces, and that was approved.
    private static bool Accounts(Promotion promotion, Likeness found, Peers peers)
    {
        if (promotion.Section == "systems") return promotion.Name == peers.System || peers.To.Id.Key.StartsWith(promotion.Name + "@", StringComparison.Ordinal);
        bool Means(Shown shown) => Is(promotion, found.Property, shown, peers);
        if (!found.From.Values.Concat(found.To.Values).Any(Means) || !found.OnlyFrom.All(Means)) return false;
        if (found.Property is not ("prompt" or "model")) return true;
        var approved = Sides.Of(peers.To, found.Property, Plane.Approved, _ => null);
        return found.OnlyTo.All(s => Means(s) || approved.Values.Any(a => a.Key == s.Key));
    }

    private static bool Is(Promotion promotion, string property, Shown shown, Peers peers) => (promotion.Section, property) switch
    {
        ("prompts", "prompt") => IsPrompt(promotion, shown, peers),
        ("models" or "fine-tunes", "model") => new[] { promotion.Name, promotion.Version }.Any(n => n.Length > 0 && (n == shown.Key || ModelId.Parse(n).Base == shown.Key)) || IsListed(promotion, shown, peers),
        ("guardrails", "guardrail") => shown.Text == promotion.Name || shown.Text.StartsWith(promotion.Name + (promotion.Version.Length > 0 ? $" version {promotion.Version}" : " "), StringComparison.Ordinal),
        ("agents", "tools" or "role") => EnvironmentName.Plain(promotion.Name) == EnvironmentName.Plain(peers.To.Name),
        ("mcp-servers", "tools") => shown.Key == promotion.Name || shown.Key.StartsWith(promotion.Name + "#", StringComparison.Ordinal),
        _ => false,
    };

    // A list of models is promoted whole: what is on it may go.
    private static bool IsListed(Promotion promotion, Shown shown, Peers peers) => promotion.Section == "models"
        && new[] { peers.From, peers.To }.SelectMany(r => r.ClaimsOf(r.Layout.Slot(Plane.Approved, "catalogue"))).Select(c => c.Value.AsMap).Any(m => m?["list"].AsString == promotion.Name && m["base"].AsString == shown.Key);

    private static bool IsPrompt(Promotion promotion, Shown shown, Peers peers)
    {
        if (promotion.Digest.Length > 0 && shown.Key.EndsWith(promotion.Digest, StringComparison.Ordinal)) return true;
        return new[] { peers.From, peers.To }.SelectMany(r => r.ClaimsOf(r.Layout.Slot(Plane.Approved, "prompts"))).Select(c => c.Value.AsMap).Any(m =>
            m?["hash"].AsString == shown.Key && m["name"].AsString == promotion.Name && (promotion.Version.Length == 0 || m["version"].AsString == promotion.Version));
    }
}
