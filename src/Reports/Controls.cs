using System.Collections.Immutable;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports;

/// <summary>The controls in the order people read them: the eval gate first, since it decides most; others after the known ones.</summary>
public static class Controls
{
    private static readonly (string Id, string Short, string Name)[] Known =
    [
        ("eval-gate", "eval", "Eval gate"),
        ("model-version-pinning", "pin", "Model version pinning"),
        ("prompt-cache-integrity", "cache", "Prompt cache integrity"),
        ("model-egress", "egress", "Model egress"),
        ("agent-action-policy", "agent", "Agent action policy"),
        ("training-data-lineage", "lineage", "Training data lineage"),
        ("guardrail-drift", "guard", "Guardrail drift"),
        ("audit-trail", "audit", "Audit trail"),
        ("identity-permission", "identity", "Identity and rights"),
        ("ai-inventory", "inventory", "AI inventory"),
        ("governance", "owner", "Owner and registry"),
        ("model-lifecycle", "life", "Model lifecycle"),
    ];

    /// <summary>The controls that have rules in this report.</summary>
    public static ImmutableArray<string> Of(Report report) =>
        [.. report.Rulebook.Conditions.Select(c => c.Rule.Control).Distinct().OrderBy(Rank).ThenBy(c => c, StringComparer.Ordinal)];

    /// <summary>`Eval gate`; a control nobody named is called by its id.</summary>
    public static string Name(string control) => Array.Find(Known, k => k.Id == control).Name ?? Sentence(control);

    /// <summary>A word for a column.</summary>
    public static string Short(string control) => Array.Find(Known, k => k.Id == control).Short ?? control;

    private static int Rank(string control) => Array.FindIndex(Known, k => k.Id == control) is >= 0 and var at ? at : Known.Length;

    private static string Sentence(string id) => id.Length == 0 ? id : char.ToUpperInvariant(id[0]) + id[1..].Replace('-', ' ');
}
