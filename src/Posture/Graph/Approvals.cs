using System.IO.Enumeration;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Graph;

/// <summary>Whether what is shown is what was approved: approvals may be wider than what they approve.</summary>
public static class Approvals
{
    /// <summary>True where the approved side covers a value: by a pattern of actions, a tool's bare name, a guardrail of any version.</summary>
    public static bool Covers(string property, Side approved, Shown shown) => approved.Values.Any(a => a.Key == shown.Key || property switch
    {
        "role" => FileSystemName.MatchesSimpleExpression(a.Key, shown.Key, ignoreCase: true),
        "tools" => !a.Key.Contains('#', StringComparison.Ordinal) && shown.Key.StartsWith(a.Key + "#", StringComparison.Ordinal),
        "guardrail" => shown.Key.StartsWith(a.Key + " ", StringComparison.Ordinal) || Alike(property, a.Key, shown.Key),
        _ => false,
    });

    /// <summary>True where a registry approves both sides as they are, in what differs by design: where they run and what they may do.</summary>
    public static bool AreBoth(Likeness found, Peers peers) =>
        found.Property is "role" or "region" && Approves(peers.From, found.Property, found.From) && Approves(peers.To, found.Property, found.To);

    /// <summary>The same comparison where one of two sides names tools or guardrails by their bare names.</summary>
    public static Likeness Loosely(Likeness found) => found.Same != false || found.Property is not ("tools" or "guardrail") ? found
        : found.OnlyFrom.All(v => Covers(found.Property, found.To, v) || found.To.Values.Any(t => Covers(found.Property, found.From, t)))
            && found.OnlyTo.All(v => Covers(found.Property, found.From, v) || found.From.Values.Any(f => Covers(found.Property, found.To, f)))
            ? found with { Same = true, OnlyFrom = [], OnlyTo = [] } : found;

    private static bool Approves(AssetRow row, string property, Side side)
    {
        var approved = Sides.Of(row, property, Plane.Approved, _ => null);
        return (approved.IsWhole || !approved.Values.IsEmpty) && side.Values.All(v => Covers(property, approved, v));
    }

    /// <summary>True where two keys name one thing; what a guardrail does may have been answered for one side only.</summary>
    public static bool Alike(string property, string one, string other) => one == other || (property == "guardrail" && (one == Bare(one) || other == Bare(other)) && Bare(one) == Bare(other));

    private static string Bare(string key) => key.IndexOf(" configuration ", StringComparison.Ordinal) is >= 0 and var at ? key[..at] : key;
}
