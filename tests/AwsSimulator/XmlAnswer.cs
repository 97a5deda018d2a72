using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Plumbline.AwsSimulator;

/// <summary>Writes documents in the XML of the services that speak it.</summary>
internal static class XmlAnswer
{
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly Dictionary<string, string> Sets = new(StringComparer.Ordinal)
    {
        ["VpcEndpoints"] = "vpcEndpointSet", ["RouteTableIds"] = "routeTableIdSet", ["SubnetIds"] = "subnetIdSet", ["Groups"] = "groupSet",
        ["NetworkInterfaceIds"] = "networkInterfaceIdSet", ["SecurityGroups"] = "securityGroupInfo", ["UserIdGroupPairs"] = "groups", ["Description"] = "groupDescription", ["DnsEntries"] = "dnsEntrySet", ["Tags"] = "tagSet",
    };

    /// <summary>Identities and roles: lists of `member`, documents in percent encoding.</summary>
    public static XElement Query(string operation, JsonObject document, string id) => new(
        operation + "Response",
        new XElement(operation + "Result", document.Select(m => Member(m.Key, m.Value))),
        new XElement("ResponseMetadata", new XElement("RequestId", id)));

    /// <summary>Networks: lists of `item`, names that begin small.</summary>
    public static XElement Ec2(string operation, JsonObject document, string id) =>
        new(operation + "Response", new XElement("requestId", id), document.Select(m => Item(m.Key, m.Value)));

    /// <summary>Buckets: each answer in its own way.</summary>
    public static XElement Bucket(string operation, JsonObject document) => operation switch
    {
        "GetBucketAcl" => new XElement("AccessControlPolicy", Flat("Owner", document["Owner"], null), new XElement("AccessControlList", document["Grants"]!.AsArray().Select(g => Grant(g!.AsObject())))),
        "GetBucketVersioning" => new XElement("VersioningConfiguration", document.Where(m => m.Key != "ResponseMetadata").SelectMany(m => Flat(m.Key, m.Value, null))),
        "GetBucketLifecycleConfiguration" => new XElement("LifecycleConfiguration", Flat("Rules", document["Rules"], "Rule")),
        "ListObjectsV2" => new XElement("ListBucketResult", document.SelectMany(m => m.Value is JsonArray ? Flat(m.Key, m.Value, m.Key) : Flat(m.Key, m.Value, null))),
        _ => (XElement)Flat(document.First(d => d.Key != "ResponseMetadata").Key, document.First(d => d.Key != "ResponseMetadata").Value, null).First(),
    };

    private static XElement Member(string name, JsonNode? value) => value switch
    {
        JsonObject map when name is "PolicyDocument" or "AssumeRolePolicyDocument" or "Document" => new XElement(name, Uri.EscapeDataString(map.ToJsonString())),
        JsonObject map => new XElement(name, map.Select(m => Member(m.Key, m.Value))),
        JsonArray list => new XElement(name, list.Select(i => Member("member", i))),
        _ => new XElement(name, Text(value)),
    };

    private static XElement Item(string name, JsonNode? value)
    {
        var small = name == "item" ? name : Sets.GetValueOrDefault(name) ?? char.ToLowerInvariant(name[0]) + name[1..];
        return value switch
        {
            JsonObject map => new XElement(small, map.Select(m => Item(m.Key, m.Value))),
            JsonArray list => new XElement(small, list.Select(i => Item("item", i))),
            _ => new XElement(small, Text(value)),
        };
    }

    // Lists repeat their element without one around them; `Rules` is written as `Rule`.
    private static IEnumerable<XElement> Flat(string name, JsonNode? value, string? each) => value switch
    {
        JsonArray list => list.SelectMany(i => Flat(each ?? name.TrimEnd('s'), i, null)),
        JsonObject map => [new XElement(name, map.SelectMany(m => Flat(m.Key, m.Value, null)))],
        _ => [new XElement(name, Text(value))],
    };

    private static XElement Grant(JsonObject grant)
    {
        var who = grant["Grantee"]!.AsObject();
        return new XElement("Grant",
            new XElement("Grantee", new XAttribute(XNamespace.Xmlns + "xsi", Instance), new XAttribute(Instance + "type", Text(who["Type"])), who.Where(m => m.Key != "Type").Select(m => new XElement(m.Key, Text(m.Value)))),
            new XElement("Permission", Text(grant["Permission"])));
    }

    private static string Text(JsonNode? value) => value is null ? "" : value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? value.ToString().ToLowerInvariant() : value.ToString();
}
