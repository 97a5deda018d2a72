using System.Globalization;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Observed;

/// <summary>Names of models that lead to another model from one day to the next.</summary>
public static class Routes
{
    /// <summary>The UTC day of a call over a route, so that calls before and after it was set anew are two statements; else empty.</summary>
    public static string DayOf(string model, DateTimeOffset time) =>
        model.StartsWith("arn:", StringComparison.Ordinal) && ModelId.Parse(model).IsRoute
            ? time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
}
