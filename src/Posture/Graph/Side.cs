using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>One value that a plane shows of a property.</summary>
/// <param name="Key">What it is compared by.</param>
/// <param name="Text">What people read.</param>
/// <param name="Claim">The claim that shows it, the oldest where several do.</param>
/// <param name="First">When it was first so; <see cref="DateTimeOffset.MinValue"/> where no source has a clock.</param>
/// <param name="Last">When it was last so.</param>
public sealed record Shown(string Key, string Text, Claim Claim, DateTimeOffset First, DateTimeOffset Last);

/// <summary>What a plane shows of one property of one workload.</summary>
/// <param name="Plane">The plane.</param>
/// <param name="IsWhole">True where somebody looked: what is not shown is not there.</param>
/// <param name="IsActive">True where there was anything to look at: on the observed plane, that it was in use.</param>
/// <param name="Values">What holds now.</param>
/// <param name="All">That, and what was shown before.</param>
public sealed record Side(Plane Plane, bool IsWhole, bool IsActive, ImmutableArray<Shown> Values, ImmutableArray<Shown> All)
{
    // Beyond this a value that nobody sends any more is history, even where nothing took its place.
    private static readonly TimeSpan Old = TimeSpan.FromDays(14);

    /// <summary>A side from what was shown, a value once for each claim.</summary>
    public static Side Of(Plane plane, bool isWhole, bool isActive, IEnumerable<Shown> shown)
    {
        ImmutableArray<Shown> all = [.. shown.GroupBy(s => s.Key).Select(Joined).OrderBy(s => s.Key, StringComparer.Ordinal)];
        return new Side(plane, isWhole, isActive, plane == Plane.Observed ? Current(all) : all, all);
    }

    private static Shown Joined(IGrouping<string, Shown> same)
    {
        var first = same.OrderBy(s => s.First).ThenBy(s => s.Claim, Comparer<Claim>.Create(Merge.Order)).First();
        return first with { Last = same.Max(s => s.Last) };
    }

    // What another value took the place of is history; so is what was last seen long before the newest.
    private static ImmutableArray<Shown> Current(ImmutableArray<Shown> all)
    {
        if (all.Length < 2) return all;
        var newest = all.Max(s => s.Last);
        return [.. all.Where(s => newest - s.Last <= Old && !all.Any(o => o.First > s.Last))];
    }
}
