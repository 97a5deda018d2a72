using System.Collections.Immutable;
using System.IO.Enumeration;

namespace Plumbline.Server.Admission;

/// <summary>A setting that may differ by namespace: `VALUE` for all, `NAMESPACE=VALUE` or `pay-*=VALUE` for some.</summary>
internal sealed class NamespaceChoice
{
    private readonly ImmutableArray<(string Pattern, string Value)> choices;

    private NamespaceChoice(ImmutableArray<(string Pattern, string Value)> choices) => this.choices = choices;

    /// <summary>Reads what somebody wrote.</summary>
    public static NamespaceChoice Read(IEnumerable<string> texts) => new(
        [.. texts.Select(t => t.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (t[..at].Trim(), t[(at + 1)..].Trim()) : ("*", t.Trim()))
            .OrderBy(c => c.Item1 == "*" ? 2 : c.Item1.Contains('*', StringComparison.Ordinal) ? 1 : 0).ThenByDescending(c => c.Item1.Length)]);

    /// <summary>What holds in a namespace; null where nobody said. The nearest pattern counts: a name, then the longest pattern, then what is for all.</summary>
    public string? Of(string space)
    {
        foreach (var (pattern, value) in choices)
            if (FileSystemName.MatchesSimpleExpression(pattern, space, ignoreCase: false)) return value;
        return null;
    }
}
