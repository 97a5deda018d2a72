using System.Collections.Immutable;
using Plumbline.Cel.Types;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>One right of a role and what it can come to.</summary>
/// <param name="Right">The right.</param>
/// <param name="Outcome">`escalation`, `exfiltration`, `unauthorised-write` (unless it is approved), or empty.</param>
/// <param name="Holds">Whether it comes to that whatever the conditions.</param>
/// <param name="With">The other rights that it takes; empty where it suffices.</param>
internal sealed record Grant(Right Right, string Outcome, Holding Holds, string With);

/// <summary>The effective rights of a role, each under every outcome it can come to.</summary>
internal static class Surface
{
    /// <summary>Rights beyond this are left out.</summary>
    public const int Most = 5_000;

    public const string Escalation = "escalation", Exfiltration = "exfiltration", Write = "unauthorised-write";

    /// <summary>The grants of a role by itself, without what reading and sending come to together.</summary>
    public static ImmutableArray<Grant> Of(Role role, Permissions permissions, RoleFacts facts)
    {
        var written = permissions.Written().Distinct().ToList();
        var grants = new List<Grant>(new Escalations(role, permissions, facts).Find());
        foreach (var right in written.Where(r => ActionTable.Writes(r.Action))) grants.Add(new Grant(right, Write, right.Holds, ""));
        foreach (var known in ActionTable.Of(ActionKinds.Write))
            grants.AddRange(permissions.Of(known.Name, role.Target(known.Target)).Where(r => r.Via.Length > 0).Select(r => new Grant(r, Write, r.Holds, "")));
        grants.AddRange(Patterns(written, grants));
        var writes = grants.Where(g => g.Outcome == Write).Select(g => (g.Right.Action, g.Right.Resource)).ToHashSet();
        grants.AddRange(written.Where(r => !writes.Contains((r.Action, r.Resource))).Select(r => new Grant(r, "", r.Holds, "")));
        return [.. grants.DistinctBy(Key)];
    }

    /// <summary>Reads and ways out among several roles that one agent or workload acts as.</summary>
    public static IEnumerable<Grant> Exfiltrations(ImmutableArray<(Role Role, Permissions Permissions)> roles)
    {
        var reads = Known(roles, ActionKinds.Read).ToList();
        var exits = Known(roles, ActionKinds.Egress).Where(r => !r.By.Statement.Conditions.Any(c => c.KeepsInside)).ToList();
        if (reads.Count == 0 || exits.Count == 0) return [];
        var (read, exit) = (reads.MaxBy(r => r.Holds)!, exits.MaxBy(r => r.Holds)!);
        var grants = reads.Select(r => new Grant(r, Exfiltration, Least(r.Holds, exit.Holds), Shown(exit)))
            .Concat(exits.Select(e => new Grant(e, Exfiltration, Least(e.Holds, read.Holds), Shown(read)))).ToList();
        var written = roles.SelectMany(r => r.Permissions.Written()).Distinct().ToList();
        return grants.Concat(Patterns(written, grants)).DistinctBy(Key);
    }

    /// <summary>What tells one grant from another.</summary>
    public static (string, string, string, string, string, Holding) Key(Grant grant) =>
        (grant.Right.Action, grant.Right.Resource, grant.Right.By.Place, grant.Outcome, grant.Right.Via, grant.Holds);

    // A pattern as written stands under each outcome that an action it covers comes to.
    private static List<Grant> Patterns(List<Right> written, List<Grant> grants) =>
    [
        .. from right in written
           where right.IsPattern
           from outcome in grants.Where(g => g.Right.Via == right.Action && g.Right.Resource == right.Resource && g.Right.By == right.By).GroupBy(g => g.Outcome)
           select new Grant(right, outcome.Key, outcome.Max(g => g.Holds), outcome.MaxBy(g => g.Holds)!.With),
    ];

    private static IEnumerable<Right> Known(ImmutableArray<(Role Role, Permissions Permissions)> roles, ActionKinds kind) =>
        from one in roles
        from known in ActionTable.Of(kind)
        from right in one.Permissions.Of(known.Name, one.Role.Target(known.Target))
        where kind != ActionKinds.Egress || known.Abroad.Length == 0 || Glob.Covers(right.Resource, known.Abroad)
        select right;

    private static string Shown(Right right) => $"{right.Action} on {right.Resource}";

    private static Holding Least(Holding left, Holding right) => left < right ? left : right;
}
