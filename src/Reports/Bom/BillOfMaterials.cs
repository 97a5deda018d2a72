using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Bom;

/// <summary>Everything the AI estate is made of, with who says so and what could not be seen.</summary>
public sealed class BillOfMaterials
{
    /// <summary>What stands for the estate as a whole.</summary>
    internal const string Estate = "estate";

    private BillOfMaterials(Report report, BomDraft draft)
    {
        (Name, AsOf) = (Plain.Line(report.Scope.Name), report.Scope.AsOf);
        Items = [.. draft.Items];
        Gaps = [.. report.Graph.Gaps.Select(g => new BomGap(Subjects(g.Gap.Reach, draft), Plain.Line($"{g.Gap.Kind.Name()} ({g.Gap.Plane.Name()}): {g.Gap.Reason}; {g.Gap.Fix}"), Plain.Line(g.Origin.ToString()))).OrderBy(g => g.Text, StringComparer.Ordinal).ThenBy(g => g.Place, StringComparer.Ordinal)];
    }

    /// <summary>The estate's name.</summary>
    public string Name { get; }

    /// <summary>The moment it speaks of.</summary>
    public DateTimeOffset AsOf { get; }

    internal ImmutableArray<BomItem> Items { get; }

    internal ImmutableArray<BomGap> Gaps { get; }

    /// <summary>Puts it together.</summary>
    public static BillOfMaterials Of(Report report)
    {
        var draft = new BomDraft(report.Graph);
        AssetParts.Add(draft);
        UseParts.Add(draft);
        KindParts.Add(draft);
        CardParts.Add(draft);
        AssetParts.Relate(draft);
        return new BillOfMaterials(report, draft);
    }

    // What hides assets nobody knows of hides them from the estate.
    private static ImmutableArray<string> Subjects(Reach reach, BomDraft draft)
    {
        if (reach.Asset is { } asset) return [draft.Find(asset)?.Ref ?? Estate];
        if (reach.Account is null) return [Estate];
        var there = draft.Items.Where(i => i.Account == reach.Account && (reach.Region is null || i.Region is null || i.Region == reach.Region)).Select(i => i.Ref).ToImmutableArray();
        return there.IsEmpty ? [Estate] : there;
    }
}

/// <summary>What could not be seen, and of which items.</summary>
internal sealed record BomGap(ImmutableArray<string> Subjects, string Text, string Place);
