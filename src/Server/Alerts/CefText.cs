using System.Globalization;
using System.Text;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;
using Plumbline.Reports;

namespace Plumbline.Server.Alerts;

/// <summary>A notice in ArcSight's common event format, version 0.</summary>
internal static class CefText
{
    private const int Longest = 1023;

    public static string Of(Notice notice)
    {
        var (finding, rule) = (notice.Finding, notice.Finding.Rule);
        var text = new StringBuilder("CEF:0");
        foreach (var head in (string[])[Product.Name, Product.Name, Product.Version, rule.Id, rule.Title, Weight(finding.Weight.Severity)])
            text.Append('|').Append(Plain(head).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal));
        text.Append('|');
        var told = Told.Of(finding).ToList();
        Add(text, "rt", notice.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        Add(text, "externalId", finding.Id);
        Add(text, "act", notice.State.Name());
        Add(text, "msg", finding.Message);
        Add(text, "suser", told.FirstOrDefault(t => t.Principal is not null)?.Principal);
        Add(text, "src", told.FirstOrDefault(t => t.Address is not null)?.Address);
        Add(text, "requestClientApplication", told.FirstOrDefault(t => t.Client is not null)?.Client);
        Labelled(text, 1, "asset", finding.Asset.Id.ToString());
        Labelled(text, 2, "control", rule.Control);
        Labelled(text, 3, "environment", finding.Asset.Fact("environment"));
        Labelled(text, 4, "atlas", rule.Maps.TryGetValue("atlas", out var techniques) ? string.Join(",", techniques) : null);
        Labelled(text, 5, "trace", told.FirstOrDefault(t => t.Trace is not null)?.Trace);
        Labelled(text, 6, "session", told.FirstOrDefault(t => t.Session is not null)?.Session);
        if (notice.Number > 0)
        {
            Add(text, "cn1", notice.Number.ToString(CultureInfo.InvariantCulture));
            Add(text, "cn1Label", "record");
        }

        return text.ToString().TrimEnd();
    }

    private static void Labelled(StringBuilder text, int at, string label, string? value)
    {
        if (value is not { Length: > 0 }) return;
        Add(text, string.Create(CultureInfo.InvariantCulture, $"cs{at}"), value);
        Add(text, string.Create(CultureInfo.InvariantCulture, $"cs{at}Label"), label);
    }

    private static void Add(StringBuilder text, string key, string? value)
    {
        if (value is not { Length: > 0 }) return;
        var cut = value.Length > Longest ? value[..Longest] : value;
        text.Append(key).Append('=').Append(Plain(cut).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("=", "\\=", StringComparison.Ordinal)).Append(' ');
    }

    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private static string Weight(Severity severity) => severity switch { Severity.Critical => "10", Severity.High => "8", Severity.Medium => "5", Severity.Low => "3", _ => "1" };
}
