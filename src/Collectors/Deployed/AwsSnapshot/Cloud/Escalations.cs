using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>What is known of the roles of a snapshot: which of them may do everything.</summary>
/// <param name="Mighty">ARNs of roles with administrative rights.</param>
/// <param name="Known">ARNs of roles whose policies are all known.</param>
internal sealed record RoleFacts(ImmutableHashSet<string> Mighty, ImmutableHashSet<string> Known);

/// <summary>Finds the rights of a role that together lead to more rights.</summary>
internal sealed class Escalations(Role role, Permissions permissions, RoleFacts facts)
{
    private readonly Dictionary<Step, ImmutableArray<Right>> steps = [];

    /// <summary>Every right that is part of a way, with the others that it takes.</summary>
    public IEnumerable<Grant> Find()
    {
        foreach (var path in EscalationPaths.All)
        {
            var rights = path.Steps.Select(s => (Step: s, Rights: Rights(s, path.Services))).ToList();
            if (rights.Exists(r => r.Rights.IsEmpty)) continue;
            var holds = rights.Min(r => r.Rights.Max(x => x.Holds));
            var others = path.Steps.Length > 1 ? path.Name : "";
            foreach (var right in rights.SelectMany(r => r.Rights))
                yield return new Grant(right, Surface.Escalation, right.Holds < holds ? right.Holds : holds, others);
        }
    }

    private ImmutableArray<Right> Rights(Step step, ImmutableArray<string> services)
    {
        if (!steps.TryGetValue(step, out var found))
        {
            var target = step.On == StepTarget.Self ? role.Arn : role.Target(step.Target);
            found = steps[step] = [.. permissions.Of(step.Action, target).Select(r => Judged(r, step)).OfType<Right>()];
        }

        return services.IsEmpty ? found : [.. found.Where(r => r.Action != "iam:PassRole" || IsPassed(r, services))];
    }

    // What is reached decides: everything of its kind, or one thing whose own rights may not be known.
    private Right? Judged(Right right, Step step)
    {
        if (step.On is StepTarget.Any or StepTarget.Self) return right;
        if (right.Resource.Contains("${aws:username}", StringComparison.Ordinal)) return null;
        if (step.On == StepTarget.Running) return IsWide(right.Resource) || IsOwn(right.Resource, step.Action) ? right : right with { Holds = Holding.Unknown, Condition = Also(right, "its own rights are more") };
        if (IsWide(right.Resource) || facts.Mighty.Any(m => m != role.Arn && Glob.Covers(Variables.Any(right.Resource), m))) return right;
        return facts.Known.Contains(right.Resource) ? null : right with { Holds = Holding.Unknown, Condition = Also(right, "the role has more rights") };
    }

    private static string Also(Right right, string more) => right.Condition.Length > 0 ? $"{right.Condition} and {more}" : more;

    // A policy that is attached to the role itself is a way to any right.
    private bool IsOwn(string resource, string action) =>
        action.StartsWith("iam:", StringComparison.Ordinal) && role.Held.Any(h => h.Source.Length > 0 && Arn.Parse(h.Source)?.Account == role.Account && Glob.Covers(Variables.Any(resource), h.Source));

    private static bool IsWide(string resource)
    {
        var name = resource.Split(':', 6) is [_, _, _, _, _, var last] ? last : resource;
        return name.TrimEnd('*') is "" or "role/" or "user/" or "group/" or "policy/" or "instance/" or "project/" or "function:" or "stack/" or "task/" or "notebook-instance/" or "devEndpoint/" or "job/" or "cluster/" or "document/";
    }

    private static bool IsPassed(Right right, ImmutableArray<string> services) =>
        right.By.Statement.Conditions.Where(c => c.Key == "iam:passedtoservice" && !c.Operator.Contains("Not", StringComparison.Ordinal))
            .All(c => c.Values.Any(v => services.Any(s => Glob.Covers(v, s) || s.StartsWith(v.Split('.')[0] + ".", StringComparison.Ordinal))));
}
