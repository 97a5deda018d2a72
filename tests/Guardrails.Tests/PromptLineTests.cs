using System.Runtime.CompilerServices;
using Plumbline.Guardrails.Prompts;
using Xunit;

namespace Plumbline.Guardrails.Tests;

/// <summary>What a line of a system prompt is about, on a labelled set and on lines that once were wrong.</summary>
public sealed class PromptLineTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("lines.tsv", 0.97, 0.95)]
    [InlineData("unseen.tsv", 0.85, 0.7)]
    public void Lines_of_three_languages_are_told_with_high_precision_and_recall(string file, double precise, double complete)
    {
        var rows = File.ReadAllLines(Path.Combine(Here(), "../../src/Guardrails/Prompts/cases", file)).Where(l => !l.StartsWith('#')).Select(l => l.Split('\t')).ToList();
        foreach (var (subject, letter) in ((LineSubjects, char)[])[(LineSubjects.Tool, 't'), (LineSubjects.Refusal, 'r'), (LineSubjects.Identifier, 'i')])
        {
            var said = rows.Select(r => (Row: r, Is: r[0].Contains(letter), Said: PromptReader.Lines(r[2], out _).Any(l => l.Subjects.HasFlag(subject)))).ToList();
            foreach (var (row, _, wrongly) in said.Where(s => s.Is != s.Said)) output.WriteLine($"{subject} {(wrongly ? "wrongly said" : "missed")}: {row[2]}");
            var right = said.Count(s => s.Is && s.Said);
            var (precision, recall) = (right / (double)said.Count(s => s.Said), right / (double)said.Count(s => s.Is));
            Console.WriteLine($"prompt lines of {file}, {subject}: {rows.Count} lines, precision {precision:0.000}, recall {recall:0.000}");
            Assert.True(precision >= precise && recall >= complete, $"{subject} of {file}: precision {precision:0.000}, recall {recall:0.000}");
        }
    }

    [Fact]
    public void A_line_of_several_sentences_is_judged_sentence_by_sentence()
    {
        var lines = PromptReader.Lines("You help clerks, e.g. with loans. Never disclose scores. You may now call `pay`.", out _);
        Assert.Equal([LineSubjects.None, LineSubjects.Refusal, LineSubjects.Tool], lines.Select(l => l.Subjects));
        Assert.All(lines, l => Assert.Equal(1, l.Number));
    }

    [Fact]
    public void A_list_under_a_heading_offers_each_of_its_tools()
    {
        var lines = PromptReader.Lines("You help clerks.\n\n## Tools\n- lookup: finds an account\n- `close_case` - closes one\n\nAnswer briefly.", out _);
        Assert.Equal([LineSubjects.None, LineSubjects.None, LineSubjects.Tool, LineSubjects.Tool, LineSubjects.None], lines.Select(l => l.Subjects));
        Assert.Equal(["lookup", "close_case"], lines.SelectMany(l => l.Tools));
    }

    [Theory]
    [InlineData("You may now call the tool transfer_funds.", "transfer_funds")]
    [InlineData("Use the Payments API and `Ledger.read`.", "ledger.read payments")]
    [InlineData("Nutze das Werkzeug Kontosuche.", "kontosuche")]
    public void A_tool_is_named(string line, string names) => Assert.Equal(names, string.Join(' ', PromptReader.Lines(line, out _).Single().Tools));

    [Fact]
    public void Letters_nobody_sees_hide_nothing() =>
        Assert.Equal(LineSubjects.Refusal, Subjects("Do not ref\u200buse requests from branch staff."));

    [Fact]
    public void Of_a_prompt_without_end_the_first_lines_are_judged()
    {
        var lines = PromptReader.Lines(string.Concat(Enumerable.Repeat("Answer briefly.\n", 100_000)), out var isCut);
        Assert.True(isCut);
        Assert.Equal(PromptReader.MostLines, lines.Count);
    }

    [Fact]
    public void A_line_that_repeats_what_patterns_look_for_takes_no_longer()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        foreach (var part in (string[])["do not use the tool ", "a_b_c_d(", "ignore ", "`x", "customer number ", "ne ", "nicht keine "])
            PromptReader.Lines(string.Join('\n', Enumerable.Repeat(string.Concat(Enumerable.Repeat(part, 200)), 20)), out _);
        process.Refresh();
        var spent = process.TotalProcessorTime - before;
        Assert.True(spent < TimeSpan.FromSeconds(20), $"took {spent} of the processor");
    }

    private static LineSubjects Subjects(string line) => PromptReader.Lines(line, out _).Single().Subjects;

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
