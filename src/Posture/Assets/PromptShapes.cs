using Plumbline.Cel.Types;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Posture.Assets;

/// <summary>The records that claims about prompts in prompt stores are made of; docs/prompts.md says what the digests are.</summary>
public static class PromptShapes
{
    /// <summary>One version of a prompt in a store.</summary>
    public static CelType StoredPrompt { get; } = Object("stored-prompt",
        ("store", CelType.String),        // bedrock, langfuse, mlflow
        ("prompt", CelType.String),       // its id in the store
        ("name", CelType.String), ("version", CelType.String),   // DRAFT where the store has no number for it
        ("variant", CelType.String),      // empty = the one that is used where nobody names one
        ("hash", CelType.String),         // fingerprint of what the model is told
        ("template", CelType.String),     // the same with variables in normal form
        ("structure", CelType.String),    // roles and kinds of content
        ("tools", CelType.String),        // tool definitions; empty = none
        ("digest", CelType.String),       // all of it
        ("labels", List(CelType.String)), // labels, aliases and stages; `referenced` where a workload names the version
        ("variables", List(CelType.String)),
        ("undeclared", List(CelType.String)),   // variables that the store does not know of, so that nobody fills them in; empty where it keeps no list
        ("model", CelType.String),
        ("by", CelType.String),           // who made it, addresses masked
        ("created", CelType.Timestamp),   // year 1 where not said
        ("note", CelType.String));        // what its author says of it, masked

    /// <summary>A secret in a version of a stored prompt; never its text.</summary>
    public static CelType StoredSecret { get; } = Object("stored-secret",
        ("store", CelType.String), ("version", CelType.String), ("variant", CelType.String),   // as of a stored prompt
        ("kind", CelType.String),         // as the judge names it: anthropic-api-key, private-key, …
        ("certainty", CelType.String),    // proven, shaped, named
        ("line", CelType.Int),            // of the text that holds it, from 1
        ("fingerprint", CelType.String)); // the same secret elsewhere has the same one

    /// <summary>A prompt that code asks a store for.</summary>
    public static CelType Fetch { get; } = Object("prompt-fetch",
        ("store", CelType.String), ("name", CelType.String),
        ("label", CelType.String), ("version", CelType.String),   // one of them; both empty where the code takes them from something that is not written down
        ("at", CelType.String));          // file:line
}
