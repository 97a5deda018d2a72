using System.Collections.Immutable;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Gates;

/// <summary>Whether a release may go ahead.</summary>
public enum GateOutcome
{
    /// <summary>It may.</summary>
    Allow,

    /// <summary>It may not.</summary>
    Refuse,
}

/// <summary>Which release of a system in an environment it is: the first needs no evidence of what runs.</summary>
public enum DeployKind
{
    /// <summary>Whoever looked at its control plane or logs found nothing of it there.</summary>
    First,

    /// <summary>Somebody says that it is the first, and nothing speaks against it.</summary>
    SaidFirst,

    /// <summary>It runs there, or a gate let it pass before.</summary>
    Later,

    /// <summary>Nobody looked whether it runs there: judged as a later one.</summary>
    Unknown,
}

/// <summary>What a reason does to the release.</summary>
public enum ReasonEffect
{
    /// <summary>It is why the release is refused.</summary>
    Refuses,

    /// <summary>It would be, and somebody lets it pass until a date.</summary>
    Overridden,

    /// <summary>The control is in warn mode.</summary>
    Warns,

    /// <summary>The control is in audit mode.</summary>
    Audited,
}

/// <summary>One thing that stands against a release.</summary>
/// <param name="Control">The control.</param>
/// <param name="Rule">The rule; one of the gate's own where it speaks of the release and not of what runs.</param>
/// <param name="Asset">The asset, by the name people use.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Fix">What unblocks it.</param>
/// <param name="Mode">How strict the gate is about the control.</param>
/// <param name="Effect">What it does here.</param>
/// <param name="Override">Who lets it pass, where somebody does.</param>
public sealed record GateReason(
    string Control, string Rule, string Asset, string Message, string Fix, GateMode Mode = GateMode.Enforce,
    ReasonEffect Effect = ReasonEffect.Refuses, GateOverride? Override = null);

/// <summary>A release that somebody lets pass until a date.</summary>
/// <param name="Control">The control it speaks of; empty: any.</param>
/// <param name="Rule">The rule it speaks of; empty: any.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Reason">Why.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends: at this moment it holds no longer.</param>
/// <param name="Holds">True where its time is now.</param>
public sealed record GateOverride(string Control, string Rule, string Owner, string Reason, DateTimeOffset From, DateTimeOffset Until, bool Holds);

/// <summary>What a gate decided, and why.</summary>
/// <param name="Outcome">Allow or refuse.</param>
/// <param name="System">The AI system.</param>
/// <param name="Environment">The environment, as the registry calls it.</param>
/// <param name="AsOf">The moment it speaks of.</param>
/// <param name="Deploy">Which release it is.</param>
/// <param name="IsIncomplete">Something that was there could not be read: refused, whatever the rest says.</param>
/// <param name="Reasons">What stands against it: what refuses first.</param>
/// <param name="Overrides">Every override of this gate, held or over.</param>
/// <param name="Released">What is released, workload by workload.</param>
/// <param name="Digest">SHA-256 over what is released: the same for the same model, prompt, tools, guardrail and cases.</param>
public sealed record GateDecision(
    GateOutcome Outcome, string System, string Environment, DateTimeOffset AsOf, DeployKind Deploy, bool IsIncomplete,
    ImmutableArray<GateReason> Reasons, ImmutableArray<GateOverride> Overrides, ImmutableArray<Released> Released, string Digest)
{
    /// <summary>Who says that it is the first release, where nothing else does; empty else.</summary>
    public string FirstSaidBy { get; init; } = "";

    /// <summary>0 allowed, 1 refused, 3 something could not be read.</summary>
    public int ExitCode => IsIncomplete ? 3 : Outcome == GateOutcome.Allow ? 0 : 1;
}
