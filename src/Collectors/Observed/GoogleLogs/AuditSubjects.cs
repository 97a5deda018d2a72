using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Observed.GoogleLogs;

/// <summary>The assets that entries speak of, each by its resource name with the project's id.</summary>
internal static class AuditSubjects
{
    /// <summary>The model of a call: a publisher's by its own id, anything else by its resource name; empty where the entry does not say.</summary>
    public static string Model(AuditRecord record, GoogleProjects projects)
    {
        if (projects.Name(record.Resource) is not { } name) return record.Asked("model") ?? "";
        if (name.Rest.Split('/') is ["publishers", _, "models", { Length: > 0 } model, ..]) return model;
        return name.Rest == "endpoints/openapi" ? record.Asked("model") ?? "" : name.Collection is "endpoints" or "models" or "reasoningEngines" ? name.ToString() : "";
    }

    /// <summary>What was released or changed; null where the entry does not say.</summary>
    public static AssetId? Of(AuditTopic topic, AuditRecord record, GoogleProjects projects)
    {
        var name = projects.Name(record.Resource);
        return topic switch
        {
            AuditTopic.Guardrail => Guardrail(record, name),
            AuditTopic.Release when record.Service == "run.googleapis.com" => Service(record, name, projects),
            AuditTopic.Release when name is { Location.Length: > 0, Rest.Length: > 0 } => new AssetId(AssetKind.Workload, name.ToString()),
            AuditTopic.Release => projects.Name(record.Answered("name")) is { } made ? new AssetId(AssetKind.Workload, made.ToString()) : null,
            _ => null,
        };
    }

    // A template that is created has no name yet in some entries: its parent and its id stand in the request.
    private static AssetId? Guardrail(AuditRecord record, GoogleName? name)
    {
        if (name is null) return null;
        if (name.Rest.Length > 0) return new AssetId(AssetKind.Guardrail, name.ToString());
        return record.Asked("templateId") is { Length: > 0 } id ? new AssetId(AssetKind.Guardrail, $"{name with { Rest = "templates/" + id }}") : null;
    }

    // The first version of Cloud Run's API names a service within a namespace and leaves the location to a label.
    private static AssetId? Service(AuditRecord record, GoogleName? name, GoogleProjects projects)
    {
        if (name is { Location.Length: > 0, Rest.Length: > 0 }) return new AssetId(AssetKind.Workload, name.ToString());
        var parts = record.Resource.Split('/');
        return parts is ["namespaces", { Length: > 0 } project, "services" or "jobs", { Length: > 0 } service] && record.Label("location") is { Length: > 0 } location
            ? new AssetId(AssetKind.Workload, $"projects/{projects.IdOf(project)}/locations/{location}/{parts[2]}/{service}") : null;
    }
}
