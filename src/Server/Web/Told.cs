using System.Globalization;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Reports;
using Plumbline.Reports.Html;

namespace Plumbline.Server.Web;

/// <summary>How pages say things.</summary>
public static class Told
{
    /// <summary>The estate's text on one line, without marks that would change how the page reads.</summary>
    public static string T(string? text) => Plain.Line(text);

    /// <summary>`2026-11-21 09:00 UTC`.</summary>
    public static string Moment(DateTimeOffset time) => Words.Moment(time);

    /// <summary>A time as machines read it.</summary>
    public static string Machine(DateTimeOffset time) => Values.Text(time);

    /// <summary>`41 days ago`, `in 3 hours`.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now)
    {
        var (span, isPast) = then <= now ? (now - then, true) : (then - now, false);
        if (span < TimeSpan.FromSeconds(5)) return isPast ? "just now" : "in a moment";
        var said = span.TotalDays >= 2 ? Count((int)span.TotalDays, "day") : span.TotalHours >= 2 ? Count((int)span.TotalHours, "hour")
            : span.TotalMinutes >= 2 ? Count((int)span.TotalMinutes, "minute") : Count((int)span.TotalSeconds, "second");
        return isPast ? $"{said} ago" : $"in {said}";
    }

    /// <summary>`every 5 minutes`.</summary>
    public static string Every(TimeSpan span) => "every " + (span.TotalMinutes < 2 ? Count((int)span.TotalSeconds, "second") : span.TotalHours < 2 ? Count((int)span.TotalMinutes, "minute") : Count((int)span.TotalHours, "hour"));

    /// <summary>`3 gaps`.</summary>
    public static string Count(int number, string noun) => Words.Count(number, noun);

    /// <summary>A number with its thousands apart.</summary>
    public static string N(long number) => number.ToString("n0", CultureInfo.InvariantCulture);

    /// <summary>A length in a drawing.</summary>
    public static string X(double length) => length.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>What people call an asset: its name, else its id.</summary>
    public static string Name(AssetRow row) => T(row.Fact("name") is { Length: > 0 } name ? name : row.Id.Key is "path:" or "path:." ? "the scanned folder" : row.Id.Key.StartsWith("path:", StringComparison.Ordinal) ? row.Id.Key[5..] : row.Id.Key);

    /// <summary>Where a statement can be read again, with the source, the call and the record.</summary>
    public static string From(Origin origin) => T(string.Join(" · ", new[] { origin.Source, origin.ToString() == origin.Source ? null : origin.ToString(), origin.Api is { } api && origin.File is not null ? api : null, origin.Event }.OfType<string>().Distinct()));

    /// <summary>What shows a plane: where a finding's evidence was measured.</summary>
    public static string Instrument(Plane plane) => plane switch
    {
        Plane.Approved => "registry",
        Plane.Declared => "repository",
        Plane.Deployed => "control plane",
        _ => "telemetry",
    };
}
