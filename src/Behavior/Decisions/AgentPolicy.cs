using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Behavior.Decisions;

/// <summary>The tool policy that registries state: each agent's approved tools, with the actions and resources approved for it.</summary>
/// <remarks>An agent or a tool that no registry approves is permitted nothing.</remarks>
public static class AgentPolicy
{
    /// <summary>The rules of every agent in a graph, by agent and tool.</summary>
    public static ImmutableArray<ToolRule> Of(AssetGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return [.. from row in graph.Rows
                   where row.Id.Kind == AssetKind.Agent && (row.Says(Plane.Approved, "tools").AsList is not null || Posture(row) is not null)
                   from rule in Rules(row)
                   select rule];
    }

    private static IEnumerable<ToolRule> Rules(AssetRow row)
    {
        var (agent, within, posture) = (Agent(row), Within(row), Posture(row));
        foreach (var denied in Texts(posture, "denied")) yield return new ToolRule($"{row.Name}/denied/{denied}", Effect.Forbid, $"{agent} && {Denied(denied)}");
        var approval = Texts(posture, "approval").ToHashSet(StringComparer.Ordinal);
        var allowed = Texts(posture, "says").Contains("allowed_tools") ? Texts(posture, "allowed").ToList() : null;
        var tools = Elements(row, "tools").GroupBy(t => Text(t, "name")).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        // Where nobody lists the tools of an agent, its policy does; where somebody does, both have to allow one.
        if (tools.Count == 0 && row.Says(Plane.Approved, "tools").AsList is not { IsPartial: false })
        {
            foreach (var name in allowed ?? [])
                yield return new ToolRule($"{row.Name}/{name}", approval.Count > 0 ? Effect.Ask : Effect.Permit, $"{agent} && {Named(name)} && {within}");
        }

        var only = allowed is null ? "" : allowed.Count == 0 ? " && false" : $" && ({string.Join(" || ", allowed.Select(Named))})";
        foreach (var tool in tools)
        {
            var effect = tool.Any(t => t.AsMap!["confirmation"].IsTrue || Asks(t, approval)) ? Effect.Ask : Effect.Permit;
            yield return new ToolRule($"{row.Name}/{tool.Key}", effect, $"{agent} && tool == {Quoted(tool.Key)} && {within}{only}");
        }
    }

    // What a tool does is not always written down; then a person is asked too.
    private static bool Asks(Value tool, HashSet<string> approval) =>
        approval.Contains("any_operation") || approval.Contains(Text(tool, "name")) || (approval.Contains("any_write_operation") && Text(tool, "effect") != "read");

    private static Value? Posture(AssetRow row) =>
        row.Layout.Slot(Plane.Approved, "policy") >= 0 && row.Says(Plane.Approved, "policy") is { AsMap: not null } policy ? policy : null;

    // What is denied is denied however a call writes it.
    private static string Denied(string pattern) =>
        Named(string.Concat(pattern.Trim().Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c)), "tool.lowerAscii().trim()");

    private static string Named(string pattern) => Named(pattern, "tool");

    private static string Named(string pattern, string tool) => pattern.AsSpan().ContainsAny('*', '?') ? $"{Quoted(pattern)}.covers({tool})" : $"{tool} == {Quoted(pattern)}";

    private static IEnumerable<string> Texts(Value? policy, string field) => policy?.AsMap![field].AsList?.Items.Select(i => i.AsString ?? "") ?? [];

    private static string Agent(AssetRow row)
    {
        var slots = Enumerable.Range(0, row.Layout.Slots).SelectMany(s => row.ClaimsOf(s)).Select(c => c.Subject.Key);
        var names = slots.Append(row.Name).Append(row.Id.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return names is [var one] ? $"agent == {Quoted(one)}" : $"agent in [{string.Join(", ", names.Select(Quoted))}]";
    }

    // A call that is no action of the cloud needs the tool's approval only.
    private static string Within(AssetRow row)
    {
        var grants = Elements(row, "surface").Where(g => !g.AsMap!["conditional"].IsTrue)
            .Select(g => $"{Quoted(Text(g, "action").ToLowerInvariant())}.covers(action.lowerAscii()) && {Quoted(Text(g, "resource"))}.covers(resource)")
            .Order(StringComparer.Ordinal).ToList();
        return grants.Count == 0 ? "action == \"\"" : $"(action == \"\" || {string.Join(" || ", grants)})";
    }

    private static IEnumerable<Value> Elements(AssetRow row, string word) =>
        row.Says(Plane.Approved, word).AsList is { } list ? list.Items.Where(i => i.AsMap is not null) : [];

    private static string Text(Value element, string field) => element.AsMap![field].AsString ?? "";

    private static string Quoted(string text) =>
        "\"" + string.Concat(text.Select(c => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString())) + "\"";
}
