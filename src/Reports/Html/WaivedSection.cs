using Plumbline.Posture.Assets;

namespace Plumbline.Reports.Html;

/// <summary>What somebody answers for until a date, and waivers that carry nothing any more.</summary>
internal static class WaivedSection
{
    public static void Write(Estate estate, Page page)
    {
        page.Raw("<section id=\"waived\" class=\"block\">\n<h2>Waived</h2>\n");
        if (estate.Waived.Count == 0) page.Raw("<p>No finding is waived.</p>\n");
        else
        {
            page.Raw("<p>These are still out of line. Somebody answers for each until the day shown; then it counts again.</p>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">No.</th><th scope=\"col\">Severity</th><th scope=\"col\">Finding</th><th scope=\"col\">Owner</th><th scope=\"col\">Until</th><th scope=\"col\">Reason</th></tr></thead><tbody>\n");
            foreach (var finding in estate.Waived)
            {
                var waiver = finding.Waiver!.Waiver;
                page.Add($"<tr><td>{estate.Number(finding)}</td><td>{finding.Weight.Severity.Name()}</td><td>{finding.Message}<small><code>{finding.Rule.Control}/{finding.Rule.Id}</code></small></td><td>{waiver.Owner}</td><td>{WaiverText.Day(waiver.Until)}</td><td>{waiver.Reason}<small>{finding.Waiver!.Origin.ToString()}</small></td></tr>\n");
            }

            page.Raw("</tbody></table></div>\n");
        }

        var idle = estate.Report.Assessment.Waivers.Where(w => w.Findings == 0).ToList();
        if (idle.Count > 0)
        {
            page.Raw("<h3>Waivers that carry nothing</h3>\n<ul>");
            foreach (var tally in idle) page.Add($"<li><code>{tally.Waiver.Rule}</code> of {tally.Waiver.Owner}, {WaiverText.Idle(tally)} <span class=\"origin\">{tally.Origin.ToString()}</span></li>");
            page.Raw("</ul>\n");
        }

        page.Raw("</section>\n");
    }
}
