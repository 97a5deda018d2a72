using System.Collections.Immutable;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Syntax;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
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
/// <remarks>A rule about `configured` words is two: one about the control plane, which holds <see cref="other"/>, the same one about the repository.</remarks>
public sealed class Condition
{
    private readonly Condition? other;
    private readonly int[] asked;
    private readonly CelProgram? where;
    private readonly CelProgram expect;
    private readonly int[] needed;
    private readonly ulong[] mask;

    private Condition(Rule rule, CelProgram? where, CelProgram expect, KindLayout layout, Template message, Template fix, Plane? configured, Condition? other)
    {
        Rule = rule;
        this.other = other;
        this.where = where;
        this.expect = expect;
        Message = message;
        Fix = fix;
        var read = expect.Reads.Where(s => layout.PlaneAt(s) is not null).ToList();
        asked = [.. read.Concat(where?.Reads ?? []).Where(s => layout.PlaneAt(s) is { } p && p == configured).Distinct()];
        var planes = rule.Needs.IsEmpty && !rule.NeedsConfigured ? read.Select(s => layout.PlaneAt(s)!.Value)
            : rule.NeedsConfigured && configured is { } own ? rule.Needs.Add(own) : rule.Needs;
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
    public static Condition? Compile(Rule rule, KindLayout layout, DateTimeOffset now, out ImmutableArray<RuleProblem> problems) =>
        Compile(rule, layout, new Environments(now), out problems);

    internal static Condition? Compile(Rule rule, KindLayout layout, Environments environments, out ImmutableArray<RuleProblem> problems)
    {
        if (!Configured.IsRead(rule)) return Compile(rule, layout, environments, null, null, out problems);
        var declared = Compile(rule, layout, environments, Plane.Declared, null, out problems);
        return declared is null ? null : Compile(rule, layout, environments, Plane.Deployed, declared, out problems);
    }

    private static Condition? Compile(
        Rule rule, KindLayout layout, Environments environments, Plane? configured, Condition? other, out ImmutableArray<RuleProblem> problems)
    {
        var environment = environments.Of(rule, layout, configured);
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
        return problems.IsEmpty ? new Condition(rule, where, expect!, layout, message!, fix!, configured, other) : null;
    }

    /// <summary>The same rule with another <c>where</c> or <c>expect</c>, as mutation tests ask it; null where that does not type-check.</summary>
    public Condition? With(Expr? newWhere, Expr newExpect, KindLayout layout, DateTimeOffset now)
    {
        if (other is null) return With(newWhere, newExpect, layout, now, Configured.IsRead(Rule) ? Plane.Declared : null, null);
        return other.With(newWhere, newExpect, layout, now) is { } declared ? With(newWhere, newExpect, layout, now, Plane.Deployed, declared) : null;
    }

    private Condition? With(Expr? newWhere, Expr newExpect, KindLayout layout, DateTimeOffset now, Plane? configured, Condition? pair)
    {
        var environment = new Environments(now).Of(Rule, layout, configured);
        var changed = newWhere is null ? null : environment.Compile(newWhere, out _, CelType.Bool);
        var program = environment.Compile(newExpect, out _, CelType.Bool);
        return program is null || (newWhere is not null && changed is null) ? null
            : new Condition(Rule, changed, program, layout, Message, Fix, configured, pair);
    }

    /// <summary>The verdict on one row.</summary>
    public Verdict Of(AssetRow row) => Of(row, row.Slots());

    /// <summary>The verdict on one row; allocates nothing.</summary>
    /// <param name="row">The row.</param>
    /// <param name="slots">Its slots, which many rules read one after another.</param>
    public Verdict Of(AssetRow row, Value[] slots)
    {
        if (other is null) return Own(row, slots);
        if (!other.IsAsked(row)) return IsAsked(row) ? Own(row, slots) : Nearest(row).Own(row, slots);
        var declared = other.Own(row, slots);
        return IsAsked(row) && Own(row, slots) is var deployed && deployed > declared ? deployed : declared;
    }

    /// <summary>The rule about the plane that decides for a row: the worse verdict, and of equals the control plane's.</summary>
    public Condition On(AssetRow row) => On(row, row.Slots());

    /// <summary>The rule about the plane that decides for a row whose slots are at hand.</summary>
    public Condition On(AssetRow row, Value[] slots)
    {
        if (other is null) return this;
        if (!other.IsAsked(row)) return IsAsked(row) ? this : Nearest(row);
        return IsAsked(row) && Own(row, slots) >= other.Own(row, slots) ? this : other;
    }

    // Somebody looked on this condition's plane for a word that the rule asks for, or says one.
    private bool IsAsked(AssetRow row)
    {
        foreach (var slot in asked) if (row.IsKnown(slot) || row.IsSaid(slot)) return true;
        return false;
    }

    // Nobody looked on either plane: what is missing is named where the asset was seen.
    private Condition Nearest(AssetRow row) =>
        (row.Planes & (1 << (int)Plane.Deployed)) == 0 && (row.Planes & (1 << (int)Plane.Declared)) != 0 ? other! : this;

    private Verdict Own(AssetRow row, Value[] slots)
    {
        if (where is not null)
        {
            var applies = where.Test(slots);
            if (applies != Truth.True) return applies == Truth.False ? Verdict.NotApplicable : Verdict.NotEvaluable;
        }

        if ((Planes & ~row.Planes) != 0) return Verdict.NotEvaluable;
        var holds = expect.Test(slots);
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
}
