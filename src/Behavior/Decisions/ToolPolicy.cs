using System.Collections.Immutable;
using System.Numerics;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;

namespace Plumbline.Behavior.Decisions;

/// <summary>Rules about tool calls, compiled: forbid wins over ask, ask over permit, and what nothing permits is blocked.</summary>
/// <remarks>Decides on any number of threads at once and allocates nothing for a decision.</remarks>
public sealed class ToolPolicy
{
    private static readonly ImmutableArray<(string Name, CelType Type)> Variables =
    [
        ("agent", CelType.String), ("tool", CelType.String), ("action", CelType.String), ("resource", CelType.String),
        ("region", CelType.String), ("account", CelType.String), ("parameters", CelType.Map(CelType.String, CelType.Dyn)),
    ];

    private static readonly string[] Texts = [.. Variables.Take(6).Select(v => v.Name)];
    private static readonly Value[] Missing = [.. Variables.Select(v => Value.Unknown($"`{v.Name}` is not known"))];

    [ThreadStatic]
    private static PreparedCall? spare;

    private readonly CelProgram[] programs;
    private readonly ulong[] whole;
    private readonly ulong[][] effects;
    private readonly HeadIndex[] indexes;
    private readonly ulong[] all;
    private readonly FailureMode onUnknown;

    private ToolPolicy(ImmutableArray<ToolRule> rules, CelProgram[] programs, FailureMode onUnknown)
    {
        (Rules, this.programs, this.onUnknown) = (rules, programs, onUnknown);
        var words = Math.Max(1, (rules.Length + 63) / 64);
        effects = [.. Enum.GetValues<Effect>().Select(e => Bits(words, i => rules[i].Effect == e))];
        whole = Bits(words, i => Heads.IsWhole(programs[i].Expr, Texts));
        all = Bits(words, _ => true);
        indexes = [.. Texts.Select(v => new HeadIndex([.. programs.Select(p => Heads.Of(p.Expr, v))]))];
    }

    /// <summary>The rules, in their order.</summary>
    public ImmutableArray<ToolRule> Rules { get; }

    /// <summary>Compiles rules; null and what is wrong where one does not.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="onUnknown">What is done where a rule cannot be decided.</param>
    /// <param name="problems">What is wrong, rule by rule.</param>
    public static ToolPolicy? Compile(ImmutableArray<ToolRule> rules, FailureMode onUnknown, out ImmutableArray<ToolRuleProblem> problems)
    {
        var environment = new CelEnvironment(Variables);
        var wrong = ImmutableArray.CreateBuilder<ToolRuleProblem>();
        var programs = new List<CelProgram>();
        foreach (var rule in rules)
        {
            if (environment.Compile(rule.When, out var errors, CelType.Bool) is { } program) programs.Add(program);
            else wrong.Add(new ToolRuleProblem(rule.Id, string.Join("; ", errors)));
        }

        problems = wrong.ToImmutable();
        return problems.IsEmpty ? new ToolPolicy(rules, [.. programs], onUnknown) : null;
    }

    /// <summary>Room for calls of this policy.</summary>
    public PreparedCall NewCall() => new(Variables.Length, all.Length);

    /// <summary>Lays a call out: values into slots, and the rules that its texts leave open.</summary>
    public void Prepare(in ToolCall call, PreparedCall into)
    {
        ArgumentNullException.ThrowIfNull(into);
        all.CopyTo(into.Candidates, 0);
        into.IsKnown = true;
        Lay(0, call.Agent, into);
        Lay(1, call.Tool, into);
        Lay(2, call.Action, into);
        Lay(3, call.Resource, into);
        Lay(4, call.Region, into);
        Lay(5, call.Account, into);
        into.Slots[6] = call.Parameters.IsNull ? Missing[6] : call.Parameters;
    }

    /// <summary>Decides a call from its texts.</summary>
    public Decision Decide(in ToolCall call)
    {
        var prepared = spare;
        if (prepared is null || prepared.Candidates.Length != all.Length) prepared = spare = NewCall();
        Prepare(call, prepared);
        return Decide(prepared);
    }

    /// <summary>Decides a prepared call.</summary>
    public Decision Decide(PreparedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var unknown = -1;
        if (First(call, Effect.Forbid, ref unknown) is var no and >= 0) return new(Outcome.Block, Reason.Forbidden, Rules[no].Id);
        if (unknown >= 0) return Unsure(unknown);
        if (First(call, Effect.Ask, ref unknown) is var ask and >= 0) return new(Outcome.Ask, Reason.Confirmation, Rules[ask].Id);
        if (unknown >= 0) return Unsure(unknown);
        if (First(call, Effect.Permit, ref unknown) is var yes and >= 0) return new(Outcome.Allow, Reason.Permitted, Rules[yes].Id);
        return unknown >= 0 ? Unsure(unknown) : new(Outcome.Block, Reason.NothingPermits, "");
    }

    /// <summary>Every rule that speaks of a call and what its condition says; rules left out are false.</summary>
    public ImmutableArray<(ToolRule Rule, Truth Holds)> Explain(in ToolCall call)
    {
        var prepared = NewCall();
        Prepare(call, prepared);
        return [.. Rules.Select((r, i) => (r, programs[i].Test(prepared.Slots))).Where(r => r.Item2 != Truth.False)];
    }

    private Decision Unsure(int rule) => new(onUnknown == FailureMode.Ask ? Outcome.Ask : Outcome.Block, Reason.NotKnown, Rules[rule].Id);

    private void Lay(int slot, string? text, PreparedCall into)
    {
        if (text is null)
        {
            into.Slots[slot] = Missing[slot];
            into.IsKnown &= indexes[slot].IsIdle;
            return;
        }

        into.Slots[slot] = Value.Of(text);
        if (!indexes[slot].IsIdle) indexes[slot].Narrow(text, into.Candidates);
    }

    // A rule whose heads say all of it holds where they leave it open; the others are evaluated.
    private int First(PreparedCall call, Effect effect, ref int unknown)
    {
        var (candidates, own) = (call.Candidates, effects[(int)effect]);
        for (var word = 0; word < candidates.Length; word++)
        {
            for (var bits = candidates[word] & own[word]; bits != 0; bits &= bits - 1)
            {
                var bit = BitOperations.TrailingZeroCount(bits);
                var rule = (word * 64) + bit;
                if (call.IsKnown && (whole[word] & (1UL << bit)) != 0) return rule;
                var holds = programs[rule].Test(call.Slots);
                if (holds == Truth.True) return rule;
                if (holds == Truth.Unknown && unknown < 0) unknown = rule;
            }
        }

        return -1;
    }

    private ulong[] Bits(int words, Func<int, bool> isSet)
    {
        var bits = new ulong[words];
        for (var i = 0; i < Rules.Length; i++) if (isSet(i)) bits[i / 64] |= 1UL << (i % 64);
        return bits;
    }
}
