using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>The words that say what code does with AI.</summary>
internal static class UseWord
{
    /// <summary>One place in code that uses AI.</summary>
    public static CelType Shape { get; } = CelType.Object("code-use",
        ("use", CelType.String),            // client, model, chat, embedding, image, speech, rerank, agent, tool, retrieval, mcp, inference, guardrail, training
        ("provider", CelType.String),       // who answers: openai, bedrock, …; empty = the code does not say
        ("library", CelType.String),        // openai, langchain, …
        ("callee", CelType.String),         // the function, type or method
        ("name", CelType.String),           // of an agent, tool, index, server; empty = not written
        ("models", CelType.List(CelType.String)),   // model ids, as written
        ("known", CelType.String),          // literal, constant, configuration, default; open = named and not known; empty = names none
        ("open", CelType.List(CelType.String)),     // names of parameters and settings that the model is taken from
        ("prompt", CelType.String),         // fingerprint of the system prompt; empty = none is written
        ("promptAt", CelType.String),       // file:line of its text
        ("tools", CelType.List(CelType.String)),    // names of the tools given to it
        ("key", CelType.String),            // `environment NAME`, literal, identity; empty = the code does not say
        ("host", CelType.String),           // where requests go; empty = the library's own
        ("caching", CelType.Bool), ("guardrail", CelType.Bool),
        ("part", CelType.String));          // app, test, docs

    /// <summary>The words.</summary>
    public static IReadOnlyList<Property> Words { get; } =
    [
        new(AssetKind.Workload, "uses", Shape, true, "what its code does with AI, place by place", IsOptional: true),
        new(AssetKind.Workload, "mentions", Shape, true, "what its tests and examples in documentation do with AI", IsIncidental: true, IsOptional: true),
    ];
}
