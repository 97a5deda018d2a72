using System.Collections.Immutable;
using Plumbline.Cel.Types;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>One statement of an IAM policy.</summary>
/// <param name="IsAllow">True for Allow, false for Deny.</param>
/// <param name="Actions">`Action`, as written; of `NotAction`, `*`.</param>
/// <param name="NotActions">`NotAction`: everything but these.</param>
/// <param name="Resources">`Resource`, as written; of `NotResource`, `*`.</param>
/// <param name="NotResources">`NotResource`: everywhere but here.</param>
/// <param name="Conditions">What else must hold; empty where nothing.</param>
/// <param name="Label">Its `Sid`; empty where it has none.</param>
public sealed record Statement(
    bool IsAllow, ImmutableArray<string> Actions, ImmutableArray<string> NotActions,
    ImmutableArray<string> Resources, ImmutableArray<string> NotResources, ImmutableArray<ConditionTest> Conditions, string Label)
{
    /// <summary>True where a condition narrows it.</summary>
    public bool IsConditional => !Conditions.IsEmpty;

    /// <summary>True where it speaks of every action that a name or pattern stands for.</summary>
    public bool SpeaksOf(string action) =>
        Actions.Any(a => Glob.Covers(a, action, ignoreCase: true)) && !NotActions.Any(n => Glob.Overlaps(n, action, ignoreCase: true));

    /// <summary>True where it speaks of some action that a pattern stands for.</summary>
    public bool Touches(string action) =>
        Actions.Any(a => Glob.Overlaps(a, action, ignoreCase: true)) && !NotActions.Any(n => Glob.Covers(n, action, ignoreCase: true));

    /// <summary>True where it reaches every resource that a name or pattern stands for; a policy variable may stand for nothing.</summary>
    public bool Reaches(string resource) =>
        Resources.Any(r => Glob.Covers(r, resource)) && !NotResources.Any(n => Glob.Overlaps(Variables.Any(n), Variables.Any(resource)));

    /// <summary>True where it may reach some resource that a pattern stands for; a policy variable may stand for anything.</summary>
    public bool MayReach(string resource) =>
        Resources.Any(r => Glob.Overlaps(Variables.Any(r), Variables.Any(resource))) && !NotResources.Any(n => Glob.Covers(n, resource));
}
