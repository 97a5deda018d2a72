using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Graph;

/// <summary>Which assets a later graph tells differently.</summary>
public static class Changes
{
    /// <summary>The assets of <paramref name="after"/> that <paramref name="before"/> does not have, or of which something else is said or known.</summary>
    public static HashSet<AssetId> Between(AssetGraph before, AssetGraph after)
    {
        var changed = new HashSet<AssetId>();
        foreach (var kind in after.Kinds)
        {
            var (old, now) = (before.Pages(kind), after.Pages(kind));
            for (var p = 0; p < now.Length; p++)
            {
                if (p < old.Length && ReferenceEquals(old[p], now[p])) continue;
                foreach (var row in now[p]) if (before.RowOf(row.Id) is not { } was || !IsSame(was, row)) changed.Add(row.Id);
            }
        }

        return changed;
    }

    // Where else somebody looked changes no verdict as long as somebody looked: every delivery of a log moves its window.
    private static bool IsSame(AssetRow was, AssetRow row) => ReferenceEquals(was, row) || was.IsLike(row, IsSame);

    private static bool IsSame(Value was, Value now)
    {
        if (was.AsError is { } error) return now.AsError is { } other && error.Message == other.Message && was.IsUnknown == now.IsUnknown;
        return was.AsList is { } list ? now.AsList is { } later && list.IsPartial == later.IsPartial && was.Equals(now) : was.Equals(now);
    }
}
