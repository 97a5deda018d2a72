using System.Runtime.CompilerServices;
using Plumbline.Guardrails.Prompts;
using Xunit;

namespace Plumbline.Guardrails.Tests;

/// <summary>What a line of a system prompt is about, on a labelled set and on lines that once were wrong.</summary>
public sealed class PromptLineTests(ITestOutputHelper output)
{
    [Fact]
    public void Lines_of_three_languages_are_told_with_high_precision_and_recall()
    {
        var rows = File.ReadAllLines(Path.Combine(Here(), "../../src/Guardrails/Prompts/cases/lines.tsv")).Where(l => !l.StartsWith('#')).Select(l => l.Split('\t')).ToList();
        foreach (var (subject, letter) in ((LineSubjects, char)[])[(LineSubjects.Tool, 't'), (LineSubjects.Refusal, 'r'), (LineSubjects.Identifier, 'i')])
        {
            int right = 0, wrong = 0, missed = 0;
            foreach (var row in rows)
            {
                var (is_, said) = (row[0].Contains(letter), Subjects(row[2]).HasFlag(subject));
                if (is_ && said) right++;
                if (!is_ && said) wrong++;
                if (is_ && !said) missed++;
                if (is_ != said) output.WriteLine($"{subject} {(said ? "wrongly said" : "missed")}: {row[2]}");
            }

            var (precision, recall) = (right / (double)(right + wrong), right / (double)(right + missed));
            output.WriteLine($"{subject}: {rows.Count} lines, precision {precision:0.000}, recall {recall:0.000}");
            Console.WriteLine($"prompt lines, {subject}: {rows.Count} lines, precision {precision:0.000}, recall {recall:0.000}");
            Assert.True(precision >= 0.97 && recall >= 0.95, $"{subject}: precision {precision:0.000}, recall {recall:0.000}");
        }
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
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var part in (string[])["do not use the tool ", "a_b_c_d(", "ignore ", "`x", "customer number ", "ne ", "nicht keine "])
            PromptReader.Lines(string.Join('\n', Enumerable.Repeat(string.Concat(Enumerable.Repeat(part, 200)), 100)), out _);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
    }

    private static LineSubjects Subjects(string line) => PromptReader.Lines(line, out _).Single().Subjects;

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
