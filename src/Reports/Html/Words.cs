using System.Globalization;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Reports.Html;

/// <summary>Small words that sections share.</summary>
public static class Words
{
    /// <summary>`2026-11-21 09:00 UTC`.</summary>
    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>`3 gaps`.</summary>
    public static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number:n0} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>`is` or `are`.</summary>
    public static string Are(int number) => number == 1 ? "is" : "are";

    /// <summary>A verdict as people say it.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "in line",
        Verdict.Fail => "out of line",
        Verdict.NotEvaluable => "not evaluable",
        _ => "not applicable",
    };

    /// <summary>The name, and the environment where it is not production.</summary>
    public static string Label(AssetRow row) => row.Fact("environment") is { } environment and not "production" ? $"{row.Name} ({environment})" : row.Name;

    /// <summary>`production · regulated · owner credit-platform`; what nobody says is left out.</summary>
    public static string Facts(AssetRow row)
    {
        var data = row[row.Layout.Fact("data")].AsList is { Items.IsEmpty: false } classes ? string.Join(", ", classes.Items) : null;
        string?[] facts =
        [
            row.Fact("environment"), row.Is("regulated") ? "regulated" : null, row.Fact("risk") is { } risk ? $"{risk} risk" : null,
            row.Fact("criticality") is { } criticality ? $"{criticality} criticality" : null, data, row.Fact("owner") is { } owner ? $"owner {owner}" : "no owner known",
        ];
        return string.Join(" · ", facts.OfType<string>());
    }

    /// <summary>The planes that speak of an asset.</summary>
    public static IEnumerable<Plane> Planes(AssetRow row) => Enum.GetValues<Plane>().Where(p => Status.Speaks(row, p));
}
