using Plumbline.Guardrails.Prompts;
using Plumbline.Posture.Drifts;

namespace Plumbline.Collectors.Files.PromptForms;

/// <summary>One thing in which two versions of a prompt differ.</summary>
/// <param name="Kind">tool-added, tool-removed, tool-changed, refusal-policy-changed, hardcoded-user-identifier, identifier-removed, variable-added, variable-removed, structure-changed, order-changed, white-space-changed, wording.</param>
/// <param name="Sign">`-` only in the first, `+` only in the second, `~` in both.</param>
/// <param name="Role">Whose message it stands in; empty where it is of none.</param>
/// <param name="Line">1-based line of that role's text; 0 where it is of none.</param>
/// <param name="Text">The line, personal data and secrets masked; the name of a tool or variable; the roles.</param>
public sealed record PromptEdit(string Kind, char Sign, string Role, int Line, string Text);

/// <summary>Lays two versions of a prompt side by side and says what sort of change each is.</summary>
public static class PromptEdits
{
    private const int LongestShown = 160;

    /// <summary>The changes, tools and variables first; none where both are the same.</summary>
    /// <param name="before">The first version.</param>
    /// <param name="after">The second.</param>
    /// <param name="isWhole">False where a version is longer than what is compared line by line.</param>
    public static IReadOnlyList<PromptEdit> Between(PromptForm before, PromptForm after, out bool isWhole)
    {
        isWhole = true;
        var edits = new List<PromptEdit>();
        if (before.Digest == after.Digest) return edits;
        Tools(before, after, edits);
        foreach (var name in after.Variables.Except(before.Variables)) edits.Add(new PromptEdit("variable-added", '+', "", 0, name));
        foreach (var name in before.Variables.Except(after.Variables)) edits.Add(new PromptEdit("variable-removed", '-', "", 0, name));
        if (before.Structure != after.Structure) edits.Add(new PromptEdit("structure-changed", '~', "", 0, $"{Roles(before)} → {Roles(after)}"));
        foreach (var role in before.Messages.Concat(after.Messages).Select(m => m.Role).Where(r => r != "placeholder").Distinct(StringComparer.Ordinal)) isWhole &= Lines(before, after, role, edits);
        return edits;
    }

    private static void Tools(PromptForm before, PromptForm after, List<PromptEdit> edits)
    {
        var (gone, come) = (before.Tools.Except(after.Tools).Select(NameOf).ToList(), after.Tools.Except(before.Tools).Select(NameOf).ToList());
        foreach (var name in come) edits.Add(gone.Contains(name) ? new PromptEdit("tool-changed", '~', "", 0, name) : new PromptEdit("tool-added", '+', "", 0, name));
        foreach (var name in gone.Except(come)) edits.Add(new PromptEdit("tool-removed", '-', "", 0, name));
    }

    private static bool Lines(PromptForm before, PromptForm after, string role, List<PromptEdit> edits)
    {
        var old = PromptReader.Lines(TextOf(before, role), out var isOldCut);
        var now = PromptReader.Lines(TextOf(after, role), out var isNowCut);
        var count = edits.Count;
        Add(now, old, '+', role, edits);
        Add(old, now, '-', role, edits);
        if (edits.Count == count && TextOf(before, role) != TextOf(after, role) && !isOldCut && !isNowCut)
            edits.Add(new PromptEdit(old.Select(l => l.Text).SequenceEqual(now.Select(l => l.Text)) ? "white-space-changed" : "order-changed", '~', role, 0, ""));
        return !isOldCut && !isNowCut;
    }

    private static void Add(IReadOnlyList<PromptLine> these, IReadOnlyList<PromptLine> those, char sign, string role, List<PromptEdit> edits)
    {
        var known = those.GroupBy(l => l.Text, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var tools = those.SelectMany(l => l.Tools).ToHashSet(StringComparer.Ordinal);
        foreach (var line in these)
        {
            if (known.TryGetValue(line.Text, out var left) && left > 0)
            {
                known[line.Text] = left - 1;
                continue;
            }

            var isKnownTool = !line.Tools.IsEmpty && line.Tools.All(tools.Contains);
            foreach (var kind in PromptChanges.Kinds(line.Subjects.HasFlag(LineSubjects.Tool), line.Subjects.HasFlag(LineSubjects.Refusal), line.Subjects.HasFlag(LineSubjects.Identifier) || Masks.Hides(line.Text), isKnownTool, sign))
                edits.Add(new PromptEdit(kind, sign, role, line.Number, Masks.Of(line.Text, line.Numbers, LongestShown)));
        }
    }

    private static string TextOf(PromptForm form, string role) => string.Join('\n', form.Messages.Where(m => m.Role == role).Select(m => m.Text.ReplaceLineEndings("\n").Trim()));

    private static string Roles(PromptForm form) => string.Join(", ", form.Messages.Select(m => m.Kinds is ["text"] or ["placeholder"] ? m.Role : $"{m.Role} ({string.Join('+', m.Kinds)})"));

    private static string NameOf(string tool) => tool[..tool.LastIndexOf('#')];
}
