using System.Collections.Immutable;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Graph;

/// <summary>Two sides of one property, held against each other.</summary>
/// <param name="Property">One of <see cref="Sides.Properties"/>.</param>
/// <param name="From">One side.</param>
/// <param name="To">The other.</param>
/// <param name="Same">True or false; null where that is not known.</param>
/// <param name="OnlyFrom">What only the one shows.</param>
/// <param name="OnlyTo">What only the other shows.</param>
/// <param name="Missing">Why it is not known; empty where it is.</param>
public sealed record Likeness(string Property, Side From, Side To, bool? Same, ImmutableArray<Shown> OnlyFrom, ImmutableArray<Shown> OnlyTo, string Missing)
{
    private static readonly Plane[] Strongest = [Plane.Observed, Plane.Deployed, Plane.Declared];

    /// <summary>Compares two workloads where both show the property: observed before deployed before declared. Null where neither shows it at all.</summary>
    public static Likeness? Of(AssetRow from, AssetRow to, string property, Func<AssetId, AssetRow?> find)
    {
        Likeness? open = null;
        foreach (var plane in Strongest)
        {
            var found = Of(property, Sides.Of(from, property, plane, find), Sides.Of(to, property, plane, find));
            if (found.Same is not null) return found;
            if (open is null && (!found.From.Values.IsEmpty || !found.To.Values.IsEmpty)) open = found;
        }

        return open;
    }

    /// <summary>Holds two sides against each other: what one shows and the other, which was looked at, does not is a difference.</summary>
    public static Likeness Of(string property, Side from, Side to)
    {
        ImmutableArray<Shown> onlyFrom = [.. from.Values.Where(v => !to.Values.Any(o => Approvals.Alike(property, o.Key, v.Key)))];
        ImmutableArray<Shown> onlyTo = [.. to.Values.Where(v => !from.Values.Any(o => Approvals.Alike(property, o.Key, v.Key)))];
        var needsValues = property is "model" or "prompt" or "region";
        if (!from.IsActive || !to.IsActive || (needsValues && (from.Values.IsEmpty || to.Values.IsEmpty))) return new(property, from, to, null, onlyFrom, onlyTo, Lack(from, to));
        if ((!onlyFrom.IsEmpty && to.IsWhole) || (!onlyTo.IsEmpty && from.IsWhole)) return new(property, from, to, false, onlyFrom, onlyTo, "");
        var isKnown = onlyFrom.IsEmpty && onlyTo.IsEmpty && from.IsWhole && to.IsWhole;
        return new(property, from, to, isKnown ? true : null, onlyFrom, onlyTo, isKnown ? "" : Lack(from, to));
    }

    private static string Lack(Side from, Side to) => (Shows(from), Shows(to)) switch
    {
        (false, false) => "nobody looked at either side",
        (false, _) => "the first side does not show it",
        (_, false) => "the second side does not show it",
        _ => "one side was not looked at whole",
    };

    private static bool Shows(Side side) => !side.Values.IsEmpty || (side.IsWhole && side.IsActive);

    /// <summary>
    /// When the two first parted, as far as claims tell. What is observed has a beginning and an end on each side; of a configuration
    /// only the last change is known, and they differ since then at the latest.
    /// </summary>
    public DateTimeOffset? Since
    {
        get
        {
            if (Same != false) return null;
            if (From.Plane != Plane.Observed || To.Plane != Plane.Observed) return Known(OnlyFrom.Concat(OnlyTo).Select(s => s.First)).Select(t => (DateTimeOffset?)t).DefaultIfEmpty().Max();
            var both = new[] { From, To }.Select(s => Known(s.All.Select(v => v.First)).DefaultIfEmpty().Min()).Max();
            var parted = Known(OnlyFrom.Select(s => Left(s, To)).Concat(OnlyTo.Select(s => Left(s, From)))).DefaultIfEmpty().Min();
            var since = parted > both ? parted : both;
            return since == DateTimeOffset.MinValue ? null : since;
        }
    }

    // The other side had it too until it went on to something else: from the first sight of that they differ.
    private static DateTimeOffset Left(Shown shown, Side other) => other.All.FirstOrDefault(o => o.Key == shown.Key) is not { } had ? shown.First
        : Known(other.All.Select(o => o.First)).Where(t => t > had.Last).DefaultIfEmpty(had.Last).Min();

    private static IEnumerable<DateTimeOffset> Known(IEnumerable<DateTimeOffset> times) => times.Where(t => t > DateTimeOffset.MinValue);
}
