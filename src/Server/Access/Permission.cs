using System.Collections.Immutable;

namespace Plumbline.Server.Access;

/// <summary>What somebody may do. Every route needs exactly one of them, or says that it is open.</summary>
public enum Permission
{
    /// <summary>See assets, claims, findings, rules, registries, drift, gates.</summary>
    Read,

    /// <summary>Propose entries of registries, ask a gate, try a rule.</summary>
    Propose,

    /// <summary>Approve, reject, promote and retire what others proposed.</summary>
    Approve,

    /// <summary>Accept findings until a date, and give them to people.</summary>
    Waive,

    /// <summary>Add sources and have them read, say where others are told.</summary>
    Operate,

    /// <summary>Send records of what happened.</summary>
    Send,

    /// <summary>See the ledger: who did what.</summary>
    Audit,

    /// <summary>Give and take accounts, roles and tokens.</summary>
    Administer,
}

/// <summary>What somebody is here.</summary>
public enum Role
{
    /// <summary>Looks.</summary>
    Viewer,

    /// <summary>Builds AI systems, and proposes what they are made of.</summary>
    Engineer,

    /// <summary>Decides about what others proposed.</summary>
    Approver,

    /// <summary>Works on findings.</summary>
    Security,

    /// <summary>Looks at everything, also at who did what, and changes nothing.</summary>
    Auditor,

    /// <summary>Runs the server; decides about no entry, so that who gives roles cannot also approve.</summary>
    Admin,
}

/// <summary>Which role may do what.</summary>
public static class Grants
{
    private static readonly ImmutableDictionary<Role, ImmutableHashSet<Permission>> Table = new Dictionary<Role, ImmutableHashSet<Permission>>
    {
        [Role.Viewer] = [Permission.Read],
        [Role.Engineer] = [Permission.Read, Permission.Propose, Permission.Send],
        [Role.Approver] = [Permission.Read, Permission.Propose, Permission.Approve],
        [Role.Security] = [Permission.Read, Permission.Propose, Permission.Waive, Permission.Operate, Permission.Audit],
        [Role.Auditor] = [Permission.Read, Permission.Audit],
        [Role.Admin] = [Permission.Read, Permission.Operate, Permission.Audit, Permission.Administer],
    }.ToImmutableDictionary();

    /// <summary>True where a role may do it.</summary>
    public static bool May(this Role role, Permission permission) => Table[role].Contains(permission);
}
