using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>A security group: whether it lets in, or out, as good as every address.</summary>
/// <param name="Id">`sg-0123456789abcdef0`.</param>
/// <param name="Answer">The answer that holds it.</param>
/// <param name="Home">Account and region, as far as they are known.</param>
/// <param name="IsOpenIn">Every address may come in, by whatever port; null where its rules do not tell.</param>
/// <param name="IsOpenOut">Every address may be sent to; null where its rules do not tell.</param>
internal sealed record SecurityGroup(string Id, Answer Answer, Home Home, bool? IsOpenIn, bool? IsOpenOut)
{
    /// <summary>The groups that were answered, by id; an id may have several answers.</summary>
    public static ILookup<string, SecurityGroup> All(Snapshot snapshot) =>
        (from answer in snapshot.Of("describe-security-groups")
         from item in answer.Root.Elements("SecurityGroups")
         let home = answer.HomeOf(item.Text("SecurityGroupArn"))
         select new SecurityGroup(item.Text("GroupId") ?? "", answer, home with { Account = item.Text("OwnerId") ?? home.Account }, IsOpen(item.At("IpPermissions")), IsOpen(item.At("IpPermissionsEgress"))))
        .ToLookup(g => g.Id, StringComparer.Ordinal);

    /// <summary>True where it may be the group that something in an account and region names.</summary>
    public bool MayBeIn(Home home) => (Home.Account is null || home.Account is null || Home.Account == home.Account) && (Home.Region is null || home.Region is null || Home.Region == home.Region);

    // What a list of prefixes holds nobody read; a range that is no text may be any.
    private static bool? IsOpen(JsonElement permissions)
    {
        if (permissions.ValueKind != JsonValueKind.Array) return null;
        var ranges = permissions.EnumerateArray().SelectMany(p => Texts(p, "IpRanges", "CidrIp").Concat(Texts(p, "Ipv6Ranges", "CidrIpv6"))).ToList();
        if (OpenNetworks.IsEverywhere(ranges.OfType<string>().Distinct())) return true;
        return ranges.Contains(null) || permissions.EnumerateArray().Any(p => p.ValueKind != JsonValueKind.Object || p.At("PrefixListIds") is { ValueKind: not JsonValueKind.Undefined } lists && !(lists.ValueKind == JsonValueKind.Array && lists.GetArrayLength() == 0)) ? null : false;
    }

    private static IEnumerable<string?> Texts(JsonElement permission, string list, string name) => permission.At(list) switch
    {
        { ValueKind: JsonValueKind.Undefined } => [],
        { ValueKind: JsonValueKind.Array } ranges => ranges.EnumerateArray().Select(r => r.Text(name)),
        _ => [null],
    };
}
