using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Diagnosis;

/// <summary>What live data say to a question.</summary>
public enum Response
{
    /// <summary>It is so, and evidence shows it.</summary>
    Yes,

    /// <summary>It is not so, and evidence shows it.</summary>
    No,

    /// <summary>Nothing that was read tells.</summary>
    Unknown,
}

/// <summary>One question and what the estate answers.</summary>
/// <param name="Id">Short and stable: `tool-calls-listed`.</param>
/// <param name="Text">The question.</param>
/// <param name="Response">The answer.</param>
/// <param name="Wanted">The answer that somebody hopes for.</param>
/// <param name="Because">Why, in one sentence with numbers.</param>
/// <param name="Next">What to do where it is not as hoped; empty where there is nothing to do.</param>
public sealed record Question(string Id, string Text, Response Response, Response Wanted, string Because, string Next)
{
    /// <summary>True where the answer is the one hoped for.</summary>
    public bool IsAsHoped => Response == Wanted;

    /// <summary>The discipline it measures; empty where it measures none alone.</summary>
    public string Discipline { get; init; } = "";

    /// <summary>Findings that bear on it, by id; the heaviest first.</summary>
    public ImmutableArray<string> Findings { get; init; } = [];

    /// <summary>Assets that bear on it.</summary>
    public ImmutableArray<AssetId> Assets { get; init; } = [];

    /// <summary>Rules that ask about it.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];
}

/// <summary>Questions that belong together.</summary>
/// <param name="Id">Short and stable: `signs`.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Lead">What it is for.</param>
/// <param name="Questions">The questions, in order.</param>
public sealed record QuestionGroup(string Id, string Title, string Lead, ImmutableArray<Question> Questions);

/// <summary>What stands around the estate that a report does not hold.</summary>
/// <param name="IsWatching">True where somebody watches, false where this was one look.</param>
/// <param name="TellsOthers">True where findings go on to people or a SIEM by themselves; null where that is not known.</param>
public sealed record Surroundings(bool IsWatching, bool? TellsOthers)
{
    /// <summary>One look from a command line.</summary>
    public static Surroundings OneLook { get; } = new(false, null);
}

/// <summary>How well an organisation knows its AI, asked of what was read and not of people.</summary>
/// <param name="AsOf">The moment.</param>
/// <param name="Groups">The questions.</param>
/// <param name="Dominating">The discipline that carries most risk of unknown size; null where every question about the three is answered as hoped.</param>
/// <param name="Start">Where to start, in a sentence.</param>
public sealed record DiagnosisBook(DateTimeOffset AsOf, ImmutableArray<QuestionGroup> Groups, string? Dominating, string Start)
{
    /// <summary>Asks everything.</summary>
    /// <param name="report">What was read.</param>
    /// <param name="around">What stands around it.</param>
    public static DiagnosisBook Of(Report report, Surroundings around)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(around);
        var evidence = new Evidence(report);
        var disciplines = Disciplines.Of(evidence);
        var (dominating, start) = Dominate(report, disciplines.Questions);
        return new DiagnosisBook(report.Scope.AsOf, [disciplines, Preparation.Of(evidence, around), Signs.Of(evidence), BlindSpots.Of(evidence), Scorecard.Of(evidence, around)], dominating, start);
    }

    // Of equals the one whose checks lack most evidence.
    private static (string?, string) Dominate(Report report, ImmutableArray<Question> questions)
    {
        var open = questions.Where(q => !q.IsAsHoped).GroupBy(q => q.Discipline)
            .OrderByDescending(g => g.Count()).ThenByDescending(g => report.Disciplines.Where(d => d.Name == g.Key).Select(d => (double)d.NotEvaluable / Math.Max(d.Pass + d.Fail + d.NotEvaluable, 1)).FirstOrDefault()).FirstOrDefault();
        return open is null ? (null, "Every question about the three disciplines is answered yes: work on what is out of line.") : (open.Key, open.First().Next);
    }
}
