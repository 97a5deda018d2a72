using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Drifts;

namespace Plumbline.Reports.History;

/// <summary>An asset's history for a terminal.</summary>
public static class HistoryText
{
    private const int Most = 8;

    /// <summary>Writes it.</summary>
    /// <param name="history">The history.</param>
    /// <param name="asOf">The moment it ends at.</param>
    /// <param name="property">The one property asked for, or null.</param>
    /// <param name="to">Receives it.</param>
    public static void Write(AssetHistory history, DateTimeOffset asOf, string? property, TextWriter to)
    {
        var time = history.Timeline;
        to.WriteLine();
        Line($"  {history.Name} · {history.Id}", to);
        Line($"  first seen {Seen(time.FirstSeen)} · last seen {Seen(time.LastSeen)}{(time.GoneSince is { } gone ? $" · gone since {Day(gone)}" : "")}{(time.EarliestClaim is { } earliest ? $" · earliest evidence {Day(earliest)}" : "")} · as of {Day(asOf)}", to);
        foreach (var moment in history.Events.Where(e => Asked(e, property)).GroupBy(e => e.Moment))
        {
            to.WriteLine();
            Line($"  {Day(moment.Key)}", to);
            foreach (var one in moment) One(one, to);
        }

        to.WriteLine();
    }

    /// <summary>True where an event speaks of the property, or none is asked for.</summary>
    internal static bool Asked(AssetEvent one, string? property) => property is null || one.Property == property || (one.Plane is { } plane && $"{plane.Name()}.{one.Property}" == property);

    private static void One(AssetEvent one, TextWriter to)
    {
        var what = one.Plane is { } plane ? $"{plane.Name()}.{one.Property}" : one.Property;
        switch (one.Kind)
        {
            case AssetEventKind.Seen: Line($"    seen      {one.Origin?.Source} · {one.Origin}", to); break;
            case AssetEventKind.Gone: Line("    gone      no source speaks of it any more", to); break;
            case AssetEventKind.Finding: Line($"    finding   {one.Property} {one.Text}", to); break;
            case AssetEventKind.Word: Line($"    {one.Property,-9} {one.Text}; {one.Actor}", to); break;
            default:
                Line($"    {one.Kind.Name(),-9} {what}{(one.Fields.IsEmpty ? "" : $" ({string.Join(", ", one.Fields)})")}  {one.Origin?.Source} · {one.Origin}", to);
                Values("-", one.Before, one.Property, to);
                Values("+", one.After, one.Property, to);
                break;
        }
    }

    private static void Values(string sign, ImmutableArray<Value> values, string property, TextWriter to)
    {
        foreach (var value in values.Take(Most)) Line($"              {sign} {Said(value, property)}", to);
        if (values.Length > Most) Line(string.Create(CultureInfo.InvariantCulture, $"              {sign} and {values.Length - Most} more"), to);
    }

    private static string Said(Value value, string property) => (property, value.AsMap) switch
    {
        (Posture.Evidence.Claim.Reserved.Relation, { } map) => $"{map["verb"].AsString} {map["kind"].AsString}:{map["key"].AsString}",
        (Posture.Evidence.Claim.Reserved.Binding, { } map) => $"{map["how"].AsString} {map["alias"].AsString}",
        (_, { } map) when map["text"].AsString is { Length: > 0 } text => Plain.Cut(text, 120),
        _ => Brief.Of(value, property),
    };

    private static void Line(string text, TextWriter to) => to.WriteLine(Plain.Of(text).Replace('\n', ' '));

    private static string Seen(DateTimeOffset? moment) => moment is { } at ? Day(at) : "never";

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
