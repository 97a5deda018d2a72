namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>What a piece of code does with AI.</summary>
internal enum Use
{
    /// <summary>It makes something that leads to a use, and is none itself.</summary>
    None,

    /// <summary>It makes a client that names no model.</summary>
    Client,

    /// <summary>It makes a client or an object that is bound to one model.</summary>
    Model,

    /// <summary>It asks a generative model.</summary>
    Chat,

    /// <summary>It turns text or pictures into vectors.</summary>
    Embedding,

    /// <summary>It makes or changes pictures or video.</summary>
    Image,

    /// <summary>It turns speech into text or text into speech.</summary>
    Speech,

    /// <summary>It orders documents by a model's judgement.</summary>
    Rerank,

    /// <summary>It defines an agent, or a team of agents.</summary>
    Agent,

    /// <summary>It defines a tool for a model or an agent.</summary>
    Tool,

    /// <summary>It makes or asks a store of vectors, an index, a knowledge base.</summary>
    Retrieval,

    /// <summary>It makes an MCP server, or connects to one.</summary>
    Mcp,

    /// <summary>It runs a model in its own process.</summary>
    Inference,

    /// <summary>It has a text judged.</summary>
    Guardrail,

    /// <summary>It trains or tunes a model.</summary>
    Training,

    /// <summary>It gets a prompt from a store.</summary>
    Prompt,
}
