using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Gates;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;

namespace Plumbline.Server.Admission;

/// <summary>What was read of the registries, ready to be asked: how every system stands in every environment, and what tells it in a cluster. Never changes; another reading makes another view.</summary>
internal sealed class View
{
    private readonly FrozenDictionary<(string System, string Environment), GateStanding> standings;
    private readonly FrozenDictionary<string, string> systems;
    private readonly FrozenDictionary<(string Space, string Name), ConfigData> configs;
    private readonly FrozenDictionary<string, ImmutableArray<RegisteredPlace>> places;
    private readonly FrozenDictionary<string, ImmutableArray<string>> spaces;
    private readonly DateTimeOffset? pinned;

    private View(Report report, DateTimeOffset? pinned, IEnumerable<GateStanding> standing)
    {
        this.pinned = pinned;
        var list = standing.ToList();
        standings = list.DistinctBy(s => (s.Decision.System, s.Decision.Environment.ToLowerInvariant())).ToFrozenDictionary(s => (s.Decision.System, s.Decision.Environment.ToLowerInvariant()));
        systems = Registered(report).SelectMany(s => new[] { (s.Id.Key, s.Id.Key), (s.Name, s.Id.Key) }).Distinct().GroupBy(s => s.Item1, StringComparer.Ordinal)
            .Where(g => g.Select(s => s.Item2).Distinct().Count() == 1).ToFrozenDictionary(g => g.Key, g => g.First().Item2, StringComparer.Ordinal);
        var all = RegisteredPlace.All(report, list).ToList();
        places = all.GroupBy(p => p.Space, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
        spaces = all.GroupBy(p => p.System, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.Select(p => p.Space).Distinct().Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);
        Images = new RegisteredImages(report);
        configs = Configs(report.Scope);
        Standings = [.. list];
    }

    /// <summary>Every system in every environment.</summary>
    public ImmutableArray<GateStanding> Standings { get; }

    /// <summary>Images that are models.</summary>
    public RegisteredImages Images { get; }

    /// <summary>Makes a view.</summary>
    /// <param name="report">What was read.</param>
    /// <param name="pinned">The moment that its files pin; null: it is as of now.</param>
    /// <param name="moment">Now.</param>
    /// <param name="lastAllowed">When a gate last let a release of a system pass in an environment.</param>
    public static View Of(Report report, DateTimeOffset? pinned, DateTimeOffset moment, Func<string, string, DateTimeOffset?> lastAllowed)
    {
        var owned = report.Graph.Relations.Where(r => r.Verb == "owns").ToLookup(r => r.From, r => r.To);
        var standings =
            from system in Registered(report)
            from environment in owned[system.Id].Select(report.Graph.Find).Select(w => w?.Fact("environment")).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)
            select GateStanding.Of(report, new GateRequest(system.Id.Key, environment, [], moment, false, lastAllowed(system.Id.Key, environment)));
        return new View(report, pinned, standings);
    }

    /// <summary>The moment that lists and approvals are read at.</summary>
    public DateTimeOffset Evidence(DateTimeOffset now) => pinned ?? now;

    /// <summary>The id of a system by its id or name; null where no registry knows it.</summary>
    public string? System(string named) => systems.GetValueOrDefault(named);

    /// <summary>How a system stands in an environment; null where it has no workload there.</summary>
    public GateStanding? Find(string system, string environment)
    {
        if (standings.GetValueOrDefault((system, environment.ToLowerInvariant())) is { } exact) return exact;
        var asked = new GateRequest(system, environment, [], default);
        return Standings.FirstOrDefault(s => s.Decision.System == system && asked.IsIn(s.Decision.Environment));
    }

    /// <summary>The environments in which a system has workloads.</summary>
    public IEnumerable<string> EnvironmentsOf(string system) => Standings.Where(s => s.Decision.System == system).Select(s => s.Decision.Environment).Order(StringComparer.Ordinal);

    /// <summary>What the registry says runs in a namespace.</summary>
    public ImmutableArray<RegisteredPlace> Places(string space) => places.GetValueOrDefault(space, []);

    /// <summary>The namespaces that the registry names for a system; none where it names none.</summary>
    public ImmutableArray<string> SpacesOf(string system) => spaces.GetValueOrDefault(system, []);

    /// <summary>A config map as the manifests of the estate write it; null where they do not, or differ.</summary>
    public ConfigData? Config(string space, string name) => configs.GetValueOrDefault((space, name));

    private static IEnumerable<AssetRow> Registered(Report report) => report.Graph.Pages(AssetKind.AiSystem).SelectMany(p => p).Where(s => s.Is("registered"));

    private static FrozenDictionary<(string, string), ConfigData> Configs(Scope scope) =>
        KubernetesEstate.Of(scope).Sets.SelectMany(s => s.Objects).Where(o => o is { Group: "", Kind: "ConfigMap" }).GroupBy(o => (o.Namespace, o.Name))
            .Where(g => g.Select(o => string.Join('\n', ConfigData.Of(o.Node).Entries.Select(e => $"{e.Key}={e.Value} {string.Join(',', e.Models.Concat(e.Perhaps).Concat(e.Script.Models).Concat(e.Script.Unknown))}"))).Distinct().Count() == 1)
            .ToFrozenDictionary(g => g.Key, g => ConfigData.Of(g.First().Node));
}
