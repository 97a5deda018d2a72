using System.Collections.Immutable;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Executions of SageMaker pipelines: which training jobs stand before which registered model.</summary>
internal sealed class PipelineSteps
{
    private readonly ImmutableArray<(ImmutableArray<string> Jobs, ImmutableArray<string> Models)> executions;

    private PipelineSteps(ImmutableArray<(ImmutableArray<string>, ImmutableArray<string>)> executions) => this.executions = executions;

    /// <summary>Reads the executions; one answer, or its pages in one file, is one execution.</summary>
    public static PipelineSteps Of(Snapshot snapshot) => new(
    [
        .. snapshot.Of("list-pipeline-execution-steps").GroupBy(a => a.File.Path).Select(pages =>
        {
            var steps = pages.SelectMany(a => a.Root.Elements("PipelineExecutionSteps")).Select(s => s.At("Metadata")).ToList();
            return (Named("TrainingJob"), Named("RegisterModel").AddRange(Named("Model")).AddRange(Named("BedrockCustomModel")));

            ImmutableArray<string> Named(string kind) => [.. steps.Select(s => s.Text(kind, "Arn")).OfType<string>().Distinct()];
        }),
    ]);

    /// <summary>The training jobs of the executions that registered a model.</summary>
    public IEnumerable<string> Of(string model) => executions.Where(e => e.Models.Contains(model)).SelectMany(e => e.Jobs).Distinct();
}
