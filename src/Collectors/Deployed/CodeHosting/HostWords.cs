using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Deployed.CodeHosting;

/// <summary>The words about repositories and the apps that may write to them.</summary>
internal static class HostWords
{
    /// <summary>A branch, and what a change must pass before it is in.</summary>
    public static CelType Branch { get; } = Object("branch",
        ("branch", CelType.String),
        ("main", Bool),                   // the default branch; main or master where nobody says which that is
        ("isProtected", Bool),
        ("told", Bool),                   // what it demands was exported: false where only a list says that it is protected
        ("reviews", Int),                 // approvals that a change needs; 0 = none
        ("codeOwners", Bool), ("dismissesStale", Bool), ("lastPush", Bool),   // lastPush: whoever pushed last cannot approve
        ("admins", Bool),                 // it holds for administrators
        ("force", Bool),                  // history may be rewritten
        ("bypass", CelType.List(CelType.String)),   // who passes by: app, team or user with its name, as far as the answer names it
        ("by", CelType.List(CelType.String)));      // protection, ruleset NAME, listing

    /// <summary>An app that may change what lies in a repository.</summary>
    public static CelType Writer { get; } = Object("repository-writer",
        ("app", CelType.String), ("agent", Bool), ("selection", CelType.String), ("workflows", Bool));

    /// <summary>An app as it is installed on an account.</summary>
    public static CelType Installation { get; } = Object("app-installation",
        ("app", CelType.String), ("account", CelType.String), ("selection", CelType.String),   // all, selected
        ("repositories", CelType.List(CelType.String)),
        ("listed", Bool),                 // the repositories of a selection are known
        ("writes", Bool),                 // it may push code
        ("permissions", CelType.List(CelType.String)),   // `contents: write`
        ("suspended", Bool));

    /// <summary>The words this collector adds.</summary>
    public static ImmutableArray<Property> All { get; } =
    [
        new(AssetKind.Repository, "branches", Branch, true, "branches, and what a change of them must pass", IsOptional: true),
        new(AssetKind.Repository, "writers", Writer, true, "apps that may write to it", IsOptional: true),
        new(AssetKind.CodingAgent, "installations", Installation, true, "accounts and repositories that its app is installed on", IsOptional: true),
    ];
}
