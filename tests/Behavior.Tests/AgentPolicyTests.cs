using Plumbline.Behavior.Decisions;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Xunit;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Behavior.Tests;

/// <summary>What a posture policy denies or allows of an agent's calls.</summary>
public sealed class AgentPolicyTests
{
    private static readonly AssetId Clerk = new(AssetKind.Agent, "clerk");
    private static readonly Property Policy = new(
        AssetKind.Agent, "policy", CelType.Object("policy-of-agent", ("says", List(CelType.String)), ("allowed", List(CelType.String)), ("denied", List(CelType.String)), ("approval", List(CelType.String))),
        false, "its posture policy", IsOptional: true);

    private static Outcome Decide(string denied, string tool)
    {
        var said = Value.Map(("says", Value.List(["allowed_tools"])), ("allowed", Value.List(["*"])), ("denied", Value.List([denied])), ("approval", Value.List(Array.Empty<string>())));
        var graph = AssetGraph.From([new Claim(Clerk, "policy", Plane.Approved, said, new Origin("test", "p.yaml"), default), new Coverage("test", Plane.Approved, new Reach(Clerk), ["agent.policy"]).ToClaim(new Origin("test"))], Vocabulary.Of([Policy]));
        return ToolPolicy.Compile(AgentPolicy.Of(graph), FailureMode.Block, out _)!.Decide(new ToolCall("clerk", tool, "")).Outcome;
    }

    [Theory]
    [InlineData("shell_access", "shell_access")]
    [InlineData("shell_access", "Shell_Access")]
    [InlineData("shell_access", "  SHELL_ACCESS ")]
    [InlineData(" Shell_Access ", "shell_access")]
    [InlineData("Shell_*", "sHELL_access")]
    [InlineData("run(tool)", "RUN(tool)")]
    [InlineData("say \"tool ==\"", "Say \"tool ==\"")]
    [InlineData("\u00c9diteur", "\u00c9DITEUR")]
    public void What_is_denied_is_blocked_however_a_call_writes_it(string denied, string tool) => Assert.Equal(Outcome.Block, Decide(denied, tool));

    [Theory]
    [InlineData("shell_access", "shell")]
    [InlineData("shell_*", "my_shell_access")]
    [InlineData("(tool)", "tool")]
    public void What_is_not_denied_is_let_through(string denied, string tool) => Assert.Equal(Outcome.Allow, Decide(denied, tool));
}
