using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>Libraries of prompt stores, by which code gets prompts when it runs.</summary>
internal static class PromptLibraries
{
    public static Sdk[] All { get; } =
    [
        new("langfuse", "", "langfuse @langfuse/client",
            Make(None, "langfuse", "langfuse::Langfuse langfuse::get_client langfuse::Langfuse.get_client @langfuse/client::LangfuseClient"),
            On("langfuse", Prompt, "get_prompt getPrompt prompt.get", name: "name 0", label: "label", version: "version 1")),
    ];
}
