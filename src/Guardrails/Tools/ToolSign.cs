namespace Plumbline.Guardrails.Tools;

/// <summary>What in a tool's definition speaks against it.</summary>
public enum SignKind
{
    /// <summary>The model is told to keep something from its user.</summary>
    ConcealsFromUser,

    /// <summary>The model is told to read keys, credentials or settings that the tool has no need of.</summary>
    ReadsSecrets,

    /// <summary>The model is told to hand over secrets, files, the conversation or its own instructions.</summary>
    HandsOverData,

    /// <summary>The model is told how to use a tool of somebody else.</summary>
    ShadowsTool,

    /// <summary>The model is told to send what it sends elsewhere than its user wants.</summary>
    RedirectsOutput,

    /// <summary>The model is told to run a command that harms.</summary>
    OrdersCommand,

    /// <summary>The tool wants to be called before, or instead of, every other.</summary>
    CoercesOrder,

    /// <summary>A text is encoded, so that a person does not read what a model does.</summary>
    EncodesText,

    /// <summary>A text is placed where a person does not see it.</summary>
    HidesText,

    /// <summary>A parameter takes what the tool has no need of: the conversation, reasoning, files with keys.</summary>
    AsksForContext,

    /// <summary>A parameter takes a secret, which so passes through the model.</summary>
    AsksForSecret,

    /// <summary>A parameter takes anything: a command, code, a query, a path, an address.</summary>
    TakesAnything,

    /// <summary>The schema takes parameters that it does not name.</summary>
    TakesUnnamed,

    /// <summary>The annotations say that it only reads, and its name or description says otherwise.</summary>
    ContradictsAnnotation,

    /// <summary>The definition is larger than is judged, so that not all of it was.</summary>
    NotJudged,
}

/// <summary>How much a sign weighs by itself.</summary>
public enum SignWeight
{
    /// <summary>Worth knowing; ordinary tools show it.</summary>
    Low,

    /// <summary>Worth a look; few ordinary tools show it.</summary>
    Medium,

    /// <summary>No honest description has a use for it.</summary>
    High,
}

/// <summary>Something in a tool's definition that speaks against it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Weight">How much.</param>
/// <param name="Place">Where: `description`, `inputSchema.properties.q.description`, ….</param>
/// <param name="Start">First character of it there, 0-based; of the text as decoded where <paramref name="How"/> names a decoding.</param>
/// <param name="Length">Characters.</param>
/// <param name="Why">What was seen, in words that quote none of the text.</param>
/// <param name="How">How it was hidden: `base64`, `spaced letters`, …; empty where it stands in the clear.</param>
public sealed record ToolSign(SignKind Kind, SignWeight Weight, string Place, int Start, int Length, string Why, string How = "");
