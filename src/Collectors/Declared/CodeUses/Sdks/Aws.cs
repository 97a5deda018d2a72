using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>Amazon Bedrock through its SDKs, SageMaker and Strands.</summary>
internal static class Aws
{
    private const string Boto = "boto3.client:";

    public static Sdk[] All { get; } =
    [
        new("bedrock", "bedrock", "boto3 aioboto3 botocore @aws-sdk/client-bedrock Amazon.BedrockRuntime Amazon.BedrockAgentRuntime Amazon.BedrockAgent Amazon.Bedrock software.amazon.awssdk.services.bedrock github.com/aws/aws-sdk-go-v2/service/bedrock",
            Make(None, Boto, "boto3::client boto3::Session.client aioboto3::Session.client boto3::resource", name: "service_name 0"),
            Make(None, "boto3.session", "boto3::Session boto3::session.Session aioboto3::Session botocore::session.get_session"),
            On("boto3.session", None, "client create_client resource", Boto, name: "service_name 0"),
            Make(Client, "boto3.client:bedrock-runtime", "@aws-sdk/client-bedrock-runtime::BedrockRuntimeClient @aws-sdk/client-bedrock-runtime::BedrockRuntime Amazon.BedrockRuntime::AmazonBedrockRuntimeClient software.amazon.awssdk.services.bedrockruntime::BedrockRuntimeClient.builder software.amazon.awssdk.services.bedrockruntime::BedrockRuntimeClient.create github.com/aws/aws-sdk-go-v2/service/bedrockruntime::NewFromConfig github.com/aws/aws-sdk-go-v2/service/bedrockruntime::New", url: "endpoint ServiceURL"),
            Make(Client, "boto3.client:bedrock-agent-runtime", "@aws-sdk/client-bedrock-agent-runtime::BedrockAgentRuntimeClient Amazon.BedrockAgentRuntime::AmazonBedrockAgentRuntimeClient software.amazon.awssdk.services.bedrockagentruntime::BedrockAgentRuntimeClient.builder github.com/aws/aws-sdk-go-v2/service/bedrockagentruntime::NewFromConfig"),
            Make(Client, "boto3.client:bedrock-agent", "@aws-sdk/client-bedrock-agent::BedrockAgentClient Amazon.BedrockAgent::AmazonBedrockAgentClient"),
            Make(Client, "boto3.client:bedrock", "@aws-sdk/client-bedrock::BedrockClient Amazon.Bedrock::AmazonBedrockClient"),
            Make(None, "boto3.client:bedrock-runtime", "software.amazon.awssdk.services.bedrockruntime::BedrockRuntimeClient software.amazon.awssdk.services.bedrockruntime::BedrockRuntimeAsyncClient github.com/aws/aws-sdk-go-v2/service/bedrockruntime::Client"),
            Make(None, "boto3.client:bedrock-agent-runtime", "software.amazon.awssdk.services.bedrockagentruntime::BedrockAgentRuntimeClient github.com/aws/aws-sdk-go-v2/service/bedrockagentruntime::Client"),
            On("boto3.client:bedrock-runtime", Chat, "converse converse_stream invoke_model invoke_model_with_response_stream invoke_model_with_bidirectional_stream start_async_invoke Converse ConverseAsync ConverseStreamAsync InvokeModel InvokeModelAsync InvokeModelWithResponseStreamAsync ConverseStream invokeModel", model: "modelId ModelId", system: "system System", messages: "messages Messages", tools: "toolConfig ToolConfig", loose: true),
            On("boto3.client:bedrock-runtime", Guardrail, "apply_guardrail ApplyGuardrail ApplyGuardrailAsync", name: "guardrailIdentifier GuardrailIdentifier", loose: true),
            Make(Chat, "", "@aws-sdk/client-bedrock-runtime::InvokeModelCommand @aws-sdk/client-bedrock-runtime::ConverseCommand @aws-sdk/client-bedrock-runtime::ConverseStreamCommand @aws-sdk/client-bedrock-runtime::InvokeModelWithResponseStreamCommand", model: "modelId", system: "system", messages: "messages", tools: "toolConfig"),
            Make(Guardrail, "", "@aws-sdk/client-bedrock-runtime::ApplyGuardrailCommand", name: "guardrailIdentifier"),
            On("boto3.client:bedrock-agent-runtime", Retrieval, "retrieve retrieve_and_generate retrieve_and_generate_stream RetrieveAsync RetrieveAndGenerateAsync", name: "knowledgeBaseId KnowledgeBaseId", loose: false),
            On("boto3.client:bedrock-agent-runtime", Chat, "invoke_agent invoke_inline_agent invoke_flow InvokeAgentAsync", name: "agentId AgentId", loose: true),
            On("boto3.client:bedrock-agent-runtime", Rerank, "rerank", loose: false),
            Make(Retrieval, "", "@aws-sdk/client-bedrock-agent-runtime::RetrieveCommand @aws-sdk/client-bedrock-agent-runtime::RetrieveAndGenerateCommand", name: "knowledgeBaseId"),
            Make(Chat, "", "@aws-sdk/client-bedrock-agent-runtime::InvokeAgentCommand", name: "agentId"),
            On("boto3.client:bedrock-agent", Agent, "create_agent update_agent", name: "agentName", model: "foundationModel", system: "instruction", loose: true),
            On("boto3.client:bedrock-agent", Retrieval, "create_knowledge_base create_data_source", name: "name", loose: true),
            On("boto3.client:bedrock-agent", Tool, "create_agent_action_group", name: "actionGroupName", loose: true),
            On("boto3.client:bedrock", Guardrail, "create_guardrail update_guardrail", name: "name guardrailIdentifier"),
            On("boto3.client:bedrock", Training, "create_model_customization_job", name: "jobName", model: "baseModelIdentifier")),
        new("sagemaker", "sagemaker", "sagemaker boto3 @aws-sdk/client-sagemaker-runtime Amazon.SageMakerRuntime",
            On("boto3.client:sagemaker-runtime|boto3.client:runtime.sagemaker", Chat, "invoke_endpoint invoke_endpoint_async invoke_endpoint_with_response_stream", name: "EndpointName", loose: true),
            Make(Chat, "", "@aws-sdk/client-sagemaker-runtime::InvokeEndpointCommand", name: "EndpointName"),
            Make(Model, "sagemaker-model", "sagemaker::HuggingFaceModel sagemaker::JumpStartModel sagemaker::huggingface.HuggingFaceModel sagemaker::jumpstart.model.JumpStartModel", model: "model_id model_data"),
            Make(Client, "sagemaker-predictor", "sagemaker::Predictor sagemaker::HuggingFacePredictor sagemaker::predictor.Predictor", model: "endpoint_name 0"),
            On("sagemaker-predictor", Chat, "predict"),
            Make(Training, "sagemaker-estimator", "sagemaker::HuggingFace sagemaker::PyTorch sagemaker::JumpStartEstimator sagemaker::Estimator", model: "model_id")),
        new("strands", "bedrock", "strands strands_tools",
            Make(Agent, "strands-agent", "strands::Agent", model: "model", system: "system_prompt", tools: "tools", name: "name"),
            Make(Agent, "strands-agent", "strands::Swarm strands::GraphBuilder", agents: "0"),
            Make(Model, "strands-model", "strands::BedrockModel strands::AnthropicModel strands::OpenAIModel strands::LiteLLMModel strands::OllamaModel", model: "model_id"),
            Make(Tool, "", "strands::tool", name: "name"),
            Make(Use.Mcp, "", "strands::MCPClient")),
        new("bedrock-agentcore", "bedrock", "bedrock_agentcore bedrock_agentcore_starter_toolkit",
            Make(Agent, "", "bedrock_agentcore::BedrockAgentCoreApp"),
            Make(Retrieval, "", "bedrock_agentcore::MemoryClient")),
    ];
}
