namespace Plumbline.Reports.Diagnosis;

/// <summary>The diagnosis for a terminal.</summary>
public static class DiagnosisText
{
    /// <summary>Writes it.</summary>
    public static void Write(string estate, DiagnosisBook book, TextWriter to)
    {
        Line(to, "");
        Line(to, $"  diagnosis · {estate} · as of {book.AsOf.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        Line(to, $"  {(book.Dominating is { } discipline ? $"{discipline} posture carries most risk of unknown size. Start here: " : "")}{book.Start}");
        foreach (var group in book.Groups)
        {
            Line(to, "");
            Line(to, $"  {group.Title.ToUpperInvariant()}");
            Line(to, $"  {group.Lead}");
            foreach (var question in group.Questions) One(question, to);
        }

        Line(to, "");
    }

    private static void One(Question question, TextWriter to)
    {
        Line(to, $"    {(question.IsAsHoped ? "●" : question.Response == Response.Unknown ? "?" : "✗")} {Said(question.Response),-8} {question.Text}");
        Line(to, $"               {question.Because}");
        if (question.Next.Length > 0) Line(to, $"               next: {question.Next}");
        if (!question.Findings.IsEmpty) Line(to, $"               findings: {string.Join(" ", question.Findings.Take(4))}{(question.Findings.Length > 4 ? $" and {question.Findings.Length - 4} more" : "")}");
    }

    private static string Said(Response response) => response switch { Response.Yes => "yes", Response.No => "no", _ => "unknown" };

    private static void Line(TextWriter to, string text) => to.Write(Plain.Of(text).Replace('\n', ' ').TrimEnd() + "\n");
}
