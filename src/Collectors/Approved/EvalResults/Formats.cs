using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>One format of result files that hold one JSON document.</summary>
/// <param name="Name">The tool, as a sentence calls it.</param>
/// <param name="Is">True where the document is of this format.</param>
/// <param name="Read">Its runs.</param>
internal sealed record DocumentFormat(string Name, Func<JsonElement, bool> Is, Func<JsonElement, IEnumerable<EvalRun>> Read);

/// <summary>One format of result files that hold one JSON object a line.</summary>
/// <param name="Name">The tool, as a sentence calls it.</param>
/// <param name="Mark">What its first lines hold.</param>
/// <param name="Start">A fold that takes every line and knows its runs at the end.</param>
internal sealed record LineFormat(string Name, Regex Mark, Func<ILines> Start);

/// <summary>Takes the lines of one file, in order.</summary>
internal interface ILines
{
    /// <summary>Takes one line.</summary>
    void Add(JsonElement line);

    /// <summary>The runs, once every line was taken.</summary>
    IEnumerable<EvalRun> Runs();
}

/// <summary>Every format that is read, in the order in which a document is asked.</summary>
internal static partial class Formats
{
    /// <summary>One line each; the first that fits is taken.</summary>
    public static ImmutableArray<DocumentFormat> Documents { get; } =
    [
        new("Inspect", InspectLog.Is, r => InspectLog.Read(r, Collectors.Files.Json.Elements(r, "samples").FirstOrDefault()).Select(e => e with { CarriesWhole = true })),
        new("promptfoo", Promptfoo.Is, r => Promptfoo.Read(r).Select(e => e with { CarriesWhole = true })),
        new("lm-evaluation-harness", LmEval.Is, LmEval.Read),
        new("DeepEval", DeepEval.Is, DeepEval.Read),
        new("MLflow", MlflowRuns.Is, MlflowRuns.Read),
        new("OpenAI evals API", OpenAiRuns.Is, OpenAiRuns.Read),
    ];

    /// <summary>One line each.</summary>
    public static ImmutableArray<LineFormat> Lines { get; } =
    [
        new("garak", Garak(), () => new GarakReport()),
        new("OpenAI evals", OpenAi(), () => new OpenAiLog()),
    ];

    [GeneratedRegex("\\A\\s*\\{[^\\n]{0,4000}\"entry_type\"\\s*:\\s*\"(?:start_run setup|init|attempt|eval)\"", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Garak();

    [GeneratedRegex("\\A\\s*\\{\\s*\"spec\"\\s*:\\s*\\{[^\\n]{0,4000}\"(?:completion_fns|eval_name|base_eval)\"", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex OpenAi();
}
