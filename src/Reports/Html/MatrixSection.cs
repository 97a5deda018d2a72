using Plumbline.Posture.Rules;

namespace Plumbline.Reports.Html;

/// <summary>Workloads down, controls across, the worst verdict in each cell.</summary>
internal static class MatrixSection
{
    public static void Write(Estate estate, Page page)
    {
        page.Raw("<section id=\"matrix\" class=\"block\">\n<h2>Workloads and controls</h2>\n");
        var matrix = estate.Report.Assessment.Matrix;
        if (matrix.IsEmpty)
        {
            page.Raw("<p>No AI workload was found.</p>\n</section>\n");
            return;
        }

        var cells = matrix.ToDictionary(c => (c.Workload.Id, c.Control));
        var controls = Controls.Of(estate.Report).Where(c => matrix.Any(m => m.Control == c)).ToList();
        page.Raw("<p>Each cell is the worst verdict of the control's rules on the workload and on what it uses: its guardrails, agents, suites and account.</p>\n<div class=\"scroll\"><table class=\"matrix\"><thead><tr><th scope=\"col\">Workload</th>");
        foreach (var control in controls) page.Add($"<th scope=\"col\"><span>{Controls.Name(control)}</span></th>");
        page.Raw("</tr></thead><tbody>\n");
        foreach (var row in estate.Workloads)
        {
            page.Add($"<tr><th scope=\"row\">{row.Name}<small>{Words.Facts(row)}</small></th>");
            foreach (var control in controls)
            {
                var cell = cells[(row.Id, control)];
                page.Raw("<td>");
                Marks.Write(page, cell.Verdict, cell.IsWaived);
                page.Raw("</td>");
            }

            page.Raw("</tr>\n");
        }

        page.Raw("</tbody></table></div>\n<p class=\"legend\">");
        foreach (var (verdict, waived) in ((Verdict, bool)[])[(Verdict.Pass, false), (Verdict.Fail, false), (Verdict.NotEvaluable, false), (Verdict.Fail, true), (Verdict.NotApplicable, false)])
        {
            Marks.Write(page, verdict, waived);
            page.Add($"<span aria-hidden=\"true\">{(waived ? "waived" : Words.Of(verdict))}</span> ");
        }

        page.Raw("</p>\n</section>\n");
    }
}
