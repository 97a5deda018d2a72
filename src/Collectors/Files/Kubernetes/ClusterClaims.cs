using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>What manifests or a cluster's answers say, as claims of the plane and source that asks.</summary>
public sealed class ClusterClaims
{
    private static readonly string[] Always = ["containers", "pods", "models", "writtenKeys", "secrets"];
    private readonly Plane plane;
    private readonly string source;
    private readonly KubernetesEstate estate;
    private readonly HashSet<AssetId> named = [];
    private readonly List<(KubernetesSet Set, List<ClusterWorkload> Workloads)> sets;

    private ClusterClaims(Scope scope, Plane plane, string source)
    {
        (this.plane, this.source) = (plane, source);
        estate = KubernetesEstate.Of(scope);
        var registries = RegistryReferences.Of(scope);
        sets = [.. estate.Sets.Where(s => s.IsLive == (plane == Plane.Deployed)).Select(s => (s, ClusterWorkloads.Of(s, registries.IsInRepository)))];
    }

    /// <summary>All claims, in the order of sets and objects.</summary>
    public static IEnumerable<Claim> Of(Scope scope, Plane plane, string source) => new ClusterClaims(scope, plane, source).All();

    private IEnumerable<Claim> All()
    {
        foreach (var unread in estate.Unread.Where(u => u.IsLive == (plane == Plane.Deployed))) yield return Unread(unread);
        var roles = sets.SelectMany(s => s.Workloads.SelectMany(w => CloudIdentities.Of(s.Set, w.Object.Namespace, w.Account).Select(c => (c.Role, w.Id))))
            .Distinct().GroupBy(r => r.Role, StringComparer.Ordinal).Where(g => g.Count() == 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (set, workloads) in sets)
        {
            foreach (var workload in workloads)
                foreach (var claim in Tell(workload).Concat(Identity(workload, roles)).Concat(Boundaries(workload))) yield return claim;
            foreach (var entrance in new Entrances(set, workloads).All())
                foreach (var claim in Tell(entrance, set)) yield return claim;
            foreach (var claim in ClusterAgents.Of(set, plane, source)) yield return claim;
        }
    }

    private IEnumerable<Claim> Tell(ClusterWorkload workload)
    {
        var one = workload.Object;
        if (!workload.Id.Key.StartsWith("path:", StringComparison.Ordinal))
        {
            yield return Say(workload.Id, "name", Value.Of(workload.Shown), one, one.Line);
            if (NamespaceStages.Of(one.Namespace) is { } environment) yield return Say(workload.Id, "environment", Value.Of(environment), one, one.Line);
        }

        foreach (var container in workload.Containers)
            foreach (var claim in ContainerFacts.Of(container, workload.Shown, workload.Id, plane, source, one.File)) yield return claim;
        if (workload.Runs is not null)
            foreach (var (model, line) in ModelNodes.Of(one)) yield return Say(workload.Id, "models", ContainerFacts.Model(model, ""), one, line);
        foreach (var (model, line) in workload.Pods.SelectMany(p => MountedConfigs.Models(p, n => ClusterWorkloads.DataOf(workload.Set, one.Namespace, "ConfigMap", n))))
            yield return Say(workload.Id, "models", ContainerFacts.Model(model, ""), one, line);
        foreach (var pod in workload.Pods) yield return Say(workload.Id, "pods", PodSettings.Of(workload, pod), one, pod.Spec.Line);
        if (workload.Containers.FirstOrDefault(c => c.Runs?.Role == "vector-store") is { } store)
        {
            var id = new AssetId(AssetKind.VectorStore, $"k8s:{workload.Set.Name}/{one.Namespace}/{one.Kind.ToLowerInvariant()}/{one.Name}");
            yield return Say(id, "name", Value.Of($"{store.Runs!.Runtime} {workload.Shown}"), one, store.Line);
            yield return new Relation(workload.Id, "runs", id).ToClaim(plane, At(one, store.Line), DateTimeOffset.MinValue);
        }

        foreach (var (what, _) in workload.Containers.SelectMany(ModelHints.Open).DistinctBy(o => o.What))
            yield return Missing(workload.Id, one, $"which model {workload.Shown} runs is not known: {what}", "add the config map to the manifests, or write the model itself", "workload.models");
        yield return Covers(workload.Id, one, [.. ContainerWords.Speaks(Always)]);
    }

    private IEnumerable<Claim> Identity(ClusterWorkload workload, HashSet<string> roles)
    {
        var (set, one) = (workload.Set, workload.Object);
        if (!AiKinds.MakesPods(one)) yield break;
        var account = new AssetId(AssetKind.Identity, $"k8s:{set.Name}/{one.Namespace}/serviceaccount/{workload.Account}");
        var by = CloudIdentities.Account(set, one.Namespace, workload.Account);
        if (named.Add(account)) yield return Say(account, "name", Value.Of($"{one.Namespace}/{workload.Account}"), by ?? one, (by ?? one).Line);
        yield return new Relation(workload.Id, "runs-as", account).ToClaim(plane, At(one, one.Line), DateTimeOffset.MinValue);
        foreach (var (provider, role, said) in CloudIdentities.Of(set, one.Namespace, workload.Account))
        {
            yield return Say(workload.Id, "cloudRoles", CloudIdentities.Tell(provider, role, workload.Account), said, said.Line);
            // One role behind several workloads tells them not apart: then it is no name of theirs.
            if (provider == "aws" && roles.Contains(role) && role.StartsWith("arn:", StringComparison.Ordinal) && !Placeholders.In(role))
                yield return new Binding(workload.Id, role, "runs-as").ToClaim(plane, At(said, said.Line), DateTimeOffset.MinValue);
        }

        if (by is not null) yield return Covers(workload.Id, one, ["workload.cloudRoles"]);
        var rights = ClusterRights.Of(set, one.Namespace, workload.Account, out var unknown);
        foreach (var right in rights.DistinctBy(r => r.Value)) yield return Say(workload.Id, "clusterRights", right.Value, right.By, right.By.Line);
        if (unknown is not null)
            yield return Missing(workload.Id, one, $"{unknown} of service account `{one.Namespace}/{workload.Account}` is not among the objects of `{set.Name}`", "add it, or save `kubectl get clusterroles,roles -A -o json` beside the other answers", "workload.clusterRights");
        else if (set.Knows("RoleBinding", one.Namespace) && set.Knows("ClusterRoleBinding", one.Namespace)) yield return Covers(workload.Id, one, ["workload.clusterRights"]);
    }

    private IEnumerable<Claim> Boundaries(ClusterWorkload workload)
    {
        var one = workload.Object;
        var given = ReachableSecrets.Of(workload).ToList();
        foreach (var (_, value, line) in given.DistinctBy(g => g.Value)) yield return Say(workload.Id, "secrets", value, one, line);
        foreach (var (secret, key, kind, line) in ReachableSecrets.Written(workload, given.Select(g => g.Name)))
            yield return Say(workload.Id, "writtenKeys", ContainerFacts.Written(key, kind, $"secret {secret.Namespace}/{secret.Name}"), secret, line);
        if (!AiKinds.MakesPods(one) || Isolation.Of(workload) is not { } isolation) yield break;
        foreach (var (value, by) in isolation.DistinctBy(i => i.Value)) yield return Say(workload.Id, "isolation", value, by ?? one, (by ?? one).Line);
        yield return Covers(workload.Id, one, ["workload.isolation"]);
    }

    private IEnumerable<Claim> Tell(Entrance entrance, KubernetesSet set)
    {
        var one = entrance.Object;
        var id = new AssetId(AssetKind.Endpoint, $"k8s:{set.Name}/{one.Namespace}/{one.Kind.ToLowerInvariant()}/{one.Name}");
        yield return Say(id, "name", Value.Of($"{one.Namespace}/{one.Kind}/{one.Name}"), one, one.Line);
        if (NamespaceStages.Of(one.Namespace) is { } environment) yield return Say(id, "environment", Value.Of(environment), one, one.Line);
        foreach (var (workload, container, port) in entrance.Serves)
            yield return Say(id, "serves", ContainerFacts.Served(container, workload.Shown, port), workload.Object, container.Line);
        foreach (var workload in entrance.Serves.Select(s => s.Workload.Id).Distinct())
            yield return new Relation(id, "serves", workload).ToClaim(plane, At(one, one.Line), DateTimeOffset.MinValue);
        var words = ImmutableArray.CreateBuilder<string>();
        words.Add("endpoint.serves");
        foreach (var (word, text) in ((string, string?)[])[("reachableFrom", entrance.From), ("authentication", entrance.Authentication), ("rateLimit", entrance.RateLimit)])
        {
            if (text is null) continue;
            yield return Say(id, word, Value.Of(text), one, one.Line);
            words.Add("endpoint." + word);
        }

        yield return Covers(id, one, words.ToImmutable());
    }

    private Claim Unread(KubernetesUnread unread)
    {
        var where = new Reach(Asset: new AssetId(AssetKind.Workload, $"path:{(unread.Chart is { Length: > 0 } chart ? chart : unread.File)}"));
        var words = ContainerWords.Speaks([.. ContainerWords.Workload.Select(w => w.Name)]).ToImmutableArray();
        var (kind, fix) = unread.Overlay is { } overlay
            ? (GapKind.Missing, $"run `kubectl kustomize {(overlay.Length == 0 ? "." : overlay)}` and save its output as one file in the estate")
            : unread.Chart is { } template
            ? (GapKind.Missing, $"run `helm template {(template.Length == 0 ? "." : template)}` and save its output as one file in the estate")
            : (GapKind.Unreadable, unread.IsLive ? "run the command again with `-o json` and save its whole output" : "correct it, or leave it out of the scan");
        var place = unread.Line > 0 ? $"`{unread.File}` at line {unread.Line}" : $"`{unread.File}`";
        return new Gap(source, plane, kind, $"{place}: {unread.Reason}", fix, where, words).ToClaim(new Origin(source, unread.File, unread.Line));
    }

    private Claim Missing(AssetId id, KubernetesObject one, string reason, string fix, string word) =>
        new Gap(source, plane, GapKind.Missing, reason, fix, new Reach(Asset: id), [word]).ToClaim(At(one, one.Line));

    private Claim Covers(AssetId id, KubernetesObject one, ImmutableArray<string> words) => new Coverage(source, plane, new Reach(Asset: id), words).ToClaim(At(one, one.Line));

    private Claim Say(AssetId id, string word, Value value, KubernetesObject one, int line) => new(id, word, plane, value, At(one, line), DateTimeOffset.MinValue);

    private Origin At(KubernetesObject one, int line) => new(source, one.File, line);
}
