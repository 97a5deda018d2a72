using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.GoogleSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot.Answers;

/// <summary>The roles that service accounts hold in a project.</summary>
internal sealed class Roles : IAnswerReader
{
    private const string Member = "serviceAccount:";

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        foreach (var policies in Policies.Of(snapshot))
        {
            foreach (var (answer, policy) in policies.All)
                foreach (var (account, role) in Granted(policy)) yield return Say(new AssetId(AssetKind.Workload, account), "actions", Value.Of(role), answer);
            var reach = new Reach(Account: policies.Project);
            yield return policies.HasAncestors
                ? Cover(reach, policies.Own, "workload.actions")
                : Lack(
                    reach, policies.Own, $"roles that project `{policies.Project}` inherits from folders and the organization are not in the snapshot",
                    $"run `gcloud projects get-ancestors-iam-policy {policies.Project} --format json` and save the answer", "workload.actions");
        }
    }

    private static IEnumerable<(string Account, string Role)> Granted(JsonElement policy) =>
        from binding in policy.Elements("bindings")
        let role = binding.Text("role")
        where role is not null
        from member in binding.Elements("members")
        let text = member.ValueKind == JsonValueKind.String ? member.GetString()! : ""
        where text.StartsWith(Member, StringComparison.Ordinal)
        select (text[Member.Length..], role);
}
