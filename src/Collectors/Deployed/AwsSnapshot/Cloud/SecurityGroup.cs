using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>A security group: whether it lets in, or out, as good as every address.</summary>
/// <param name="Id">`sg-0123456789abcdef0`.</param>
/// <param name="Answer">The answer that holds it.</param>
/// <param name="IsOpenIn">Every address may come in, by whatever port.</param>
/// <param name="IsOpenOut">Every address may be sent to.</param>
internal sealed record SecurityGroup(string Id, Answer Answer, bool IsOpenIn, bool IsOpenOut)
{
    /// <summary>The groups that were answered, by id.</summary>
    public static Dictionary<string, SecurityGroup> All(Snapshot snapshot)
    {
        var found = from answer in snapshot.Of("describe-security-groups")
                    from item in answer.Root.Elements("SecurityGroups")
                    select new SecurityGroup(item.Text("GroupId")!, answer, IsOpen(item.Elements("IpPermissions")), IsOpen(item.Elements("IpPermissionsEgress")));
        return found.GroupBy(g => g.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
    }

    private static bool IsOpen(IEnumerable<JsonElement> permissions) => OpenNetworks.IsEverywhere(
        permissions.SelectMany(p => p.Elements("IpRanges").Select(r => r.Text("CidrIp")).Concat(p.Elements("Ipv6Ranges").Select(r => r.Text("CidrIpv6")))).OfType<string>().Distinct());
}
