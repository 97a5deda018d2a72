using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>One metric of one run, with what the result file carries and nothing else.</summary>
internal sealed record EvalRun(
    string Suite, string Model, string Prompt, ImmutableArray<string> Tools, string Status, string Metric, double Score, DateTimeOffset Time, string Run)
{
    private static readonly Value Unnamed = Value.Unknown("the result file does not say which model it tested");
    private static readonly Value Promptless = Value.Unknown("results of this tool carry no prompt");
    private static readonly Value Toolless = Value.Unknown("results of this tool carry no tools");
    private static readonly Value Timeless = Value.Unknown("the result file does not say when it ran");

    /// <summary>True where results of the tool name prompt and tools, so that none means none.</summary>
    public bool CarriesWhole { get; init; }

    /// <summary>True for a metric that says how sure a score is, not how good.</summary>
    public static bool IsSpread(string metric)
    {
        var name = metric.ToLowerInvariant();
        return name is "stderr" or "std" or "var" or "variance" or "ci_lower" or "ci_upper"
            || name.EndsWith("_stderr", StringComparison.Ordinal) || name.EndsWith("_std", StringComparison.Ordinal) || name.EndsWith("/variance", StringComparison.Ordinal);
    }

    public Claim ToClaim(string file)
    {
        var value = Value.Map(
            ("suite", Value.Of(Suite)), ("model", Value.Of(Model)), ("base", Model.Length == 0 ? Unnamed : Value.Of(ModelId.Parse(Model).Base)), ("prompt", Prompt.Length == 0 && !CarriesWhole ? Promptless : Value.Of(Prompt)),
            ("tools", Tools.IsEmpty && !CarriesWhole ? Toolless : Value.List(Tools.Distinct().Order(StringComparer.Ordinal))), ("status", Value.Of(Status)), ("metric", Value.Of(Metric)),
            ("score", Value.Of(Score)), ("time", Time == DateTimeOffset.MinValue ? Timeless : Value.Of(Time)), ("run", Value.Of(Run)));
        return new Claim(
            new AssetId(AssetKind.EvalSuite, Suite), "runs", Plane.Approved, value,
            new Origin(EvalResultsCollector.Source, file, Event: Run.Length > 0 ? Run : null), Time);
    }
}
