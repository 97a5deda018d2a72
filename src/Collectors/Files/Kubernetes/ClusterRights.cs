using Plumbline.Cel.Types;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>What a service account may do in its cluster, from bindings and roles.</summary>
internal static class ClusterRights
{
    private const string Api = "rbac.authorization.k8s.io";

    private static readonly string[] All = ["*"];
    private static readonly string[] Reading = ["get", "list", "watch"];
    private static readonly string[] Changing = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    // What comes with every cluster, as far as secrets, pods and rights are concerned.
    private static readonly Dictionary<string, (string[] Verbs, string[] Groups, string[] Resources)[]> BuiltIn = new(StringComparer.Ordinal)
    {
        ["cluster-admin"] = [(All, All, All)],
        ["admin"] = [(Changing, [""], ["configmaps", "persistentvolumeclaims", "pods", "pods/exec", "secrets", "serviceaccounts", "services"]), (Changing, ["apps", "batch"], All), (Changing, [Api], ["rolebindings", "roles"])],
        ["edit"] = [(Changing, [""], ["configmaps", "persistentvolumeclaims", "pods", "pods/exec", "secrets", "services"]), (Changing, ["apps", "batch"], All)],
        ["view"] = [(Reading, [""], ["configmaps", "pods", "services"]), (Reading, ["apps", "batch"], All)],
    };

    /// <summary>One right, and the object that grants it.</summary>
    internal readonly record struct Right(Value Value, KubernetesObject By);

    /// <summary>The rights of an account; <paramref name="unknown"/> names a role that is not among the objects, and null where all are.</summary>
    public static List<Right> Of(KubernetesSet set, string space, string account, out string? unknown)
    {
        unknown = null;
        var rights = new List<Right>();
        foreach (var binding in set.Objects.Where(o => o.Group == Api && o.Kind is "RoleBinding" or "ClusterRoleBinding"))
        {
            if (!binding.Node.ListAt("subjects").Any(s => Is(s, binding, space, account))) continue;
            var kind = binding.Node.TextAt("roleRef", "kind") ?? "";
            var role = binding.Node.TextAt("roleRef", "name") ?? "";
            var where = binding.Kind == "ClusterRoleBinding" ? "*" : binding.Namespace;
            if (Rules(set, kind, role, binding.Namespace) is not { } rules)
            {
                unknown ??= $"{(kind.Length == 0 ? "role" : kind)} `{role}`";
                continue;
            }

            foreach (var (verbs, groups, resources, names) in rules) rights.Add(new(Tell(account, verbs, groups, resources, names, where, role, binding.Name), binding));
        }

        return rights;
    }

    private static bool Is(YamlNode subject, KubernetesObject binding, string space, string account) => subject.TextAt("kind") switch
    {
        "ServiceAccount" => subject.TextAt("name") == account && (subject.TextAt("namespace") ?? binding.Namespace) == space,
        "Group" => subject.TextAt("name") is { } group && (group is "system:serviceaccounts" or "system:authenticated" || group == "system:serviceaccounts:" + space),
        "User" => subject.TextAt("name") == $"system:serviceaccount:{space}:{account}",
        _ => false,
    };

    private static List<(IEnumerable<string> Verbs, IEnumerable<string> Groups, IEnumerable<string> Resources, IEnumerable<string> Names)>? Rules(
        KubernetesSet set, string kind, string name, string space)
    {
        var role = set.Objects.FirstOrDefault(o => o.Group == Api && o.Kind == kind && o.Name == name && (kind == "ClusterRole" || o.Namespace == space));
        if (role is null) return kind == "ClusterRole" && BuiltIn.TryGetValue(name, out var known) ? [.. known.Select(k => (k.Verbs.AsEnumerable(), k.Groups.AsEnumerable(), k.Resources.AsEnumerable(), Enumerable.Empty<string>()))] : null;
        var from = role.Node.ListAt("aggregationRule", "clusterRoleSelectors").ToList() is { Count: > 0 } selectors
            ? set.Objects.Where(o => o.Group == Api && o.Kind == "ClusterRole" && selectors.Any(s => Selectors.Picks(s, Labels(o)) == true)).Append(role) : [role];
        return [.. from.SelectMany(r => r.Node.ListAt("rules")).Select(r => (r.TextsAt("verbs"), r.TextsAt("apiGroups"), r.TextsAt("resources"), r.TextsAt("resourceNames")))];
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Labels(KubernetesObject one) =>
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, one.Labels.Where(l => l.Node.Text is not null).Select(l => KeyValuePair.Create(l.Key, l.Node.Text!)));

    private static Value Tell(
        string account, IEnumerable<string> verbs, IEnumerable<string> groups, IEnumerable<string> resources, IEnumerable<string> names, string where, string role, string binding) => Value.Map(
        ("account", Value.Of(account)), ("verbs", Value.List(verbs)), ("groups", Value.List(groups)), ("resources", Value.List(resources)), ("names", Value.List(names)),
        ("namespace", Value.Of(where)), ("role", Value.Of(role)), ("binding", Value.Of(binding)));
}
