using System.Collections.Immutable;

namespace Plumbline.Posture.Rules;

/// <summary>A rule's folder as it lies on disk: `rule.yaml` and its cases.</summary>
/// <param name="Path">The folder, as reports and errors name it.</param>
/// <param name="Control">Name of the family folder.</param>
/// <param name="Id">Name of the folder.</param>
/// <param name="Text">The text of `rule.yaml`.</param>
/// <param name="Cases">Names of the files in `cases/`.</param>
public sealed record RuleText(string Path, string Control, string Id, string Text, ImmutableArray<string> Cases);

/// <summary>Why a rule, or one of its parts, cannot be used.</summary>
/// <param name="Path">The file, with its line where one is known.</param>
/// <param name="Message">One sentence.</param>
public sealed record RuleProblem(string Path, string Message)
{
    /// <summary>`path: message`.</summary>
    public override string ToString() => $"{Path}: {Message}";
}
