using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Plumbline.Reports;

/// <summary>One line of what to do: a numbered step without its number, or a sentence.</summary>
public sealed partial record Step(string Text, bool IsNumbered)
{
    /// <summary>The lines of a fix.</summary>
    public static ImmutableArray<Step> Of(string fix) =>
        [.. Plain.Of(fix).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => Numbered().Match(line) is { Success: true } step ? new Step(step.Groups[1].Value, true) : new Step(line, false))];

    [GeneratedRegex(@"^\d{1,2}\.\s+(.*)$")]
    private static partial Regex Numbered();
}
