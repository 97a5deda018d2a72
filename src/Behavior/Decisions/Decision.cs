namespace Plumbline.Behavior.Decisions;

/// <summary>What may be done with a tool call.</summary>
public enum Outcome : byte
{
    /// <summary>It must not run.</summary>
    Block,

    /// <summary>It may run once a person says so.</summary>
    Ask,

    /// <summary>It may run.</summary>
    Allow,
}

/// <summary>Why a decision fell.</summary>
public enum Reason : byte
{
    /// <summary>No rule permits it.</summary>
    NothingPermits,

    /// <summary>A rule forbids it.</summary>
    Forbidden,

    /// <summary>A rule permits it, after a person's confirmation.</summary>
    Confirmation,

    /// <summary>A rule permits it.</summary>
    Permitted,

    /// <summary>What a rule asks for is not known of this call, so the policy's failure mode decides.</summary>
    NotKnown,
}

/// <summary>What is done where a rule cannot be decided; nothing that is not known ever allows.</summary>
public enum FailureMode : byte
{
    /// <summary>The call is blocked.</summary>
    Block,

    /// <summary>A person is asked.</summary>
    Ask,
}

/// <summary>A decision on one tool call.</summary>
/// <param name="Outcome">What may be done.</param>
/// <param name="Reason">Why.</param>
/// <param name="Rule">The id of the first rule that decides; empty where none does.</param>
public readonly record struct Decision(Outcome Outcome, Reason Reason, string Rule);
