using System.Globalization;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>The moments of result files: ISO 8601, or seconds or milliseconds since 1970.</summary>
internal static class Moments
{
    private const double FirstMillisecond = 100_000_000_000;

    /// <summary>The moment; the beginning of time where there is none, which no rule takes for fresh.</summary>
    public static DateTimeOffset Of(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String && !element.GetString()!.All(char.IsAsciiDigit))
            return RecordTime.Parse(element.GetString()) ?? (Instants.TryParse(element.GetString()!, out var time) ? time : DateTimeOffset.MinValue);
        var text = element.ValueKind is JsonValueKind.String ? element.GetString() : element.ValueKind is JsonValueKind.Number ? element.GetRawText() : null;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number is <= 0 or >= 253402300800000) return DateTimeOffset.MinValue;
        return number < FirstMillisecond ? DateTimeOffset.UnixEpoch.AddSeconds(number) : DateTimeOffset.UnixEpoch.AddMilliseconds(number);
    }
}
