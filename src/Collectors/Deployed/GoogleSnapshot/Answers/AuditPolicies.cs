using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.GoogleSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot.Answers;

/// <summary>Which audit logs of Vertex AI a project writes. Admin activity is always on; data access, and so every model call, only where the policy says so.</summary>
internal sealed class AuditPolicies : IAnswerReader
{
    private static readonly string[] Services = ["allServices", "aiplatform.googleapis.com"];
    private static readonly string[] Calls = ["workload.calls", "workload.trailed"];

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        foreach (var policies in Policies.Of(snapshot))
        {
            var logs = Configured(policies).ToLookup(c => c.Type, c => c.Exempted);
            foreach (var claim in snapshot.LocationsOf(policies.Project).SelectMany(l => Account(policies, l, logs))) yield return claim;
            if (!logs.Contains("DATA_READ")) yield return Off(policies);
            foreach (var claim in Exempted(policies, logs)) yield return claim;
        }

        foreach (var answer in snapshot.Of(AnswerKind.Policy).Where(a => snapshot.HomeOf(a).Project is null))
        {
            yield return Lack(
                Nowhere(answer), answer, $"`{answer.File.Path}` does not say of which project it is the policy",
                "save it under `google/PROJECT/`, or beside the answer of `gcloud projects describe PROJECT --format json`", "account.dataAccess");
        }
    }

    private static IEnumerable<Claim> Account(Policies policies, string location, ILookup<string, IReadOnlyList<string>> logs)
    {
        var account = new AssetId(AssetKind.Account, $"{policies.Project}/{location}");
        foreach (var claim in Facts(account, null, new Home(policies.Project, location), policies.Own)) yield return claim;
        yield return Say(account, "managementEvents", Value.True, policies.Own);
        foreach (var type in logs.Select(t => t.Key).Order(StringComparer.Ordinal)) yield return Say(account, "dataAccess", Value.Of(type), policies.Own);
        yield return Cover(new Reach(Asset: account), policies.Own, "account.managementEvents", "account.dataAccess", "account.dataEvents", "account.dataResources");
    }

    private static IEnumerable<(string Type, IReadOnlyList<string> Exempted)> Configured(Policies policies) =>
        from policy in policies.All
        from config in policy.Policy.Elements("auditConfigs")
        where Services.Contains(config.Text("service"))
        from log in config.Elements("auditLogConfigs")
        let type = log.Text("logType")
        where type is not null
        select (type, (IReadOnlyList<string>)[.. log.Elements("exemptedMembers").Where(m => m.ValueKind == JsonValueKind.String).Select(m => m.GetString()!)]);

    private static Claim Off(Policies policies) => Dark(
        new Reach(Account: policies.Project), policies.Own,
        $"data-access audit logs of Vertex AI are off in project `{policies.Project}`" + (policies.HasAncestors ? "" : ", as far as its own policy says"),
        "add `{\"service\": \"aiplatform.googleapis.com\", \"auditLogConfigs\": [{\"logType\": \"DATA_READ\"}, {\"logType\": \"DATA_WRITE\"}]}` to `auditConfigs` of the project's policy with `gcloud projects set-iam-policy`"
        + (policies.HasAncestors ? "" : "; where a folder or the organization switches them on, save `gcloud projects get-ancestors-iam-policy`"), [.. Calls]);

    // Whoever is exempted calls models without a record.
    private static IEnumerable<Claim> Exempted(Policies policies, ILookup<string, IReadOnlyList<string>> logs) =>
        from member in logs["DATA_READ"].SelectMany(m => m).Distinct().Order(StringComparer.Ordinal)
        let at = member.IndexOf(':', StringComparison.Ordinal)
        where at > 0
        select Dark(
            new Reach(new AssetId(AssetKind.Workload, member[(at + 1)..])), policies.Own, $"`{member}` is exempted from data-access audit logs in project `{policies.Project}`",
            "take it off `exemptedMembers` in the project's `auditConfigs`", [.. Calls]);
}
