using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AzureSnapshot.AzureEstate;

namespace Plumbline.Collectors.Deployed.AzureSnapshot;

/// <summary>Deployments: which model an account serves under which name, and how.</summary>
internal static class Deployments
{
    /// <summary>What the answers say of every account's deployments.</summary>
    public static IEnumerable<Claim> Read(AzureEstate estate)
    {
        foreach (var endpoint in estate.Endpoints)
        {
            foreach (var resource in estate.Children(endpoint, "deployments")) yield return Deployment(endpoint, resource);
            if (estate.Listing(endpoint, i => i.Child("deployments") is not null, "deployment") is { } file)
                yield return Cover(Asset(endpoint), file, "endpoint.deployments");
        }
    }

    private static Claim Deployment(string endpoint, AzureResource resource)
    {
        var deployment = AzureDeployment.Of(resource);
        var processing = deployment.Processing.Length == 0 ? Value.Unknown($"the answer does not say the sku of `{deployment.Name}`") : Value.Of(deployment.Processing);
        return Say(Asset(endpoint), "deployments", Value.Map(
            ("name", Value.Of(deployment.Name)), ("model", Value.Of(deployment.Model)), ("base", Value.Of(deployment.Base)), ("pinned", Value.Of(deployment.HasVersion)),
            ("upgrade", Value.Of(deployment.Upgrade)), ("processing", processing),
            ("guardrail", Value.Of(deployment.Policy.Length == 0 ? "" : $"{endpoint}/raipolicies/{deployment.Policy}"))), resource.File);
    }
}
