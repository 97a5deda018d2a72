using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Server.Desks;

namespace Plumbline.Server.Web;

/// <summary>What an address names.</summary>
internal static class Asked
{
    /// <summary>The asset of `{kind}/{key}`; null where there is none.</summary>
    public static AssetRow? Asset(Visit visit) => Id(visit) is { } id ? visit.Report.Graph.Find(id) : null;

    /// <summary>The asset of `{kind}/{key}`, also one that is gone; null where the ledger knows none either.</summary>
    public static AssetRow? AssetEver(Visit visit) => Asset(visit) ?? (Id(visit) is { } id ? Tells(visit).Find(visit.Standing!, id) : null);

    /// <summary>The finding that stands now; null where there is none.</summary>
    public static Finding? Finding(Visit visit) => Value(visit, "id") is { } id ? visit.Standing!.Index.Finding(id) : null;

    /// <summary>What the ledger has of a finding.</summary>
    public static IReadOnlyList<FindingEvent> Past(Visit visit) =>
        Value(visit, "id") is { Length: 16 } id && id.All(char.IsAsciiHexDigitLower) ? Tells(visit).Of(visit.Report.Scope.Name, id) : [];

    /// <summary>The rule; null where there is none.</summary>
    public static Rule? Rule(Visit visit) => Value(visit, "id") is { } id ? visit.Report.Rulebook.Conditions.FirstOrDefault(c => c.Rule.Id == id)?.Rule : null;

    private static AssetId? Id(Visit visit) =>
        Value(visit, "kind") is { } name && KebabCase.TryParse<AssetKind>(name, out var kind) && Value(visit, "key") is { } key ? new AssetId(kind, key) : null;

    private static Chronicle Tells(Visit visit) => visit.Http.RequestServices.GetRequiredService<Chronicle>();

    private static string? Value(Visit visit, string name) => visit.Http.Request.RouteValues[name] as string;
}
