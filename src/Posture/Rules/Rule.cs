using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Rules;

/// <summary>How bad a broken rule is, before and after context.</summary>
public enum Severity
{
    Info, Low, Medium, High, Critical,
}

/// <summary>How far a rule is trusted; an experimental one never gates.</summary>
public enum Maturity
{
    Experimental, Stable,
}

/// <summary>A public incident that motivates a rule.</summary>
public sealed record Incident(string Title, string Date, string Url);

/// <summary>What must hold of one kind of asset, as written in `rule.yaml`.</summary>
/// <param name="Id">The folder's name.</param>
/// <param name="Control">The family folder's name.</param>
/// <param name="Title">A few words for lists.</param>
/// <param name="Severity">Before context.</param>
/// <param name="Maturity">Experimental or stable.</param>
/// <param name="Asset">The kind it speaks of.</param>
/// <param name="Needs">Planes that must be covered; empty: those that <paramref name="Expect"/> reads.</param>
/// <param name="Where">CEL: which assets it applies to; null: all of the kind.</param>
/// <param name="Expect">CEL: what must hold.</param>
/// <param name="Message">Text with CEL in braces: the finding in words a person would say.</param>
/// <param name="Why">Why it matters, in plain language.</param>
/// <param name="Fix">Steps, may hold CEL in braces.</param>
/// <param name="Consequence">injection, manipulation, leakage or misuse.</param>
/// <param name="Disciplines">artifact, identity, behavior.</param>
/// <param name="Incidents">Public incidents.</param>
/// <param name="Maps">Framework id to requirement ids.</param>
/// <param name="Params">Literals that <c>params.name</c> reads.</param>
/// <param name="Path">Where it was read.</param>
public sealed record Rule(
    string Id, string Control, string Title, Severity Severity, Maturity Maturity, AssetKind Asset,
    ImmutableArray<Plane> Needs, string? Where, string Expect, string Message, string Why, string Fix,
    string Consequence, ImmutableArray<string> Disciplines, ImmutableArray<Incident> Incidents,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Maps, ImmutableSortedDictionary<string, Value> Params, string Path)
{
    /// <summary>`configured` is among the planes that must be covered: whichever of the two is asked.</summary>
    public bool NeedsConfigured { get; init; }

    /// <summary>How to supply what the evidence itself leaves unknown; empty: in a registry.</summary>
    public string Supply { get; init; } = "";
}
