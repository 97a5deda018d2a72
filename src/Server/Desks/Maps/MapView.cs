using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Server.Desks.Maps;

/// <summary>What is known of some assets' findings.</summary>
/// <param name="Assets">How many assets.</param>
/// <param name="Open">Findings that nobody answers for.</param>
/// <param name="Waived">Findings that somebody answers for.</param>
/// <param name="Worst">The worst severity of the open ones; null where none is open.</param>
public readonly record struct MapState(int Assets, int Open, int Waived, Severity? Worst)
{
    /// <summary>Both together.</summary>
    public MapState With(MapState other) => new(Assets + other.Assets, Open + other.Open, Waived + other.Waived, Worst is null || other.Worst > Worst ? other.Worst : Worst);
}

/// <summary>What a box of a map stands for.</summary>
public enum MapBoxSort
{
    /// <summary>One asset.</summary>
    Asset,

    /// <summary>Several that were asked for together.</summary>
    Group,

    /// <summary>Several that there is no room for.</summary>
    Fold,

    /// <summary>Several that were not asked for, and have to do with those that were.</summary>
    Beside,
}

/// <summary>One box of a map.</summary>
/// <param name="Sort">What it stands for.</param>
/// <param name="Id">What names it in this map.</param>
/// <param name="Layer">Its layer.</param>
/// <param name="Kind">The one kind of its assets; null where there are several.</param>
/// <param name="Group">What they have in common; empty where that is nothing.</param>
/// <param name="Column">Its column, from the left.</param>
/// <param name="Lane">Its lane, from the top.</param>
/// <param name="State">How many assets, and what is open on them.</param>
/// <param name="Asset">The one asset; null where there are several.</param>
/// <param name="Row">Its row; null where nobody says more of it than that others have to do with it.</param>
/// <param name="Opens">The map behind the box.</param>
public sealed record MapBox(MapBoxSort Sort, string Id, Layer Layer, AssetKind? Kind, string Group, int Column, int Lane, MapState State, AssetId? Asset = null, AssetRow? Row = null, MapQuestion? Opens = null);

/// <summary>Which way data moves along an arrow.</summary>
[Flags]
public enum MapFlow
{
    /// <summary>None does.</summary>
    None,

    /// <summary>The arrow's own way.</summary>
    Forward,

    /// <summary>Against the arrow: what is read is at its head.</summary>
    Back,
}

/// <summary>Relations from one box to another.</summary>
/// <param name="From">The index of the box they begin at.</param>
/// <param name="To">The index of the box they lead to.</param>
/// <param name="Verbs">How many of each verb; most first.</param>
/// <param name="Flow">Which way data moves.</param>
/// <param name="Origin">Where it can be read again, where it is one relation that a source said.</param>
public sealed record MapArrow(int From, int To, ImmutableArray<(string Verb, int Count)> Verbs, MapFlow Flow, Origin? Origin)
{
    /// <summary>How many relations.</summary>
    public int Relations => Verbs.Sum(v => v.Count);
}

/// <summary>A map: boxes and arrows, bounded, and how much is not in it.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Boxes">The boxes, by column and place.</param>
/// <param name="Arrows">The arrows between them, heaviest first.</param>
/// <param name="Lanes">What the lanes are called, from the top.</param>
/// <param name="All">Everything that was asked for: boxes that are not beside hold all of it.</param>
/// <param name="Relations">All relations that have to do with it.</param>
/// <param name="Lighter">Arrows for which there is no room.</param>
/// <param name="LighterRelations">The relations in those.</param>
/// <param name="Pages">How many pages it has.</param>
public sealed record MapView(
    MapQuestion Question, ImmutableArray<MapBox> Boxes, ImmutableArray<MapArrow> Arrows, ImmutableArray<(string Name, MapState State, MapQuestion? Opens)> Lanes,
    MapState All, int Relations, int Lighter, int LighterRelations, int Pages)
{
    /// <summary>The most boxes of a map.</summary>
    public const int MostBoxes = 150;

    /// <summary>The most arrows of a map.</summary>
    public const int MostArrows = 160;

    /// <summary>The layers in which an asset has neighbours, where a neighbourhood was asked for.</summary>
    public ImmutableArray<Layer> Near { get; init; } = [];

    /// <summary>The assets that were asked for and stand in boxes of their own or of a group.</summary>
    public int Drawn => Boxes.Where(b => b.Sort is MapBoxSort.Asset or MapBoxSort.Group).Sum(b => b.State.Assets);

    /// <summary>The assets that were asked for and are folded.</summary>
    public int Folded => All.Assets - Drawn;
}
