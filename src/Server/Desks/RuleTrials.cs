using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Desks;

/// <summary>What a rule that somebody only tries would say of the estate now.</summary>
/// <param name="Text">The rule as it was sent.</param>
/// <param name="Problems">What is wrong with it; empty where it was asked.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Tally">How often each verdict fell.</param>
/// <param name="Findings">What it would find, the heaviest first.</param>
public sealed record TriedRule(string Text, IReadOnlyList<string> Problems, Rule? Rule = null, Tally? Tally = null, IReadOnlyList<Finding>? Findings = null);

/// <summary>Asks a rule of the estate as it stands, before anybody enables it. Nothing is stored.</summary>
/// <param name="reading">Knows the words of planes.</param>
public sealed class RuleTrials(EstateReading reading) : IDisposable
{
    private const int Longest = 64 << 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // One at a time: whoever tries takes the processor from those who watch.
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Asks a rule; one at a time, and not longer than it has patience for.</summary>
    public async Task<TriedRule> TryAsync(Standing standing, string text, CancellationToken cancellation)
    {
        if (text.Length > Longest) return new TriedRule("", [$"the text is longer than {Longest >> 10} KiB; a rule is shorter"]);
        if (!await turn.WaitAsync(Patience, cancellation).ConfigureAwait(false)) return new TriedRule(text, ["somebody else tries a rule; try again in a moment"]);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(Patience);
        try
        {
            return await Task.Run(() => Ask(standing, text, late.Token), CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new TriedRule(text, [$"it took longer than {Patience.TotalSeconds:0} s on this estate; ask less in `where` or `expect`"]);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Asks a rule of every asset of its kind.</summary>
    /// <exception cref="OperationCanceledException">It was ended between two assets.</exception>
    public TriedRule Ask(Standing standing, string text, CancellationToken cancellation = default)
    {
        var documents = YamlText.Read(text, out var error);
        if (error is not null || documents is not [YamlMap root]) return new TriedRule(text, [error ?? "a rule is one yaml mapping; `docs/rules.md` shows one"]);
        // A rule on disk proves itself by cases; one that is tried proves itself by what it finds here.
        var known = new RuleText("your rule", root["control"]?.Text ?? "trial", root["id"]?.Text ?? "trial", text, ["fires-here.yaml", "quiet-here.yaml"]);
        var report = standing.Report;
        var book = Rulebook.Load([known], reading.Words, report.Scope.AsOf);
        if (book.Conditions is not [var condition]) return new TriedRule(text, [.. book.Problems.Select(p => p.ToString())]);
        var found = Assessment.Of(report.Graph, book, report.Scope.AsOf, 1, row => row.Id.Kind == condition.Rule.Asset, cancellation);
        return new TriedRule(text, [], condition.Rule, found.Tally[condition.Rule.Id], found.Findings);
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();
}
