using System.Collections.Immutable;
using Plumbline.Cel.Types;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>What a role may do: what its policies allow, within its boundary, less what is denied anywhere.</summary>
internal sealed class Permissions
{
    private readonly ImmutableArray<Held> allows;
    private readonly ImmutableArray<Held> denies;
    private readonly ImmutableArray<Statement>? boundary;
    private readonly Actor actor;

    /// <summary>Takes the policies of a role for one who acts as it.</summary>
    public Permissions(Role role, Actor actor, ImmutableArray<Statement> more = default)
    {
        this.actor = actor;
        bool MayHold(Statement statement) => ConditionTest.Of(statement.Conditions, actor) != Holding.Never;
        allows = [.. role.Held.Where(h => h.Statement.IsAllow && MayHold(h.Statement))];
        boundary = role.Boundary is { } limit ? [.. limit.Where(s => s.IsAllow && MayHold(s))] : null;
        var others = (role.Boundary ?? []).Concat(more.IsDefault ? [] : more).Select(s => new Held(s, "", "", null));
        denies = [.. role.Held.Concat(role.Outer).Concat(others).Where(h => !h.Statement.IsAllow && MayHold(h.Statement))];
    }

    /// <summary>What the policies allow, as they write it.</summary>
    public IEnumerable<Right> Written() =>
        from held in allows
        from resource in held.Statement.Resources
        from action in held.Statement.Actions
        from narrowed in Within(PolicyDocument.Normal(action), resource)
        where !Resources.IsInert(narrowed, resource) && !held.Statement.NotActions.Any(n => Glob.Covers(n, narrowed, ignoreCase: true))
        let right = Check(narrowed, resource, held, "")
        where right is not null
        select right;

    /// <summary>One action on the resources that a pattern of them allows; an empty pattern where it takes none.</summary>
    public IEnumerable<Right> Of(string action, string target)
    {
        // Most statements speak of few of the many actions that are asked for.
        foreach (var held in allows)
        {
            if (!held.Statement.SpeaksOf(action)) continue;
            foreach (var resource in held.Statement.Resources)
            {
                if (!(target.Length == 0 ? Glob.Covers(resource, "*") : Glob.Overlaps(Variables.Any(resource), target))) continue;
                if (Resources.IsInert(action, resource) || !Within(action, resource).Any()) continue;
                if (Check(action, resource, held, Via(held.Statement, action)) is { } right) yield return right;
            }
        }
    }

    /// <summary>What allows one action on one resource; the surest right of all, or null where none is.</summary>
    public Right? On(string action, string resource) =>
        (from held in allows
         where held.Statement.SpeaksOf(action) && held.Statement.MayReach(resource) && Within(action, resource).Any()
         let right = Check(action, resource, held, "")
         where right is not null
         select held.Statement.Reaches(resource) ? right : right with { Holds = Holding.Unknown, Condition = "the resource may be another" })
        .MaxBy(r => r.Holds);

    // The pattern that names an action; empty where the statement names it itself.
    private static string Via(Statement statement, string action) =>
        statement.Actions.Any(a => a.Equals(action, StringComparison.OrdinalIgnoreCase)) ? ""
            : PolicyDocument.Normal(statement.Actions.First(a => Glob.Covers(a, action, ignoreCase: true)));

    private Right? Check(string action, string resource, Held held, string via)
    {
        var holds = ConditionTest.Of(held.Statement.Conditions, actor);
        var condition = string.Join(" and ", held.Statement.Conditions);
        foreach (var deny in denies)
        {
            if (!deny.Statement.Touches(action)) continue;
            var isSure = ConditionTest.Of(deny.Statement.Conditions, actor) == Holding.Always;
            if (isSure && deny.Statement.SpeaksOf(action) && deny.Statement.Reaches(resource)) return null;
            if (isSure || !deny.Statement.SpeaksOf(action) || !deny.Statement.MayReach(resource)) continue;
            holds = Holding.Unknown;
            condition = (condition.Length > 0 ? condition + " and " : "") + "not " + string.Join(" and ", deny.Statement.Conditions);
        }

        if (boundary is { } limit && !limit.Any(b => b.SpeaksOf(action) && b.Reaches(resource) && ConditionTest.Of(b.Conditions, actor) == Holding.Always))
        {
            holds = Holding.Unknown;
            condition = (condition.Length > 0 ? condition + " and " : "") + "within the permissions boundary";
        }

        return new Right(action, resource, held, holds, condition, via);
    }

    // A boundary lets through the part of a pattern that it names.
    private IEnumerable<string> Within(string action, string resource)
    {
        if (boundary is not { } limit) return [action];
        var there = limit.Where(b => b.MayReach(resource)).ToList();
        if (there.Exists(b => b.SpeaksOf(action))) return [action];
        return there.Where(b => b.Touches(action)).SelectMany(b => b.Actions).Where(a => Glob.Covers(action, a, ignoreCase: true)).Select(PolicyDocument.Normal).Distinct();
    }
}
