using Plumbline.Posture.Rules;

namespace Plumbline.Reports.Html;

/// <summary>How to read the report, and how its verdicts come about.</summary>
internal static class MethodSection
{
    public static void Write(Estate estate, Page page)
    {
        var rules = estate.Report.Rulebook.Conditions.Select(c => c.Rule).ToList();
        page.Add($"""
            <section id="method" class="block">
            <h2>Method</h2>
            <p>Four planes speak of each AI workload: <b class="approved">approved</b> (registries and eval results: what a person signed off), <b class="declared">declared</b> (code: what is meant to run), <b class="deployed">deployed</b> (the control plane: what is configured) and <b class="observed">observed</b> (logs: what happened). A rule compares planes; a finding is a rule that does not hold, with the statements that decided it.</p>
            <ul>
            <li><b>Missing evidence never passes.</b> A check passes only where somebody looked for every word it reads. Everything else is not evaluable, with the way to supply it.</li>
            <li><b>Every statement shows its origin</b>: file and line, record, or event. Paths are relative to the scanned folder.</li>
            <li><b>Runtime weighs more than theory.</b> Severity is a sum whose every term is shown with the finding.</li>
            <li><b>An eval gate is green</b> where, within the hours that the release rule allows before the release, every required suite reached its threshold on a model the workload calls.</li>
            <li><b>A waiver</b> accepts named weaknesses until a date. It hides nothing: a waived finding is listed, and something new reopens it.</li>
            </ul>
            <p>{Words.Count(rules.Count, "rule")} were asked, {rules.Count(r => r.Maturity == Maturity.Experimental)} of them experimental: shown, never a reason to stop. The files were read at rest, nothing in them was executed, and they were believed: signatures and log digests were not checked. The same files, rules and moment give this same document, byte for byte.</p>
            </section>

            """);
    }
}
