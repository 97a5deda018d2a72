using System.Collections.Immutable;

namespace Plumbline.Store.Projections;

/// <summary>Every projection that is kept, one line each.</summary>
public static class Catalogue
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<IProjection> All { get; } =
    [
        new LastScans(),
        new CurrentClaims(),
        new FindingStates(),
        new Entries(),
        new Assignments(),
        new GateRecords(GateRecords.Overrides, Records.RecordKind.Override),
        new GateRecords(GateRecords.Bindings, Records.RecordKind.EvalBinding),
    ];
}
