using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Asff;

/// <summary>The asset as `Resources`: AWS's own type where its id is the ARN of one, else `Other` with what is known.</summary>
internal static class AsffResources
{
    private const int MostRegion = 16;

    public static void Write(AssetRow row, AsffHome home, Utf8JsonWriter json)
    {
        if (row.Id.Kind == AssetKind.Account)
        {
            Account(home, json);
            return;
        }

        var (type, id) = (TypeOf(row.Id.Key), row.Id.Key);
        json.WriteStartArray("Resources");
        json.WriteStartObject();
        json.WriteString("Type", type);
        json.WriteString("Id", Plain.Cut(type == "Other" && !id.StartsWith("arn:", StringComparison.Ordinal) ? $"{row.Id.Kind.Name()}/{id}" : id, 512));
        Where(home, json);
        json.WriteStartObject("Details");
        if (type != "Other") Own(type, id, json);
        json.WriteStartObject("Other");
        Known(row, json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>The account itself, as Security Hub's own controls name it.</summary>
    public static void Account(AsffHome home, Utf8JsonWriter json)
    {
        json.WriteStartArray("Resources");
        json.WriteStartObject();
        json.WriteString("Type", "AwsAccount");
        json.WriteString("Id", $"AWS::::Account:{home.Account}");
        Where(home, json);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Where(AsffHome home, Utf8JsonWriter json)
    {
        if (home.Partition is "aws" or "aws-cn" or "aws-us-gov") json.WriteString("Partition", home.Partition);
        if (home.Region.Length <= MostRegion) json.WriteString("Region", home.Region);
    }

    private static string TypeOf(string key)
    {
        var arn = key.Split(':', 6);
        if (arn.Length < 6 || arn[0] != "arn") return "Other";
        return (arn[2], arn[5]) switch
        {
            ("s3", var bucket) when !bucket.Contains('/', StringComparison.Ordinal) => "AwsS3Bucket",
            ("iam", var role) when role.StartsWith("role/", StringComparison.Ordinal) => "AwsIamRole",
            ("iam", var user) when user.StartsWith("user/", StringComparison.Ordinal) => "AwsIamUser",
            ("lambda", var function) when function.StartsWith("function:", StringComparison.Ordinal) => "AwsLambdaFunction",
            ("kms", var kms) when kms.StartsWith("key/", StringComparison.Ordinal) => "AwsKmsKey",
            ("secretsmanager", var secret) when secret.StartsWith("secret:", StringComparison.Ordinal) => "AwsSecretsManagerSecret",
            _ => "Other",
        };
    }

    // Only what the ARN itself says.
    private static void Own(string type, string arn, Utf8JsonWriter json)
    {
        var resource = arn.Split(':', 6)[5];
        var field = type switch
        {
            "AwsIamRole" => ("RoleName", resource[(resource.LastIndexOf('/') + 1)..]),
            "AwsIamUser" => ("UserName", resource[(resource.LastIndexOf('/') + 1)..]),
            "AwsLambdaFunction" => ("FunctionName", resource.Split(':')[1]),
            _ => ((string, string)?)null,
        };
        if (field is not var (name, value) || value.Length == 0) return;
        json.WriteStartObject(type);
        json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void Known(AssetRow row, Utf8JsonWriter json)
    {
        json.WriteString("kind", row.Id.Kind.Name());
        json.WriteString("name", row.Name);
        json.WriteString("status", Status.Of(row));
        foreach (var fact in (string[])["environment", "owner", "criticality", "risk", "autonomy"]) json.WriteKnown(fact, row.Fact(fact));
        if (row.Is("regulated")) json.WriteString("regulated", "true");
        if (row[row.Layout.Fact("data")].AsList is { Items.IsEmpty: false } classes) json.WriteString("data", string.Join(", ", classes.Items));
        json.WriteString("planes", string.Join(", ", Enum.GetValues<Plane>().Where(p => Status.Speaks(row, p)).Select(p => p.Name()) is var said && said.Any() ? said : ["none"]));
    }
}
