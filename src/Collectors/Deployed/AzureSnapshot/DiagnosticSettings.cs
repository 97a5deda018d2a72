using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AzureSnapshot.AzureEstate;

namespace Plumbline.Collectors.Deployed.AzureSnapshot;

/// <summary>Diagnostic settings: which logs of an account are switched on and go somewhere.</summary>
internal static class DiagnosticSettings
{
    private const string AzureLogs = "azure-logs";
    private static readonly string[] Destinations =
        ["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "eventHubName", "marketplacePartnerId", "serviceBusRuleId"];

    private static readonly string[] Everything = ["audit", "requests", "trace", "usage"];

    /// <summary>What the answers say of every account's logs.</summary>
    public static IEnumerable<Claim> Read(AzureEstate estate)
    {
        foreach (var endpoint in estate.Endpoints)
        {
            var asset = Asset(endpoint);
            var logs = new HashSet<string>(StringComparer.Ordinal);
            foreach (var setting in estate.DiagnosticSettings(endpoint))
            {
                foreach (var log in Logs(setting)) if (logs.Add(log)) yield return Say(asset, "logs", Value.Of(log), setting.File);
            }

            if (estate.Listing(endpoint, i => i.DiagnosticSetting is not null, "diagnostic-settings") is not { } file) continue;
            yield return Cover(asset, file, "endpoint.logs");
            if (!logs.Contains("requests")) yield return Silence(estate, endpoint, file);
        }
    }

    private static IEnumerable<string> Logs(AzureResource setting)
    {
        if (!Destinations.Any(d => setting.Text(d) is { Length: > 0 })) return [];
        return setting.Elements("logs").Where(l => GuardrailJson.Flag(l, "enabled") == true)
            .SelectMany(l => Kinds(GuardrailJson.Upper(l, "category") ?? GuardrailJson.Upper(l, "categoryGroup"))).Distinct().Order(StringComparer.Ordinal);
    }

    private static string[] Kinds(string? category) => category switch
    {
        "REQUESTRESPONSE" => ["requests"],
        "AUDIT" => ["audit"],
        "AZUREOPENAIREQUESTUSAGE" => ["usage"],
        "TRACE" => ["trace"],
        "ALLLOGS" => Everything,
        { Length: > 0 } other => [other.ToLowerInvariant()],
        _ => [],
    };

    // What nobody records may have happened: silence of the log says nothing of callers here.
    private static Claim Silence(AzureEstate estate, string endpoint, string file)
    {
        var id = ArmId.Parse(endpoint)!;
        var region = estate.Account(endpoint) is { } account && GuardrailJson.Text(account.Body, "location") is { } location ? ArmId.Region(location) : null;
        return new Gap(
            AzureLogs, Plane.Observed, GapKind.Missing, $"request logging of `{id.Name}` in subscription `{id.Subscription}` is off",
            $"run `az monitor diagnostic-settings create --resource {endpoint} --name requests --workspace WORKSPACE --logs '[{{\"category\":\"RequestResponse\",\"enabled\":true}}]'`",
            new Reach(Account: id.Subscription, Region: region), ["workload.calls"]).ToClaim(new Origin(AzureLogs, file));
    }
}
