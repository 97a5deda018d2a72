using System.Globalization;
using System.Text;
using Plumbline.Posture.Findings;

namespace Plumbline.Reports.Registries;

/// <summary>A waiver as a registry file writes it.</summary>
public static class WaiverEntry
{
    /// <summary>The section's head, for a file of its own.</summary>
    public const string Head = "plumbline: registry/v1\nwaivers:\n";

    /// <summary>The entry that accepts everything that is wrong with a finding now, and nothing that comes later.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="owner">Who answers for it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="until">The last day, as people write it.</param>
    public static string Of(Finding finding, string owner, string reason, string until)
    {
        var text = new StringBuilder();
        void Line(string key, string value) => text.Append(CultureInfo.InvariantCulture, $"    {key}: {Quoted(value)}\n");
        text.Append(CultureInfo.InvariantCulture, $"  - rule: {finding.Rule.Id}\n");
        Line("asset", finding.Asset.Id.ToString());
        text.Append(CultureInfo.InvariantCulture, $"    accepts: [{string.Join(", ", finding.Weaknesses.Select(w => $"\"{w.Digest}\""))}]\n");
        Line("owner", owner);
        Line("reason", reason);
        Line("until", until);
        return text.ToString();
    }

    private static string Quoted(string value) =>
        $"\"{string.Concat(value.ReplaceLineEndings(" ").Select(c => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? " " : c.ToString()))}\"";
}
