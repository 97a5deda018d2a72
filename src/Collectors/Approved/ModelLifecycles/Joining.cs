using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.ModelLifecycles;

/// <summary>Joins what names a model with what is known of the model's end.</summary>
public sealed class Joining
{
    private readonly IReadOnlyCollection<Claim> claims;
    private readonly Facts facts;
    private readonly DateTimeOffset now;
    private readonly Naming naming;

    /// <summary>Learns the facts, and which code uses which provider.</summary>
    /// <param name="claims">What every collector said.</param>
    /// <param name="shipped">Facts that come with the program.</param>
    /// <param name="now">The moment the scan speaks of.</param>
    public Joining(IReadOnlyCollection<Claim> claims, IEnumerable<ModelFact> shipped, DateTimeOffset now)
    {
        (this.claims, this.now) = (claims, now);
        var said = claims.Select(c => (c.Plane, Fact: ModelFact.From(c))).Where(c => c.Fact is not null).ToList();
        facts = new Facts(said.Where(c => c.Plane == Plane.Deployed).Select(c => c.Fact!), said.Where(c => c.Plane == Plane.Approved).Select(c => c.Fact!), shipped);
        naming = new Naming(claims);
    }

    /// <summary>The ends of the models that anything names, and who looked for them.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        foreach (var claim in claims)
        {
            if (claim.Property == Claim.Reserved.Coverage) { if (Looked(claim) is { } looked) yield return looked; }
            else if (claim.Property == Claim.Reserved.Gap) { if (Hidden(claim) is { } hidden) yield return hidden; }
            else if (LifecycleWords.NamesModel(claim.Subject.Kind, claim.Property) && Ends(claim) is { } ends) yield return ends;
        }
    }

    private Claim? Ends(Claim claim)
    {
        if (claim.Value.AsMap is not { } map || map["base"].AsString is not { Length: > 0 } model) return null;
        var text = (map["id"].AsString ?? map["model"].AsString) is { Length: > 0 } written ? written : model;
        if (ModelId.IsTuned(model) || naming.IsToldOfWorkload(claim, model)) return null;
        var id = ModelId.Parse(text) is var parsed && parsed.Base == model ? parsed : new ModelId(model, model, parsed.Geography, parsed.IsPinned);
        var isNamed = naming.IsOnlyNamed(claim, model, out var why);
        if (isNamed && why.Length == 0) return null;
        var end = isNamed ? null : facts.Find(HostsOf(claim, map, id), model, Place(claim, map, id), now, out why);
        return claim with { Property = LifecycleWords.Name, Value = Element(text, model, end, why, (map["last"].AsBoxed as Timestamp)?.AsInstant ?? DateTimeOffset.UnixEpoch) };
    }

    private ImmutableArray<string> HostsOf(Claim claim, MapValue map, ModelId id)
    {
        // An upgrade option is Azure's alone.
        if (claim.Property == "deployments" && Hosts.OfSource(claim.Origin.Source) is null) return map["upgrade"].AsString is { Length: > 0 } ? ["azure"] : [];
        return Hosts.OfSource(claim.Origin.Source) is { } told ? told : Hosts.Of(id, naming.HostsOf(claim, id));
    }

    // Where it is answered: as logged, as the id's ARN or geography says, as the ARN of who asks says.
    private static string Place(Claim claim, MapValue map, ModelId id)
    {
        if ((map["landed"].AsString is { Length: > 0 } landed ? landed : map["region"].AsString) is { Length: > 0 } region) return region;
        if (id.Geography.Length > 0) return id.Geography;
        return (RegionOf(id.Text) ?? RegionOf(claim.Subject.Key)) ?? "";
    }

    private static string? RegionOf(string text) => text.Split(':') is ["arn", _, _, { Length: > 0 } region, ..] ? region : null;

    private Value Element(string id, string model, Ending? end, string why, DateTimeOffset last) => Value.Map(
        ("id", Value.Of(id)), ("model", Value.Of(model)), ("host", Value.Of(end?.Host ?? "")),
        ("announced", Value.Of(end?.Fact.Announced ?? DateTimeOffset.UnixEpoch)), ("retires", end is null ? Value.Unknown(why) : Retires(end)),
        ("replacement", Value.Of(end is null ? "" : facts.Served(end, now))), ("source", Value.Of(end?.Fact.Source ?? "")),
        ("noted", Value.Of(end?.Fact.Noted ?? DateTimeOffset.UnixEpoch)), ("last", Value.Of(last)));

    // A day that may be put off, or before which nothing happens, decides nothing once it has come.
    private Value Retires(Ending end) => end.Fact switch
    {
        { Term: RetirementTerm.Active } or { Retires: null } => Value.Of(ModelFact.Never),
        { Term: RetirementTerm.Fixed, Retires: { } day } => Value.Of(day),
        { Term: RetirementTerm.Extendable, Retires: { } day } when now < day => Value.Of(day),
        { Term: RetirementTerm.NotBefore, Retires: { } day } when now < day => Value.Of(ModelFact.Never),
        { Model: var model, Retires: { } day } => Value.Unknown($"{end.Host} said it would serve `{model}` until {day:yyyy-MM-dd} or longer, and nobody noted what came of it"),
    };

    private static Claim? Looked(Claim claim)
    {
        var coverage = Coverage.Read(claim);
        return LifecycleWords.With(coverage.Speaks) is { IsEmpty: false } words ? (coverage with { Speaks = words }).ToClaim(claim.Origin) : null;
    }

    private static Claim? Hidden(Claim claim)
    {
        var gap = Gap.Read(claim);
        return LifecycleWords.Hidden(gap.Speaks) is { IsEmpty: false } words ? (gap with { Speaks = words }).ToClaim(claim.Origin) : null;
    }
}
