namespace Plumbline.Guardrails.Tools;

/// <summary>What a sentence speaks of, as far as it matters to whether it steers the model. One alone is ordinary; a sign is several together.</summary>
[Flags]
internal enum Concept
{
    /// <summary>Nothing of these.</summary>
    None = 0,

    /// <summary>Keeping a deed from the user.</summary>
    HidesDeed = 1,

    /// <summary>Keeping something from the user, or doing something unseen.</summary>
    Unseen = 1 << 1,

    /// <summary>A file in which keys, credentials or settings of clients lie.</summary>
    SecretFile = 1 << 2,

    /// <summary>Secrets by their general names.</summary>
    Secret = 1 << 3,

    /// <summary>The conversation, the model's instructions, its reasoning.</summary>
    Conversation = 1 << 4,

    /// <summary>All of it.</summary>
    Whole = 1 << 5,

    /// <summary>An order to hand something over.</summary>
    Transfer = 1 << 6,

    /// <summary>An address, a number, an account: somewhere outside.</summary>
    Sink = 1 << 7,

    /// <summary>A parameter as the place to put something.</summary>
    Parameter = 1 << 8,

    /// <summary>A tool that is not the server's own.</summary>
    ForeignTool = 1 << 9,

    /// <summary>Other tools in general.</summary>
    OtherTools = 1 << 10,

    /// <summary>Duty: must, always, important.</summary>
    Duty = 1 << 11,

    /// <summary>Order in time: before, first.</summary>
    Order = 1 << 12,

    /// <summary>An order to read.</summary>
    Read = 1 << 13,

    /// <summary>Another recipient, amount or address than the user's.</summary>
    Redirect = 1 << 14,

    /// <summary>Secrets that somebody holds: all passwords, the user's tokens, every credential that can be found.</summary>
    HeldSecret = 1 << 22,

    /// <summary>A command that harms.</summary>
    Command = 1 << 16,

    /// <summary>Running something.</summary>
    Run = 1 << 17,

    /// <summary>Preferring the tool over all others, or calling it before them.</summary>
    Coerce = 1 << 18,

    /// <summary>Tags that shout: important, instructions.</summary>
    Tag = 1 << 20,

    /// <summary>Everything that is sent, paid or written, whatever it is.</summary>
    Every = 1 << 21,
}
