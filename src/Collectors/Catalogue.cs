using Plumbline.Collectors.Files.Memory;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors;

/// <summary>Every collector there is, in the order of the planes; the first page a reader of this room meets.</summary>
public static class Catalogue
{
    /// <summary>Every collector, with what lies beside the program.</summary>
    public static IReadOnlyList<ICollector> All { get; } = Of(Supplies.Beside);

    /// <summary>One line each.</summary>
    public static IReadOnlyList<ICollector> Of(Supplies supplies) =>
    [
        new Approved.Registry.RegistryCollector(supplies.Commits),
        new Approved.EvalResults.EvalResultsCollector(),
        new Approved.EvalBindings.EvalBindingsCollector(),
        new Approved.ModelLifecycles.ModelLifecyclesCollector(),
        .. Remembered.Each(supplies.Memory, [
            new Declared.ModelReferences.ModelReferencesCollector(),
            new Declared.CodeUses.CodeUsesCollector(supplies.Grammars),
            new Declared.AgentDefinitions.AgentDefinitionsCollector(),
            new Declared.Containers.ContainersCollector(),
            new Declared.Kubernetes.KubernetesCollector(),
            new Declared.Pipelines.PipelinesCollector(),
            new Declared.McpServers.McpServersCollector(),
            new Declared.ServerSources.ServerSourcesCollector(supplies.Grammars),
            new Declared.McpTools.McpToolsCollector(),
            new Declared.CodingAgents.CodingAgentsCollector(),
            new Declared.AgentCards.AgentCardsCollector(),
            new Declared.Skills.SkillsCollector(supplies.Grammars),
            new Declared.ModelFiles.ModelFilesCollector(),
            new Declared.Packages.PackagesCollector(),
            new Declared.Infrastructure.InfrastructureCollector(),
            new Declared.DataPipelines.DataPipelinesCollector(),
            new Declared.Exporters.ExportersCollector(),
            new Declared.ApiSpecs.ApiSpecsCollector(),
        ]),
        new Declared.SecretFiles.SecretFilesCollector(),
        new Declared.DataFiles.DataFilesCollector(),
        new Deployed.AwsSnapshot.AwsSnapshotCollector(),
        new Deployed.AzureSnapshot.AzureSnapshotCollector(),
        new Deployed.GoogleSnapshot.GoogleSnapshotCollector(),
        new Deployed.CspmResults.CspmResultsCollector(),
        new Deployed.MlflowSnapshot.MlflowSnapshotCollector(),
        new Deployed.PromptStores.PromptStoresCollector(),
        new Deployed.ClusterSnapshot.ClusterSnapshotCollector(),
        new Deployed.CodeHosting.CodeHostingCollector(),
        new Observed.CloudTrail.CloudTrailCollector(),
        new Observed.BedrockInvocations.BedrockInvocationsCollector(),
        new Observed.AzureLogs.AzureLogsCollector(),
        new Observed.GoogleLogs.GoogleLogsCollector(),
        new Observed.GuardDuty.GuardDutyCollector(),
        new Observed.Deployments.DeploymentsCollector(),
        new Observed.GatewayLogs.GatewayLogsCollector(),
        new Observed.AgentTraces.AgentTracesCollector(),
        new Observed.AnthropicActivity.AnthropicActivityCollector(),
        new Observed.OpenAiAudit.OpenAiAuditCollector(),
    ];
}
