namespace Plumbline.Guardrails.Skills;

/// <summary>Orders signs.</summary>
internal static class SignLists
{
    /// <summary>Each kind once a line, the worst, by line.</summary>
    public static IReadOnlyList<SkillSign> Sorted(List<SkillSign> found) =>
        [.. found.GroupBy(s => (s.Line, s.Kind)).Select(g => g.MaxBy(s => s.Danger)!).OrderBy(s => s.Line).ThenByDescending(s => s.Danger).ThenBy(s => s.Kind)];
}
