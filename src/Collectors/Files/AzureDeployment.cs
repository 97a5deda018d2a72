using static Plumbline.Collectors.Files.GuardrailJson;

namespace Plumbline.Collectors.Files;

/// <summary>A model as an Azure account serves it.</summary>
/// <param name="Name">What callers ask for.</param>
/// <param name="Model">The model with its version, as its maker names it.</param>
/// <param name="Base">The model itself.</param>
/// <param name="HasVersion">A version is set.</param>
/// <param name="Upgrade">`never`, `on-expiry`, `on-new-default`; empty where nothing upgrades it and nothing says so.</param>
/// <param name="Processing">`region`, `zone`, `global`; empty where the answer does not say.</param>
/// <param name="Policy">Name of the content-filter policy in lower case; empty where none is attached.</param>
public sealed record AzureDeployment(string Name, string Model, string Base, bool HasVersion, string Upgrade, string Processing, string Policy)
{
    /// <summary>Reads a deployment.</summary>
    public static AzureDeployment Of(AzureResource resource)
    {
        var model = resource["model"];
        var version = Text(model, "version");
        var name = Text(model, "name") ?? "";
        var sku = Text(Find(resource.Body, "sku"), "name") ?? Text(resource["scaleSettings"], "scaleType") ?? "";
        return new AzureDeployment(
            Text(resource.Body, "name") is { Length: > 0 } given ? given[(given.LastIndexOf('/') + 1)..] : resource.Id.Name,
            AzureModel.Of(name, version), AzureModel.Base(name, version), version is { Length: > 0 } && !version.Equals("latest", StringComparison.OrdinalIgnoreCase),
            UpgradeOf(resource.Text("versionUpgradeOption"), sku), ProcessingOf(sku), resource.Text("raiPolicyName")?.Trim().ToLowerInvariant() ?? "");
    }

    // Azure documents an option that is not set as an upgrade at retirement, and upgrades only standard deployments by itself.
    internal static string UpgradeOf(string? option, string sku) => option?.ToUpperInvariant() switch
    {
        "ONCENEWDEFAULTVERSIONAVAILABLE" => "on-new-default",
        "ONCECURRENTVERSIONEXPIRED" => "on-expiry",
        "NOAUTOUPGRADE" => "never",
        null or "" => sku.Contains("Provisioned", StringComparison.OrdinalIgnoreCase) ? "" : "on-expiry",
        _ => "on-new-default",
    };

    // A developer deployment promises no place.
    internal static string ProcessingOf(string sku) => sku switch
    {
        _ when sku.StartsWith("Global", StringComparison.OrdinalIgnoreCase) || sku.StartsWith("Developer", StringComparison.OrdinalIgnoreCase) => "global",
        _ when sku.StartsWith("DataZone", StringComparison.OrdinalIgnoreCase) => "zone",
        "" => "",
        _ => "region",
    };
}
