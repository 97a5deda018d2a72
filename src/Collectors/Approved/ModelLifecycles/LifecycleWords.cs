using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Approved.ModelLifecycles;

/// <summary>The words that say how long the models in use are served.</summary>
internal static class LifecycleWords
{
    /// <summary>The word said of whatever names a model.</summary>
    public const string Name = "lifecycles";

    /// <summary>One model that something names, and until when the host behind it serves it.</summary>
    public static CelType Shape { get; } = CelType.Object("model-lifecycle",
        ("id", CelType.String),             // as written
        ("model", CelType.String),          // the model itself: ModelId.Base
        ("host", CelType.String),           // who serves it, as people say; empty where that is not known
        ("announced", CelType.Timestamp),   // 1970 where nobody says
        ("retires", CelType.Timestamp),     // 9000-01-01 where none is announced; unknown where no fact decides
        ("replacement", CelType.String),    // what the host names instead; empty where it names none
        ("source", CelType.String),         // the page or answer that says so
        ("noted", CelType.Timestamp),       // when that was read
        ("last", CelType.Timestamp));       // observed: the last call seen; else 1970

    /// <summary>Every word.</summary>
    public static ImmutableArray<Property> All { get; } =
    [
        ModelFact.Word,
        .. ((AssetKind[])[AssetKind.Workload, AssetKind.Agent, AssetKind.Endpoint]).Select(k =>
            new Property(k, Name, Shape, true, "how long the models it names are served by who serves them", IsOptional: true)),
    ];

    /// <summary>Words that name a model: what a source looked for of them, it looked for of their ends.</summary>
    private static readonly ImmutableDictionary<string, string> Naming = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["workload.models"] = "workload." + Name, ["workload.configured"] = "workload." + Name, ["workload.calls"] = "workload." + Name, ["workload.invocations"] = "workload." + Name,
        ["agent.models"] = "agent." + Name, ["endpoint.deployments"] = "endpoint." + Name,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>True where the word names a model.</summary>
    public static bool NamesModel(AssetKind kind, string word) => Naming.ContainsKey($"{kind.Name()}.{word}");

    /// <summary>The words of this folder that a gap hides: an unread use may ask for any model that its project names.</summary>
    public static ImmutableArray<string> Hidden(ImmutableArray<string> speaks) => speaks.Contains("workload.uses") ? [.. With(speaks).Append("workload." + Name).Distinct()] : With(speaks);

    /// <summary>The words of this folder that go with those of a coverage.</summary>
    public static ImmutableArray<string> With(ImmutableArray<string> speaks) => [.. speaks.Select(s => Naming.GetValueOrDefault(s)).OfType<string>().Distinct()];
}
