using System.Collections.Frozen;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>From types of resources to what is said of them.</summary>
internal static class Mapping
{
    private static readonly FrozenDictionary<string, Func<Resource, Estate, IEnumerable<Claim>>> Readers = new Dictionary<string, Func<Resource, Estate, IEnumerable<Claim>>>
    {
        ["aws_bedrock_guardrail"] = Guardrails.Guardrail, ["AWS::Bedrock::Guardrail"] = Guardrails.Guardrail,
        ["aws_bedrockagent_agent"] = Bedrock.Agent, ["AWS::Bedrock::Agent"] = Bedrock.Agent,
        ["aws_bedrockagent_knowledge_base"] = Bedrock.KnowledgeBase, ["AWS::Bedrock::KnowledgeBase"] = Bedrock.KnowledgeBase,
        ["aws_bedrockagent_data_source"] = Bedrock.DataSource, ["AWS::Bedrock::DataSource"] = Bedrock.DataSource,
        ["awscc_bedrock_guardrail"] = Guardrails.Guardrail, ["awscc_bedrock_agent"] = Bedrock.Agent,
        ["awscc_bedrock_knowledge_base"] = Bedrock.KnowledgeBase, ["awscc_bedrock_data_source"] = Bedrock.DataSource,
        ["aws_bedrockagentcore_agent_runtime"] = AgentCore.Runtime, ["AWS::BedrockAgentCore::Runtime"] = AgentCore.Runtime,
        ["aws_bedrockagentcore_gateway"] = AgentCore.Gateway, ["AWS::BedrockAgentCore::Gateway"] = AgentCore.Gateway,
        ["aws_bedrockagentcore_memory"] = AgentCore.Memory, ["AWS::BedrockAgentCore::Memory"] = AgentCore.Memory,
        ["aws_bedrockagentcore_browser"] = AgentCore.Browser, ["AWS::BedrockAgentCore::BrowserCustom"] = AgentCore.Browser,
        ["aws_bedrockagentcore_code_interpreter"] = AgentCore.Interpreter, ["AWS::BedrockAgentCore::CodeInterpreterCustom"] = AgentCore.Interpreter,
        ["aws_appflow_flow"] = DataFlows.AppFlow, ["AWS::AppFlow::Flow"] = DataFlows.AppFlow,
        ["aws_bedrock_custom_model"] = Bedrock.CustomModel,
        ["aws_bedrock_model_invocation_logging_configuration"] = Bedrock.InvocationLogging,
        ["aws_sagemaker_notebook_instance"] = SageMaker.Notebook, ["AWS::SageMaker::NotebookInstance"] = SageMaker.Notebook,
        ["aws_sagemaker_domain"] = SageMaker.Domain, ["AWS::SageMaker::Domain"] = SageMaker.Domain,
        ["aws_sagemaker_model"] = SageMaker.Model, ["AWS::SageMaker::Model"] = SageMaker.Model,
        ["aws_sagemaker_endpoint_configuration"] = SageMaker.EndpointConfig, ["AWS::SageMaker::EndpointConfig"] = SageMaker.EndpointConfig,
        ["aws_sagemaker_data_quality_job_definition"] = SageMaker.JobDefinition, ["AWS::SageMaker::DataQualityJobDefinition"] = SageMaker.JobDefinition,
        ["AWS::SageMaker::ModelQualityJobDefinition"] = SageMaker.JobDefinition, ["AWS::SageMaker::ModelBiasJobDefinition"] = SageMaker.JobDefinition,
        ["AWS::SageMaker::ModelExplainabilityJobDefinition"] = SageMaker.JobDefinition,
        ["aws_sagemaker_flow_definition"] = SageMaker.FlowDefinition, ["AWS::SageMaker::FlowDefinition"] = SageMaker.FlowDefinition,
        ["AWS::SageMaker::MonitoringSchedule"] = Jobs.Schedule, ["awscc_sagemaker_monitoring_schedule"] = Jobs.Schedule,
        ["aws_sagemaker_pipeline"] = Jobs.Pipeline, ["awscc_sagemaker_pipeline"] = Jobs.Pipeline, ["AWS::SageMaker::Pipeline"] = Jobs.Pipeline,
        ["aws_sfn_state_machine"] = Jobs.StateMachine, ["AWS::StepFunctions::StateMachine"] = Jobs.StateMachine, ["AWS::Serverless::StateMachine"] = Jobs.StateMachine,
        ["azurerm_cognitive_account"] = AzureServices.Account, ["azurerm_ai_services"] = AzureServices.Account, ["Microsoft.CognitiveServices/accounts"] = AzureServices.Account,
        ["azurerm_search_service"] = AzureServices.Search, ["Microsoft.Search/searchServices"] = AzureServices.Search,
        ["azurerm_machine_learning_workspace"] = AzureWorkspaces.Workspace, ["Microsoft.MachineLearningServices/workspaces"] = AzureWorkspaces.Workspace,
        ["google_notebooks_instance"] = Vertex.Notebook, ["google_notebooks_runtime"] = Vertex.Runtime, ["google_workbench_instance"] = Vertex.Workbench,
        ["google_vertex_ai_endpoint"] = Vertex.Endpoint, ["google_vertex_ai_index_endpoint"] = Vertex.IndexEndpoint, ["google_vertex_ai_dataset"] = Vertex.Dataset,
        ["google_vertex_ai_featurestore"] = Vertex.DataStore, ["google_vertex_ai_metadata_store"] = Vertex.DataStore, ["google_vertex_ai_tensorboard"] = Vertex.DataStore,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>True for a type of which something is said, or that is said as a part of another.</summary>
    public static bool IsJudged(string type) => Readers.ContainsKey(type) || AzureServices.IsDeployment(type);

    /// <summary>What is said of the resources of one root, stack or template.</summary>
    public static IEnumerable<Claim> Read(Estate estate) => estate.All.Where(r => Readers.ContainsKey(r.Type)).SelectMany(r => Readers[r.Type](r, estate)).Concat(AzureServices.Elsewhere(estate)).Concat(Buckets.Read(estate)).Concat(FrontDoors.Read(estate));
}
