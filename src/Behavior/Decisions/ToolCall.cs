using Plumbline.Cel.Types;

namespace Plumbline.Behavior.Decisions;

/// <summary>A call that an agent wants to make; null where the caller does not know.</summary>
/// <param name="Agent">The agent, by name or id.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Action">What the tool will do: an IAM action; empty where it is none.</param>
/// <param name="Resource">What it will do it to; empty where it is nothing in particular.</param>
/// <param name="Region">Where.</param>
/// <param name="Account">In whose account.</param>
/// <param name="Parameters">The tool's parameters as a map; null where not known.</param>
public readonly record struct ToolCall(
    string? Agent, string? Tool, string? Action = null, string? Resource = null, string? Region = null, string? Account = null, Value Parameters = default);
