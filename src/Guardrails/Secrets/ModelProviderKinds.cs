namespace Plumbline.Guardrails.Secrets;

/// <summary>Keys of model providers and of what stands around models.</summary>
internal static class ModelProviderKinds
{
    /// <summary>Kind, provider, prefixes, shape behind them, flags (<see cref="Shapes"/>).</summary>
    public const string Table =
        """
        openai-api-key|OpenAI|sk-|{a20}T3BlbkFJ{a20}
        openai-api-key|OpenAI|sk-|{w20-160}T3BlbkFJ{w20-160}
        openai-api-key|OpenAI|sk-proj- sk-svcacct- sk-admin-|{w48-220}|weak
        anthropic-api-key|Anthropic|sk-ant-api|{d2}-{w93}AA
        anthropic-admin-key|Anthropic|sk-ant-admin|{d2}-{w93}AA
        anthropic-oauth-token|Anthropic|sk-ant-oat sk-ant-ort|{d2}-{w60-120}
        aws-bedrock-api-key|AWS|ABSK|{B100-280}
        aws-bedrock-api-key|AWS|bedrock-api-key-|YmVkcm9jay5hbWF6b25hd3MuY29t{B0-2000}
        huggingface-token|Hugging Face|hf_|{L34}
        huggingface-token|Hugging Face|hf_ api_org_|{a34}
        google-api-key|Google|AIza|{w35}
        groq-api-key|Groq|gsk_|{a52}
        replicate-api-token|Replicate|r8_|{a37}
        replicate-api-token|Replicate|r8_|{a40}
        perplexity-api-key|Perplexity|pplx-|{a48-56}
        xai-api-key|xAI|xai-|{a80}
        openrouter-api-key|OpenRouter|sk-or-v1-|{h64}
        deepseek-api-key|DeepSeek|sk-|{h32}
        together-api-key|Together AI|tgp_v1_|{w40-60}
        fireworks-api-key|Fireworks AI|fw_|{a22-24}
        cerebras-api-key|Cerebras|csk-|{l48}
        nvidia-api-key|NVIDIA|nvapi-|{w64}
        voyage-api-key|Voyage AI|pa-|{w43}
        jina-api-key|Jina AI|jina_|{a32}{w20-40}
        elevenlabs-api-key|ElevenLabs|sk_|{h48}
        langsmith-api-key|LangSmith|lsv2_pt_ lsv2_sk_|{h32}_{h10}
        langfuse-secret-key|Langfuse|sk-lf-|{h8}-{h4}-{h4}-{h4}-{h12}
        pinecone-api-key|Pinecone|pcsk_|{a4-8}_{a50-70}
        tavily-api-key|Tavily|tvly-|{w24-48}
        firecrawl-api-key|Firecrawl|fc-|{h32}
        e2b-api-key|E2B|e2b_|{h40}
        wandb-api-key|Weights & Biases|wandb_v1_|{w40-120}
        comet-opik-key|Comet|opik_|{w25-60}
        llamacloud-api-key|LlamaIndex|llx-|{a48}
        cursor-api-key|Cursor|key_|{h64}
        baseten-api-key|Baseten|btn_|{a32-60}
        modal-token|Modal|ak- as-|{a22}
        """;
}
