using System.Collections.Immutable;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Rules;

/// <summary>What a rule says of one asset.</summary>
public enum Verdict : byte
{
    /// <summary>The rule does not speak of this asset.</summary>
    NotApplicable = 0,

    /// <summary>It holds.</summary>
    Pass = 1,

    /// <summary>Evidence is missing: whether it holds is not known.</summary>
    NotEvaluable = 2,

    /// <summary>It does not hold.</summary>
    Fail = 3,
}

/// <summary>A rule compiled against the words of its kind: from a row to a verdict.</summary>
public sealed class Condition
{
    private readonly CelProgram? where;
    private readonly CelProgram expect;
    private readonly int[] needed;
    private readonly ulong[] mask;

    private Condition(Rule rule, CelProgram? where, CelProgram expect, KindLayout layout, Template message, Template fix)
    {
        Rule = rule;
        this.where = where;
        this.expect = expect;
        Message = message;
        Fix = fix;
        var read = expect.Reads.Where(s => layout.PlaneAt(s) is not null).ToList();
        var planes = rule.Needs.IsEmpty ? read.Select(s => layout.PlaneAt(s)!.Value) : rule.Needs;
        Planes = planes.Aggregate(0, (mask, p) => mask | (1 << (int)p));
        needed = [.. read.Where(s => (Planes & (1 << (int)layout.PlaneAt(s)!.Value)) != 0)];
        mask = new ulong[(layout.Slots + 63) / 64];
        foreach (var slot in needed) mask[slot / 64] |= 1UL << (slot % 64);
    }

    /// <summary>The rule as written.</summary>
    public Rule Rule { get; }

    /// <summary>Planes that must have been looked at, as bits.</summary>
    public int Planes { get; }

    /// <summary>The finding's sentence.</summary>
    public Template Message { get; }

    /// <summary>The steps that mend it.</summary>
    public Template Fix { get; }

    /// <summary>The program of <c>expect</c>.</summary>
    public CelProgram Expect => expect;

    /// <summary>The program of <c>where</c>, or null.</summary>
    public CelProgram? Where => where;

    /// <summary>The slots whose evidence a pass rests on.</summary>
    public ReadOnlySpan<int> Needed => needed;

    /// <summary>Compiles a rule; null and what is wrong where it does not type-check.</summary>
    public static Condition? Compile(Rule rule, KindLayout layout, DateTimeOffset now, out ImmutableArray<RuleProblem> problems)
    {
        var environment = EnvironmentOf(rule, layout, now);
        var found = ImmutableArray.CreateBuilder<RuleProblem>();
        CelProgram? Program(string? text, string field)
        {
            if (text is null) return null;
            var program = environment.Compile(text, out var errors, CelType.Bool);
            if (program is null) found.Add(new RuleProblem($"{rule.Path}/rule.yaml", $"{field}: {Template.Describe(errors, text)}"));
            return program;
        }

        Template? Sentence(string text, string field)
        {
            var template = Template.Compile(text, environment, out var error);
            if (template is null) found.Add(new RuleProblem($"{rule.Path}/rule.yaml", $"{field}: {error}"));
            return template;
        }

        var (where, expect) = (Program(rule.Where, "where"), Program(rule.Expect, "expect"));
        var (message, fix) = (Sentence(rule.Message, "message"), Sentence(rule.Fix, "fix"));
        problems = found.ToImmutable();
        return problems.IsEmpty ? new Condition(rule, where, expect!, layout, message!, fix!) : null;
    }

    /// <summary>The same rule with other conditions: what mutation tests ask.</summary>
    public static CelEnvironment EnvironmentOf(Rule rule, KindLayout layout, DateTimeOffset now) => new(
        layout.Variables,
        [("now", Value.Of(now), CelType.Timestamp), .. rule.Params.Select(p => ("params." + p.Key, p.Value, TypeOf(p.Value)))]);

    /// <summary>This condition with another <c>where</c> or <c>expect</c>.</summary>
    public Condition With(CelProgram? newWhere, CelProgram newExpect, KindLayout layout) => new(Rule, newWhere, newExpect, layout, Message, Fix);

    /// <summary>The verdict on one row; allocates nothing.</summary>
    public Verdict Of(AssetRow row)
    {
        if (where is not null)
        {
            var applies = where.Test(row.Slots);
            if (applies != Truth.True) return applies == Truth.False ? Verdict.NotApplicable : Verdict.NotEvaluable;
        }

        if ((Planes & ~row.Planes) != 0) return Verdict.NotEvaluable;
        var holds = expect.Test(row.Slots);
        if (holds == Truth.False) return Verdict.Fail;
        return holds == Truth.True && IsWhole(row) ? Verdict.Pass : Verdict.NotEvaluable;
    }

    // `a || missing` must not pass because `a` happens to hold.
    private bool IsWhole(AssetRow row)
    {
        var known = row.Known;
        for (var i = 0; i < mask.Length; i++) if ((mask[i] & ~known[i]) != 0) return false;
        return true;
    }

    private static CelType TypeOf(Value value) => value.Kind switch
    {
        ValueKind.Bool => CelType.Bool,
        ValueKind.Int => CelType.Int,
        ValueKind.Double => CelType.Double,
        ValueKind.String => CelType.String,
        ValueKind.Timestamp => CelType.Timestamp,
        ValueKind.List => CelType.List(value.AsList!.Items is [var first, ..] ? TypeOf(first) : CelType.Dyn),
        _ => CelType.Dyn,
    };
}
