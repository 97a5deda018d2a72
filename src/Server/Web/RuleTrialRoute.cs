using Microsoft.AspNetCore.Mvc;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Server.Access;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Web;

/// <summary>What a rule that somebody only tries would say of the estate now.</summary>
/// <param name="Text">The rule as it was sent.</param>
/// <param name="Problems">What is wrong with it; empty where it was asked.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Tally">How often each verdict fell.</param>
/// <param name="Findings">What it would find, the heaviest first.</param>
public sealed record RuleAnswer(string Text, IReadOnlyList<string> Problems, Rule? Rule = null, Tally? Tally = null, IReadOnlyList<Finding>? Findings = null);

/// <summary>`/rules/try`: asks a rule of the estate as it stands, before anybody enables it. Nothing is stored.</summary>
internal static class RuleTrialRoute
{
    private const int Longest = 64 << 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // One at a time: whoever tries takes the processor from those who watch.
    private static readonly SemaphoreSlim Turn = new(1);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.Page<RuleTrialPage>("/rules/try");
        app.MapPost("/rules/try", async (HttpContext http, EstateWatch watch, EstateReading reading, RunningClock clock, [FromForm] string? rule, CancellationToken cancellation) =>
        {
            var visit = new Visit(http, watch, clock.GetUtcNow());
            if (visit.Standing is null) return Shown.Of<ReadingPage>(visit, StatusCodes.Status503ServiceUnavailable);
            http.Items[typeof(RuleAnswer)] = await TryAsync(visit.Standing, reading, (rule ?? "").ReplaceLineEndings("\n"), cancellation).ConfigureAwait(false);
            return Shown.Of<RuleTrialPage>(visit, StatusCodes.Status200OK);
        }).Needs(Permission.Propose).ExcludeFromDescription();
    }

    private static async Task<RuleAnswer> TryAsync(Standing standing, EstateReading reading, string text, CancellationToken cancellation)
    {
        if (text.Length > Longest) return new RuleAnswer("", [$"the text is longer than {Longest >> 10} KiB; a rule is shorter"]);
        if (!await Turn.WaitAsync(Patience, cancellation).ConfigureAwait(false)) return new RuleAnswer(text, ["somebody else tries a rule; try again in a moment"]);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(Patience);
        try
        {
            return await Task.Run(() => Ask(standing, reading, text, late.Token), CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new RuleAnswer(text, [$"it took longer than {Patience.TotalSeconds:0} s on this estate; ask less in `where` or `expect`"]);
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>Asks a rule of every asset of its kind.</summary>
    /// <exception cref="OperationCanceledException">It was ended between two assets.</exception>
    internal static RuleAnswer Ask(Standing standing, EstateReading reading, string text, CancellationToken cancellation = default)
    {
        var documents = YamlText.Read(text, out var error);
        if (error is not null || documents is not [YamlMap root]) return new RuleAnswer(text, [error ?? "a rule is one yaml mapping; `docs/rules.md` shows one"]);
        // A rule on disk proves itself by cases; one that is tried proves itself by what it finds here.
        var known = new RuleText("your rule", root["control"]?.Text ?? "trial", root["id"]?.Text ?? "trial", text, ["fires-here.yaml", "quiet-here.yaml"]);
        var report = standing.Report;
        var book = Rulebook.Load([known], reading.Words, report.Scope.AsOf);
        if (book.Conditions is not [var condition]) return new RuleAnswer(text, [.. book.Problems.Select(p => p.ToString())]);
        var found = Assessment.Of(report.Graph, book, report.Scope.AsOf, 1, row => row.Id.Kind == condition.Rule.Asset, cancellation);
        return new RuleAnswer(text, [], condition.Rule, found.Tally[condition.Rule.Id], found.Findings);
    }
}
