using Plumbline.Posture.Rules;

namespace Plumbline.Reports.Html;

/// <summary>One sign for each verdict: told apart by shape before colour, and named for those who hear the page.</summary>
internal static class Marks
{
    /// <summary>The signs, drawn once.</summary>
    public const string Symbols = """
        <svg width="0" height="0" aria-hidden="true" focusable="false" class="defs">
        <symbol id="m-pass" viewBox="0 0 20 20"><circle cx="10" cy="10" r="6.5"/></symbol>
        <symbol id="m-fail" viewBox="0 0 20 20"><rect x="1.5" y="1.5" width="17" height="17" rx="3"/><path d="M6 6l8 8M14 6l-8 8" class="ink"/></symbol>
        <symbol id="m-open" viewBox="0 0 20 20"><rect x="2.5" y="2.5" width="15" height="15" rx="7.5" class="hollow"/><path d="M7.6 8a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2.9-1.2 1.8M10 14.4v.4" class="line"/></symbol>
        <symbol id="m-none" viewBox="0 0 20 20"><path d="M6 10h8" class="line"/></symbol>
        <symbol id="m-waived" viewBox="0 0 20 20"><rect x="2" y="2" width="16" height="16" rx="3" class="hollow"/><path d="M5.5 7l2 6.5L10 8l2.5 5.5 2-6.5" class="line"/></symbol>
        </svg>

        """;

    /// <summary>The sign of a verdict and, for screen readers, its words.</summary>
    public static void Write(Page page, Verdict verdict, bool waived)
    {
        var (id, word) = waived ? ("waived", "waived") : verdict switch
        {
            Verdict.Pass => ("pass", Words.Of(verdict)),
            Verdict.Fail => ("fail", Words.Of(verdict)),
            Verdict.NotEvaluable => ("open", Words.Of(verdict)),
            _ => ("none", Words.Of(verdict)),
        };
        page.Add($"<svg class=\"mark {id}\" aria-hidden=\"true\"><use href=\"#m-{id}\"/></svg><span class=\"sr\">{word}</span>");
    }
}
