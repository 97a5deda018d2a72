using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States the actions approved for a role: by name, and on which resources.</summary>
internal static class Actions
{
    /// <summary>One entry of `actions`; without resources it is approved on all.</summary>
    public static void State(AssetId id, Said action, Statements statements)
    {
        var name = Normal(action.Named("action"));
        if (name.Length == 0) return;
        statements.Word(id, "actions", Value.Of(name), action);
        var condition = action["condition"]?.Text?.Trim() ?? "";
        foreach (var (resource, at) in action["resources"]?.Items.Select(r => (r.Text!.Trim(), r)) ?? [("*", action)])
            statements.Word(id, "surface", Grant(name, resource, condition), at);
    }

    private static Value Grant(string action, string resource, string condition) => Value.Map(
        ("action", Value.Of(action)), ("resource", Value.Of(resource)), ("policy", Value.Of("")),
        ("conditional", Value.Of(condition.Length > 0)), ("condition", Value.Of(condition)), ("holds", Value.Of("true")),
        ("outcome", Value.Of("")), ("via", Value.Of("")), ("with", Value.Of("")), ("path", Value.Of("")));

    private static string Normal(string action) => action.IndexOf(':', StringComparison.Ordinal) is var colon and > 0
        ? action[..colon].ToLowerInvariant() + action[colon..] : action;
}
