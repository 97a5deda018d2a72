using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>Guardrails and judges of text as libraries.</summary>
internal static class Guards
{
    public static Sdk[] All { get; } =
    [
        new("nemo-guardrails", "", "nemoguardrails",
            Make(Guardrail, "nemo", "nemoguardrails::LLMRails nemoguardrails::RailsConfig.from_path nemoguardrails::RailsConfig.from_content"),
            On("nemo", Chat, "generate generate_async", messages: "messages")),
        new("guardrails-ai", "", "guardrails",
            Make(Guardrail, "guard", "guardrails::Guard guardrails::Guard.from_pydantic guardrails::Guard.from_rail guardrails::Guard.for_pydantic guardrails::AsyncGuard")),
        new("llm-guard", "", "llm_guard",
            Make(Guardrail, "", "llm_guard::scan_prompt llm_guard::scan_output")),
        new("presidio", "", "presidio_analyzer presidio_anonymizer",
            Make(Guardrail, "presidio", "presidio_analyzer::AnalyzerEngine presidio_anonymizer::AnonymizerEngine")),
        new("lakera", "lakera", "lakera_chainguard", Make(Guardrail, "", "lakera_chainguard::LakeraChainGuard")),
        new("openai-guardrails", "openai", "guardrails @openai/guardrails", Make(Client, "openai", "@openai/guardrails::GuardrailsOpenAI guardrails::GuardrailsOpenAI guardrails::GuardrailsAsyncOpenAI")),
    ];
}
