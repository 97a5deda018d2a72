using System.Collections.Immutable;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Gates;

namespace Plumbline.Server.Admission;

/// <summary>Which system, environment and workload an object belongs to, as the registry, the operator and the object say.</summary>
/// <param name="System">The system's id as somebody says it; null where nobody does.</param>
/// <param name="Environment">The environment; null where nobody says.</param>
/// <param name="Workload">The workload of the registry; null where nobody says.</param>
/// <param name="Contradictions">What two of them say differently.</param>
internal sealed record Placement(string? System, string? Environment, string? Workload, ImmutableArray<string> Contradictions)
{
    /// <summary>The mark that names the system, as label or annotation.</summary>
    public const string SystemMark = "plumbline/system";

    /// <summary>The mark that names the environment.</summary>
    public const string EnvironmentMark = "plumbline/environment";

    /// <summary>The mark that names the workload of the registry.</summary>
    public const string WorkloadMark = "plumbline/workload";

    /// <summary>The mark that names models of which the object says nothing else.</summary>
    public const string ModelsMark = "plumbline/models";

    /// <summary>Places an object.</summary>
    /// <param name="marks">Its labels and annotations, and those of its pods.</param>
    /// <param name="space">Its namespace.</param>
    /// <param name="owner">Kind and name of what it is part of.</param>
    /// <param name="view">The registry.</param>
    /// <param name="settings">What the operator says.</param>
    public static Placement Of(IReadOnlyList<(string Key, string Value)> marks, string space, (string Kind, string Name) owner, View view, AdmissionSettings settings)
    {
        var wrong = ImmutableArray.CreateBuilder<string>();
        string? Marked(string key)
        {
            var said = marks.Where(m => m.Key == key).Select(m => m.Value.Trim()).Where(v => v.Length > 0).Distinct().ToList();
            if (said.Count > 1) wrong.Add($"`{key}` is `{said[0]}` and `{said[1]}`");
            return said.FirstOrDefault();
        }

        var (system, workload, environment) = (Marked(SystemMark), Marked(WorkloadMark), Marked(EnvironmentMark));
        system = system is null ? null : view.System(system) ?? system;
        var place = InRegistry(view, settings, space, owner);
        if (place is not null && system is not null && place.System != system) wrong.Add($"it says that it belongs to {system}, and the registry says that {place.System} runs here");
        if (place is null && system is not null && view.SpacesOf(system) is { Length: > 0 } spaces && !spaces.Contains(space))
            wrong.Add($"it says that it belongs to {system}, and the registry says that {system} runs in namespace {string.Join(", ", spaces)}");
        if (place is not null && workload is not null && place.Workload != workload) wrong.Add($"it says that it is workload {workload}, and the registry says that {place.Workload} runs here");
        var set = settings.Environments.Of(space) ?? place?.Environment ?? NamespaceStages.Of(space);
        if (set is not null && environment is not null && !new GateRequest("", set, [], default).IsIn(environment) && !new GateRequest("", environment, [], default).IsIn(set))
            wrong.Add($"it says that it is for {environment}, and namespace {space} is {set}");
        return new Placement(place?.System ?? system, set ?? environment, place?.Workload ?? workload, wrong.DrainToImmutable());
    }

    private static RegisteredPlace? InRegistry(View view, AdmissionSettings settings, string space, (string Kind, string Name) owner)
    {
        var here = view.Places(space);
        if (here.Length == 0) return null;
        var exact = here.Where(p => p.Is(settings.Cluster, owner.Kind, owner.Name)).ToList();
        if (exact.Count == 0) exact = [.. here.Where(p => p.IsWhole(settings.Cluster))];
        return exact.Select(p => (p.System, p.Environment, p.Workload)).Distinct().Count() == 1 ? exact[0] : null;
    }
}
