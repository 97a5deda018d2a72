using System.Collections.Immutable;
using Plumbline.Behavior.Decisions;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;
using Xunit;

namespace Plumbline.Behavior.Tests;

/// <summary>What a tool policy decides, and that its index never changes a decision.</summary>
public sealed class ToolPolicyTests
{
    private static readonly string[] Agents = ["clerk", "auditor", "courier"];
    private static readonly string[] Tools = ["read", "write", "mail", "pay"];
    private static readonly string[] Actions = ["s3:GetObject", "s3:PutObject", "dynamodb:PutItem", ""];

    [Fact]
    public void What_nothing_permits_is_blocked() =>
        Assert.Equal(new Decision(Outcome.Block, Reason.NothingPermits, ""), Policy(FailureMode.Ask).Decide(new ToolCall("clerk", "pay")));

    [Fact]
    public void Forbid_wins_over_ask_and_ask_over_permit()
    {
        var policy = Policy(FailureMode.Ask, Rule("p", Effect.Permit, "true"), Rule("a", Effect.Ask, "tool == 'mail'"), Rule("f", Effect.Forbid, "agent == 'clerk'"));
        Assert.Equal(new Decision(Outcome.Block, Reason.Forbidden, "f"), policy.Decide(new ToolCall("clerk", "mail")));
        Assert.Equal(new Decision(Outcome.Ask, Reason.Confirmation, "a"), policy.Decide(new ToolCall("auditor", "mail")));
        Assert.Equal(new Decision(Outcome.Allow, Reason.Permitted, "p"), policy.Decide(new ToolCall("auditor", "read")));
    }

    [Theory]
    [InlineData(Effect.Permit, FailureMode.Block, Outcome.Block)]
    [InlineData(Effect.Permit, FailureMode.Ask, Outcome.Ask)]
    [InlineData(Effect.Forbid, FailureMode.Block, Outcome.Block)]
    [InlineData(Effect.Forbid, FailureMode.Ask, Outcome.Ask)]
    public void What_is_not_known_never_allows(Effect effect, FailureMode mode, Outcome expected)
    {
        var policy = Policy(mode, Rule("r", effect, "agent == 'clerk' && region == 'eu-west-1'"), Rule("p", Effect.Permit, effect == Effect.Forbid ? "true" : "false"));
        Assert.Equal(new Decision(expected, Reason.NotKnown, "r"), policy.Decide(new ToolCall("clerk", "read")));
        Assert.Equal(effect == Effect.Forbid ? Outcome.Allow : Outcome.Block, policy.Decide(new ToolCall("auditor", "read")).Outcome);
    }

    [Fact]
    public void A_parameter_that_is_not_there_is_not_known()
    {
        var policy = Policy(FailureMode.Block, Rule("small", Effect.Permit, "tool == 'pay' && parameters.amount < 100"));
        Assert.Equal(Reason.Permitted, policy.Decide(new ToolCall("clerk", "pay", Parameters: Value.Map(("amount", Value.Of(5L))))).Reason);
        Assert.Equal(Reason.NothingPermits, policy.Decide(new ToolCall("clerk", "pay", Parameters: Value.Map(("amount", Value.Of(500L))))).Reason);
        Assert.Equal(Reason.NotKnown, policy.Decide(new ToolCall("clerk", "pay", Parameters: Value.Map(("sum", Value.Of(5L))))).Reason);
        Assert.Equal(Reason.NotKnown, policy.Decide(new ToolCall("clerk", "pay")).Reason);
        Assert.Equal(Reason.NothingPermits, policy.Decide(new ToolCall("clerk", "mail")).Reason);
    }

    [Fact]
    public void A_rule_that_does_not_compile_is_named()
    {
        Assert.Null(ToolPolicy.Compile([Rule("good", Effect.Permit, "true"), Rule("bad", Effect.Permit, "tol == 'x'")], FailureMode.Block, out var problems));
        Assert.Equal("bad", Assert.Single(problems).Id);
    }

    [Fact]
    public void The_index_never_changes_a_decision()
    {
        var random = new Random(11);
        for (var round = 0; round < 400; round++)
        {
            var rules = Enumerable.Range(0, random.Next(1, 90)).Select(i => Rule($"r{i}", (Effect)random.Next(3), Condition(random, 3))).ToImmutableArray();
            var mode = (FailureMode)random.Next(2);
            var policy = Policy(mode, [.. rules]);
            for (var i = 0; i < 60; i++)
            {
                var call = Call(random);
                Assert.Equal(Naive(policy, call, mode), policy.Decide(call));
            }
        }
    }

    [Fact]
    public void A_decision_allocates_nothing()
    {
        var policy = Policy(FailureMode.Block, [.. Enumerable.Range(0, 50).Select(i => Rule($"r{i}", Effect.Permit, $"agent == 'clerk' && tool != 't{i}' && action.startsWith('s3:') && resource.contains('x{i}')"))]);
        var call = new ToolCall("clerk", "read", "s3:GetObject", "arn:aws:s3:::bank/x49");
        var prepared = policy.NewCall();
        policy.Prepare(call, prepared);
        for (var i = 0; i < 200; i++) Assert.Equal("r4", (policy.Decide(prepared), policy.Decide(call)).Item2.Rule);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) _ = (policy.Decide(prepared), policy.Decide(call));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // Every condition is evaluated, none left out.
    private static Decision Naive(ToolPolicy policy, ToolCall call, FailureMode mode)
    {
        var said = policy.Explain(call);
        foreach (var (effect, outcome, reason) in new[] { (Effect.Forbid, Outcome.Block, Reason.Forbidden), (Effect.Ask, Outcome.Ask, Reason.Confirmation), (Effect.Permit, Outcome.Allow, Reason.Permitted) })
        {
            var own = said.Where(s => s.Rule.Effect == effect).ToList();
            if (own.Find(s => s.Holds == Truth.True).Rule is { } sure) return new Decision(outcome, reason, sure.Id);
            if (own.Find(s => s.Holds == Truth.Unknown).Rule is { } unsure) return new Decision(mode == FailureMode.Ask ? Outcome.Ask : Outcome.Block, Reason.NotKnown, unsure.Id);
        }

        return new Decision(Outcome.Block, Reason.NothingPermits, "");
    }

    private static string Condition(Random random, int depth) => random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => $"agent == '{Pick(random, Agents)}'",
        1 => $"'{Pick(random, Tools)}' == tool",
        2 => $"action in ['{Pick(random, Actions)}', '{Pick(random, Actions)}']",
        3 => $"action.startsWith('{Pick(random, ["s3:", "dynamodb:", "s", ""])}')",
        4 => $"parameters.amount > {random.Next(3)}",
        5 => $"region != '{Pick(random, ["eu-west-1", "us-east-1"])}'",
        6 => $"({Condition(random, depth - 1)} || {Condition(random, depth - 1)})",
        7 => $"!({Condition(random, depth - 1)})",
        _ => $"({Condition(random, depth - 1)} && {Condition(random, depth - 1)})",
    };

    private static ToolCall Call(Random random) => new(
        Maybe(random, Agents), Maybe(random, Tools), Maybe(random, Actions), "r", Maybe(random, ["eu-west-1", "us-east-1"]), null,
        random.Next(3) switch { 0 => default, 1 => Value.Map(("amount", Value.Of((long)random.Next(4)))), _ => Value.Map(("amount", Value.Of("much"))) });

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static string? Maybe(Random random, string[] from) => random.Next(8) == 0 ? null : Pick(random, from);

    private static ToolRule Rule(string id, Effect effect, string when) => new(id, effect, when);

    private static ToolPolicy Policy(FailureMode mode, params ImmutableArray<ToolRule> rules)
    {
        var policy = ToolPolicy.Compile(rules, mode, out var problems);
        Assert.Empty(problems);
        return policy!;
    }
}
