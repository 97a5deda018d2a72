namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>A namespace that is named after a stage is that stage.</summary>
public static class NamespaceStages
{
    /// <summary>The environment that a namespace's name says; null where it says none.</summary>
    public static string? Of(string space) => space.Split('-', '_').Select(part => part switch
    {
        "prod" or "production" or "prd" => "production",
        "staging" or "stage" or "stg" => "staging",
        "dev" or "development" => "development",
        "test" or "testing" or "qa" or "ci" => "test",
        "sandbox" => "sandbox",
        _ => null,
    }).FirstOrDefault(e => e is not null);
}
