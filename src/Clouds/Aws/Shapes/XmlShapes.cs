using System.Text;
using System.Text.Json.Nodes;

namespace Plumbline.Clouds.Aws.Shapes;

/// <summary>The names that XML answers are written with, service by service.</summary>
internal static class XmlShapes
{
    /// <summary>Roles, policies, identities.</summary>
    public static XmlShape Iam { get; } = new(
        ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies", "RolePolicyList", "UserPolicyList", "GroupPolicyList", "AttachedManagedPolicies", "InstanceProfileList", "Roles", "Tags", "PolicyVersionList", "GroupList"],
        [], ["IsTruncated", "IsAttachable", "IsDefaultVersion"], ["AttachmentCount", "PermissionsBoundaryUsageCount", "MaxSessionDuration"],
        ["PolicyDocument", "AssumeRolePolicyDocument", "Document"], []);

    /// <summary>Network endpoints and security groups.</summary>
    public static XmlShape Ec2 { get; } = new(
        ["vpcEndpointSet", "routeTableIdSet", "subnetIdSet", "groupSet", "securityGroupInfo", "ipPermissions", "ipPermissionsEgress", "groups", "ipRanges", "ipv6Ranges", "prefixListIds", "networkInterfaceIdSet", "dnsEntrySet", "tagSet", "ipv4PrefixSet", "ipv6PrefixSet"],
        [], ["privateDnsEnabled", "requesterManaged", "privateDnsOnlyForInboundResolverEndpoint"], ["fromPort", "toPort"], [],
        new(StringComparer.Ordinal)
        {
            ["vpcEndpointSet"] = "VpcEndpoints", ["routeTableIdSet"] = "RouteTableIds", ["subnetIdSet"] = "SubnetIds", ["groupSet"] = "Groups",
            ["securityGroupInfo"] = "SecurityGroups", ["groups"] = "UserIdGroupPairs", ["groupDescription"] = "Description",
            ["networkInterfaceIdSet"] = "NetworkInterfaceIds", ["dnsEntrySet"] = "DnsEntries", ["tagSet"] = "Tags",
        })
    { IsCapital = true };

    private static readonly XmlShape Buckets = new(
        [],
        new(StringComparer.Ordinal)
        {
            ["ServerSideEncryptionConfiguration/Rule"] = "Rules", ["LifecycleConfiguration/Rule"] = "Rules", ["Rule/Transition"] = "Transitions",
            ["Rule/NoncurrentVersionTransition"] = "NoncurrentVersionTransitions", ["And/Tag"] = "Tags", ["AccessControlList/Grant"] = "Grants",
            ["ListBucketResult/Contents"] = "Contents", ["ListBucketResult/CommonPrefixes"] = "CommonPrefixes",
        },
        ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets", "BucketKeyEnabled", "ExpiredObjectDeleteMarker", "IsPublic", "IsTruncated"],
        ["Days", "Years", "NoncurrentDays", "NewerNoncurrentVersions", "DaysAfterInitiation", "ObjectSizeGreaterThan", "ObjectSizeLessThan", "Size", "MaxKeys", "KeyCount"], [], []);

    /// <summary>The answer about a bucket as the command line prints it; a policy is a text, and some answers stand under a name of their own.</summary>
    public static JsonObject? OfBucket(byte[] body, string operation)
    {
        if (operation == "GetBucketPolicy") return new JsonObject { ["Policy"] = Encoding.UTF8.GetString(body) };
        if (XmlShape.Parse(body) is not { } root) return null;
        var made = Buckets.Object(root);
        return root.Name.LocalName switch
        {
            "LifecycleConfiguration" or "ListBucketResult" or "VersioningConfiguration" => made,
            "AccessControlPolicy" => Grants(made),
            var name => new JsonObject { [name] = made },
        };
    }

    /// <summary>The answer of a query as the command line prints it: what stands in `…Result`, or beside the request's id.</summary>
    public static JsonObject? OfQuery(byte[] body, XmlShape shape)
    {
        if (XmlShape.Parse(body) is not { } root) return null;
        var inner = root.Elements().FirstOrDefault(e => e.Name.LocalName.EndsWith("Result", StringComparison.Ordinal)) ?? root;
        var made = shape.Object(inner);
        foreach (var name in (string[])["RequestId", "ResponseMetadata"]) made.Remove(name);
        return made;
    }

    private static JsonObject Grants(JsonObject made)
    {
        var list = (made["AccessControlList"] as JsonObject)?["Grants"]?.DeepClone() ?? new JsonArray();
        made.Remove("AccessControlList");
        made["Grants"] = list;
        return made;
    }
}
