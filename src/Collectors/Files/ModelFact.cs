using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Files;

/// <summary>How firm the day is on which a host stops serving a model.</summary>
public enum RetirementTerm
{
    /// <summary>On that day.</summary>
    Fixed,

    /// <summary>On that day or later: the host says that it may extend.</summary>
    Extendable,

    /// <summary>No retirement is announced, and none will be before that day.</summary>
    NotBefore,

    /// <summary>The host serves it, and names no day.</summary>
    Active,
}

/// <summary>What a host says of how long it serves a model.</summary>
/// <param name="Host">Who serves it: `openai`, `azure`, `anthropic`, `bedrock`, `gemini-api`, `vertex`, `mistral`, `cohere`, or another's name.</param>
/// <param name="Model">The model's id at that host.</param>
/// <param name="Announced">When the retirement was announced; null where nobody says.</param>
/// <param name="Term">How firm <paramref name="Retires"/> is.</param>
/// <param name="Retires">The day; null where none is named.</param>
/// <param name="Replacement">What the host names instead; empty where it names none.</param>
/// <param name="Regions">Regions that it holds in; empty where the host makes no difference.</param>
/// <param name="Source">The page or answer that says so.</param>
/// <param name="Noted">When that was read; null where the source has no clock.</param>
public sealed record ModelFact(
    string Host, string Model, DateTimeOffset? Announced, RetirementTerm Term, DateTimeOffset? Retires, string Replacement, ImmutableArray<string> Regions,
    string Source, DateTimeOffset? Noted)
{
    /// <summary>The moment that stands for no retirement.</summary>
    public static readonly DateTimeOffset Never = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What says it: a word of models that makes none of them part of the estate.</summary>
    public static Property Word { get; } = new(
        AssetKind.Model, "lifecycle",
        CelType.Object(
            "model-fact",
            ("host", CelType.String), ("announced", CelType.Timestamp),   // 1970 where nobody says
            ("term", CelType.String),         // fixed, extendable, not-before, active
            ("retires", CelType.Timestamp),   // 9000-01-01 where no day is named
            ("replacement", CelType.String), ("regions", CelType.List(CelType.String)), ("source", CelType.String), ("noted", CelType.Timestamp)),
        true, "how long a host says that it serves it", IsImported: true);

    /// <summary>The fact as a claim about the model.</summary>
    public Claim ToClaim(Plane plane, Origin origin) => new(
        new AssetId(AssetKind.Model, Model), Word.Name, plane,
        Value.Map(
            ("host", Value.Of(Host)), ("announced", Value.Of(Announced ?? DateTimeOffset.UnixEpoch)), ("term", Value.Of(Term.Name())),
            ("retires", Value.Of(Retires ?? Never)), ("replacement", Value.Of(Replacement)), ("regions", Value.List(Regions)),
            ("source", Value.Of(Source)), ("noted", Value.Of(Noted ?? DateTimeOffset.UnixEpoch))), origin, DateTimeOffset.MinValue);

    /// <summary>Reads a claim back; null for any other claim.</summary>
    public static ModelFact? From(Claim claim)
    {
        if (claim.Property != Word.Name || claim.Subject.Kind != AssetKind.Model || claim.Value.AsMap is not { } map) return null;
        if (map["term"].AsString is not { } name || !KebabCase.TryParse<RetirementTerm>(name, out var term)) return null;
        return new ModelFact(
            map["host"].AsString!, claim.Subject.Key, At("announced", DateTimeOffset.UnixEpoch), term, At("retires", Never), map["replacement"].AsString!,
            [.. map["regions"].AsList!.Items.Select(r => r.AsString!)], map["source"].AsString!, At("noted", DateTimeOffset.UnixEpoch));

        DateTimeOffset? At(string key, DateTimeOffset none) => map[key].AsBoxed is Timestamp time && time.AsInstant != none ? time.AsInstant : null;
    }
}
