namespace Plumbline.Behavior.Decisions;

/// <summary>What a rule does where its condition holds.</summary>
public enum Effect : byte
{
    /// <summary>It lets the call run.</summary>
    Permit,

    /// <summary>It lets the call run after a person's confirmation.</summary>
    Ask,

    /// <summary>It stops the call, whatever else permits it.</summary>
    Forbid,
}

/// <summary>One rule of a tool policy.</summary>
/// <param name="Id">Its name in decisions.</param>
/// <param name="Effect">What it does.</param>
/// <param name="When">Its condition: CEL over `agent`, `tool`, `action`, `resource`, `region`, `account` and `parameters`.</param>
public sealed record ToolRule(string Id, Effect Effect, string When);

/// <summary>A rule that does not compile, and why.</summary>
public sealed record ToolRuleProblem(string Id, string Reason);
