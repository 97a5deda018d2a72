using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>One metric of one run, with what the result file carries and nothing else.</summary>
internal sealed record EvalRun(
    string Suite, string Model, string Prompt, ImmutableArray<string> Tools, string Status, string Metric, double Score, DateTimeOffset Time, string Run)
{
    public Claim ToClaim(string file)
    {
        var value = Value.Map(
            ("suite", Value.Of(Suite)), ("model", Value.Of(Model)), ("base", Value.Of(ModelId.Parse(Model).Base)), ("prompt", Value.Of(Prompt)),
            ("tools", Value.List(Tools.Distinct().Order(StringComparer.Ordinal))), ("status", Value.Of(Status)), ("metric", Value.Of(Metric)),
            ("score", Value.Of(Score)), ("time", Value.Of(Time)), ("run", Value.Of(Run)));
        return new Claim(
            new AssetId(AssetKind.EvalSuite, Suite), "runs", Plane.Approved, value,
            new Origin(EvalResultsCollector.Source, file, Event: Run.Length > 0 ? Run : null), Time);
    }
}
