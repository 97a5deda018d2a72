using System.Collections.Immutable;
using Plumbline.Collectors.Deployed.AwsSnapshot.Answers;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Deployed.AwsSnapshot;

/// <summary>Turns one family of answers into claims.</summary>
internal interface IAnswerReader
{
    /// <summary>What the answers of this family say.</summary>
    IEnumerable<Claim> Read(Snapshot snapshot);
}

/// <summary>The readers, in the order of the README.</summary>
internal static class AnswerReaders
{
    /// <summary>One line each.</summary>
    public static ImmutableArray<IAnswerReader> All { get; } =
    [
        new GuardrailAnswers(),
        new InvocationLogging(),
        new Trails(),
        new DataResources(),
        new InferenceProfiles(),
        new FoundationModels(),
        new Agents(),
        new AgentRuntimes(),
        new AgentGateways(),
        new AgentSurroundings(),
        new KnowledgeBases(),
        new Functions(),
        new Roles(),
        new Endpoints(),
        new Buckets(),
        new LogStores(),
        new TunedModels(),
        new ModelPackages(),
        new TrainingRuns(),
        new SageMakerEndpoints(),
        new Notebooks(),
        new CustomerKeys(),
        new BucketAccess(),
        new SecurityGroups(),
    ];
}
