using System.Collections.Frozen;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Gates;

/// <summary>The models that are approved for one workload, and the lists they stand on.</summary>
internal sealed class ApprovedModels
{
    private const int Shown = 20;
    private readonly FrozenSet<string> models;
    private volatile ListedText? listed;
    private readonly FrozenDictionary<string, (DateTimeOffset From, DateTimeOffset Until)[]> lists;

    private ApprovedModels(AssetRow row)
    {
        Workload = row;
        IsKnown = Released.IsKnown(row, Plane.Approved, "models");
        IsListed = Released.IsKnown(row, Plane.Approved, "catalogue");
        models = Released.Items(row, Plane.Approved, "models").Select(m => m["base"].AsString).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
        lists = !IsListed ? FrozenDictionary<string, (DateTimeOffset, DateTimeOffset)[]>.Empty
            : Released.Items(row, Plane.Approved, "catalogue").Where(l => l["base"].AsString is not null).GroupBy(l => l["base"].AsString!, StringComparer.Ordinal)
                .ToFrozenDictionary(g => g.Key, g => g.Select(l => (Time(l["from"]), Time(l["until"]))).ToArray(), StringComparer.Ordinal);
        Told = models.Count == 0 ? "is none" : "is " + Short(models);
    }

    /// <summary>The workload.</summary>
    public AssetRow Workload { get; }

    /// <summary>True where somebody says which models are approved for it.</summary>
    public bool IsKnown { get; }

    /// <summary>True where lists of approved models speak of it.</summary>
    public bool IsListed { get; }

    /// <summary>What is approved, for a sentence.</summary>
    public string Told { get; }

    /// <summary>What is approved for a workload.</summary>
    public static ApprovedModels Of(AssetRow row) => new(row);

    /// <summary>True where a model is approved for it.</summary>
    public bool Has(string model) => models.Contains(model);

    /// <summary>True where a list in force names a model.</summary>
    public bool Lists(string model, DateTimeOffset now) => lists.TryGetValue(model, out var times) && Array.Exists(times, t => t.From <= now && now < t.Until);

    /// <summary>What the lists in force name, for a sentence.</summary>
    public string Listed(DateTimeOffset now)
    {
        if (listed is { } known && known.From <= now && now < known.Until) return known.Text;
        // Until the next date of a list comes, every release is told the same.
        var (from, until) = (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        foreach (var date in lists.Values.SelectMany(t => t).SelectMany(t => new[] { t.From, t.Until }))
        {
            if (date <= now && date > from) from = date;
            if (date > now && date < until) until = date;
        }

        listed = new(from, until, Short(lists.Keys.Where(m => Lists(m, now))));
        return listed.Text;
    }

    private static string Short(IEnumerable<string> names)
    {
        var all = names.Order(StringComparer.Ordinal).ToList();
        return string.Join(", ", all.Take(Shown)) + (all.Count > Shown ? $" and {all.Count - Shown} more" : "");
    }

    private sealed record ListedText(DateTimeOffset From, DateTimeOffset Until, string Text);

    private static DateTimeOffset Time(Value value) => value.AsBoxed is Timestamp time ? time.AsInstant : DateTimeOffset.MinValue;
}
