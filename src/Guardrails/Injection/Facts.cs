namespace Plumbline.Guardrails.Injection;

/// <summary>How sure a sign is; it says nothing of how bad it is.</summary>
public enum Certainty
{
    /// <summary>Worth a look beside others; not worth a finding alone.</summary>
    Low,

    /// <summary>Ordinary texts rarely have it.</summary>
    Medium,

    /// <summary>No ordinary text of this role has it.</summary>
    High,
}

/// <summary>What a text is for: what is an order in one is a matter of course in another.</summary>
public enum TextRole
{
    /// <summary>The description of a tool, a parameter, a prompt or a resource: it tells what a thing does and gives no orders about others.</summary>
    ToolDescription,

    /// <summary>A skill: it instructs the model about its own task.</summary>
    Skill,

    /// <summary>A file of instructions for agents: it instructs the model about a project.</summary>
    InstructionFile,

    /// <summary>A document that people read.</summary>
    Document,

    /// <summary>What a tool gives back, a record, an e-mail: it has nothing to say to the model.</summary>
    Data,
}

/// <summary>What an injected instruction wants.</summary>
public enum InstructionKind
{
    /// <summary>Earlier or higher instructions shall be dropped.</summary>
    Override,

    /// <summary>Something shall be kept from the user.</summary>
    Concealment,

    /// <summary>The text poses as the system, the user or the assistant.</summary>
    ForgedRole,

    /// <summary>Data shall be sent away.</summary>
    Exfiltration,

    /// <summary>Credentials shall be read or told.</summary>
    CredentialReading,

    /// <summary>The hidden instructions of the model shall be told.</summary>
    PromptExtraction,

    /// <summary>The model shall become another that has no rules.</summary>
    Jailbreak,

    /// <summary>Safety, approval or protection shall be switched off.</summary>
    GuardRemoval,

    /// <summary>This shall be used before, instead of or together with other tools.</summary>
    Coercion,

    /// <summary>Code or commands shall be run without a look.</summary>
    BlindExecution,

    /// <summary>Work without end shall be done.</summary>
    EndlessWork,

    /// <summary>A task for the model in a text that has none to give.</summary>
    StrayTask,
}

/// <summary>An instruction to a model where it has no business being: what kind and where, never what it says.</summary>
/// <param name="Kind">What it wants.</param>
/// <param name="Certainty">How sure that is.</param>
/// <param name="Start">First character, 0-based.</param>
/// <param name="Length">Characters; of an encoded one those of the encoding.</param>
/// <param name="Reason">What was seen, in a few words of the judge's own.</param>
/// <param name="Wrapping">How it was hidden: `base64`, `hex`, `rot13`, `reversed`, `tag characters`, …; empty where it stands in the open.</param>
public sealed record InstructionSign(InstructionKind Kind, Certainty Certainty, int Start, int Length, string Reason, string Wrapping = "");

/// <summary>How text is kept from the eye.</summary>
public enum HiddenKind
{
    /// <summary>Characters of the tag block, which show nothing and spell ASCII.</summary>
    Tags,

    /// <summary>Characters without width: spaces, joiners, marks.</summary>
    ZeroWidth,

    /// <summary>Runs of variation selectors.</summary>
    VariationSelectors,

    /// <summary>Overrides that show text in another order than it is read.</summary>
    Bidirectional,

    /// <summary>Hyphens that show only at the end of a line.</summary>
    SoftHyphens,

    /// <summary>Runs of private characters.</summary>
    PrivateUse,

    /// <summary>Words that mix letters which look alike.</summary>
    Lookalikes,

    /// <summary>Letters that show as blanks.</summary>
    Blanks,

    /// <summary>Piles of marks on one letter.</summary>
    Stacks,

    /// <summary>Sequences that steer a terminal.</summary>
    TerminalEscapes,

    /// <summary>Text behind so much blank that nobody scrolls there.</summary>
    PushedAway,
}

/// <summary>Hidden or deceptive characters: what kind and where.</summary>
/// <param name="Kind">How it is hidden.</param>
/// <param name="Certainty">How sure it is that somebody meant to hide something.</param>
/// <param name="Start">First character, 0-based.</param>
/// <param name="Length">Characters from the first to the last of the run.</param>
/// <param name="Reason">What was seen, in a few words of the judge's own.</param>
/// <param name="Decoded">What the run spells, for another judge; null where it spells nothing. It is never shown.</param>
public sealed record HiddenRun(HiddenKind Kind, Certainty Certainty, int Start, int Length, string Reason, string? Decoded = null);
