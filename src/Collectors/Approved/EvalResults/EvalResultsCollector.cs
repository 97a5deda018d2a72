using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>Reads eval results (see <see cref="Formats"/>): which model, prompt and tools passed which suite, and when.</summary>
public sealed partial class EvalResultsCollector : ICollector
{
    internal const string Source = "eval-results";
    private const string Fix = "export the run again: `promptfoo export eval <id> -o results.json`, or copy the whole log of the tool that wrote it";
    private const int LargestLine = 16 << 20;
    private static readonly string[] Spoken = ["eval-suite.runs"];

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Approved;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? first = null;
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            var (runs, error) = ReadText(file);
            if (error is not null) yield return Unread(file, error);
            if (runs.Count == 0) continue;
            first ??= file.Path;
            foreach (var run in runs) yield return run.ToClaim(file.Path);
        }

        if (first is not null) yield return new Coverage(Source, Plane, Reach.Everything, [.. Spoken]).ToClaim(new Origin(Source, first));
        await Task.CompletedTask;
    }

    private static (List<EvalRun> Runs, string? Error) ReadText(EstateFile file)
    {
        try
        {
            return Read(file);
        }
        catch (InvalidOperationException)
        {
            return ([], "it holds a text that is no Unicode");
        }
    }

    private static (List<EvalRun> Runs, string? Error) Read(EstateFile file)
    {
        if (file.Name.EndsWith(".eval", StringComparison.OrdinalIgnoreCase)) return Archive(file);
        var name = file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file.Name[..^3] : file.Name;
        var head = Text(Content.Head(file));
        if (Formats.Lines.FirstOrDefault(f => f.Mark.IsMatch(head)) is { } lines) return Lines(file, lines);
        if (name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            return IsNamed(file) && Cases().IsMatch(head) ? (JUnit.Read(file, out var broken), broken) : ([], null);
        if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return ([], null);
        if (!Likely().IsMatch(head)) return ([], head.Length == 0 && IsNamed(file) ? "it is empty or cannot be read" : null);
        var isOurs = IsNamed(file) || Certain().IsMatch(head);
        var bytes = Content.ReadAll(file, out var error);
        var root = error is null ? EvalJson.Parse(bytes, out error) : null;
        if (root is not { } read) return ([], isOurs ? error : null);
        if (Formats.Documents.FirstOrDefault(f => f.Is(read)) is { } format) return ([.. format.Read(read)], null);
        return ([], read.Text("evalId") is not null ? "it has no `results.prompts` with metrics" : null);
    }

    private static (List<EvalRun> Runs, string? Error) Lines(EstateFile file, LineFormat format)
    {
        var fold = format.Start();
        try
        {
            using var records = new JsonRecords(file, LargestLine);
            while (records.Next())
            {
                if (EvalJson.Parse(records.Record, out _) is { } line) fold.Add(line);
                else records.Reject("no json");
            }

            return ([.. fold.Runs()], records.Broken > 0 ? $"{format.Name}'s lines are not whole: {records.Reason}" : null);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return ([], "it cannot be opened, or breaks off while being decompressed");
        }
    }

    private static (List<EvalRun> Runs, string? Error) Archive(EstateFile file)
    {
        if (EvalArchive.Read(file, out var error) is not var (header, sample)) return ([], error);
        return InspectLog.Is(header) ? ([.. InspectLog.Read(header, sample).Select(e => e with { CarriesWhole = true })], null) : ([], "its header has no task, model and status");
    }

    private static Claim Unread(EstateFile file, string error) => new Gap(
        Source, Plane.Approved, GapKind.Unreadable, $"eval result `{file.Path}` cannot be read: {error}", Fix, Reach.Everything, [.. Spoken])
        .ToClaim(new Origin(Source, file.Path));

    // `evals/2026-10.json`, `promptfoo-results.json`, `logs/inspect/…`: what is broken there was a result.
    private static bool IsNamed(EstateFile file) => EvalLike().IsMatch(file.Path);

    private static string Text(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] ? Encoding.Unicode.GetString(bytes) : Encoding.UTF8.GetString(bytes);

    [GeneratedRegex(@"(?:^|[/_.-])(?:evals?|evaluations?|promptfoo|inspect|deepeval|garak|mlflow|lm[_-]eval)(?:$|[/_.-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex EvalLike();

    [GeneratedRegex("\"(?:evalId|shareableUrl|eval|eval_id|plan|results|stats|config|createdAt|samples|reductions|metadata|status|table|version|versions|configs|n-shot|testCases|testFile|metricsScores|hyperparameters|runs?|object)\"\\s*:", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Likely();

    [GeneratedRegex("\"(?:evalId|promptfooVersion|testPassCount)\"\\s*:|\"eval\"\\s*:\\s*\\{\\s*\"(?:eval_set_id|eval_id|run_id|created|task)\"|\"(?:metricsData|metricsScores)\"\\s*:|\"object\"\\s*:\\s*\"eval\\.run\"", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Certain();

    [GeneratedRegex("<testsuites?[\\s>]", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Cases();
}
