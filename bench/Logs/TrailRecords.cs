using System.Globalization;
using System.Text.Json;

namespace Plumbline.Bench.Logs;

/// <summary>CloudTrail records of an account at work, in the mix that <see cref="Mix"/> names.</summary>
internal sealed class TrailRecords(Dice dice)
{
    public const string Account = "111122223333";
    private const string Region = "eu-west-1";
    private static readonly string[] Roles = [.. Enumerable.Range(0, 40).Select(i => $"service-{i:00}-prod")];
    private static readonly string[] Agents =
    [
        "Boto3/1.42.18 md/Botocore#1.42.18 ua/2.1 os/linux#5.10.245 md/arch#aarch64 lang/python#3.13.9 md/pyimpl#CPython exec-env/AWS_Lambda_python3.13",
        "aws-sdk-java/2.31.11 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.141 lang/java#21.0.7 md/OpenJDK_64-Bit_Server_VM#21.0.7+6-LTS md/vendor#Amazon.com_Inc. md/en_US",
        "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "aws-cli/2.31.3 md/awscrt#0.27.6 ua/2.1 os/linux#6.8.0 cfg/retry-mode#standard md/prompt#off",
        "APN/1.0 HashiCorp/1.0 Terraform/1.13.3 (+https://www.terraform.io) terraform-provider-aws/6.14.1 (+https://registry.terraform.io/providers/hashicorp/aws)", "lambda.amazonaws.com",
    ];

    private static readonly (string Name, int Weight)[] Services =
    [
        ("s3", 24), ("sts", 15), ("kms", 11), ("ec2", 12), ("logs", 6), ("lambda", 6), ("dynamodb", 7), ("monitoring", 4), ("ssm", 4), ("iam", 3), ("ecs", 3), ("secretsmanager", 3), ("config", 2),
    ];

    private int wheel;

    /// <summary>What the records are, for whoever reads the figures.</summary>
    public static string Mix => string.Join(", ", Services.Select(s => $"{s.Name} {s.Weight} %"));

    /// <summary>Writes one record of any service but Bedrock's.</summary>
    public void Other(Utf8JsonWriter json, DateTimeOffset time)
    {
        wheel = (wheel + 37) % 100;
        var service = Of(wheel);
        Head(json, time, service == "monitoring" ? "monitoring" : service, out var name);
        Parameters(json, service, name);
        Tail(json, time, service is "s3" or "dynamodb" && name is "GetObject" or "PutObject" or "GetItem");
    }

    /// <summary>Writes one model call; its request id.</summary>
    public string Call(Utf8JsonWriter json, DateTimeOffset time, string role, string model, string api)
    {
        json.WriteStartObject();
        json.WriteString("eventVersion", "1.11");
        Assumed(json, time, role);
        json.WriteString("eventTime", Text(time));
        json.WriteString("eventSource", "bedrock.amazonaws.com");
        json.WriteString("eventName", api);
        json.WriteString("awsRegion", Region);
        json.WriteString("sourceIPAddress", dice.Address());
        json.WriteString("userAgent", Agents[dice.Below(2)]);
        if (dice.Percent(1)) json.WriteString("errorCode", "ThrottlingException");
        json.WriteStartObject("requestParameters");
        json.WriteString("modelId", model);
        json.WriteEndObject();
        json.WriteNull("responseElements");
        if (model.StartsWith("eu.", StringComparison.Ordinal))
        {
            json.WriteStartObject("additionalEventData");
            json.WriteString("inferenceRegion", dice.Of(["eu-west-1", "eu-central-1", "eu-north-1"]));
            json.WriteEndObject();
        }

        var request = dice.Id();
        json.WriteString("requestID", request);
        json.WriteString("eventID", dice.Id());
        Rest(json, "bedrock-runtime", dice.Percent(70));
        return request;
    }

    public static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Of(int wheel)
    {
        foreach (var (name, weight) in Services)
        {
            if ((wheel -= weight) < 0) return name;
        }

        return "s3";
    }

    private void Head(Utf8JsonWriter json, DateTimeOffset time, string service, out string name)
    {
        name = service switch
        {
            "s3" => dice.Of(["GetObject", "PutObject", "ListObjects", "HeadObject", "GetBucketAcl", "PutBucketPolicy"]),
            "sts" => dice.Of(["AssumeRole", "AssumeRole", "AssumeRoleWithWebIdentity", "GetCallerIdentity"]),
            "kms" => dice.Of(["Decrypt", "GenerateDataKey", "DescribeKey"]),
            "ec2" => dice.Of(["DescribeInstances", "DescribeNetworkInterfaces", "DescribeTags", "RunInstances", "CreateTags", "DescribeVolumes"]),
            "logs" => dice.Of(["CreateLogStream", "DescribeLogGroups", "CreateLogGroup"]),
            "lambda" => dice.Of(["Invoke", "Invoke", "GetFunction20150331v2", dice.Percent(2) ? "UpdateFunctionCode20150331v2" : "ListTags20170331"]),
            "dynamodb" => dice.Of(["GetItem", "PutItem", "Query", "DescribeTable"]),
            "iam" => dice.Of(["GetRole", "ListRolePolicies", "PutRolePolicy"]),
            "ecs" => dice.Of(["DescribeTasks", dice.Percent(5) ? "UpdateService" : "SubmitTaskStateChange"]),
            "ssm" => dice.Of(["GetParameter", "GetParametersByPath", "UpdateInstanceInformation"]),
            "secretsmanager" => "GetSecretValue",
            "config" => "PutEvaluations",
            _ => "PutMetricAlarm",
        };
        json.WriteStartObject();
        json.WriteString("eventVersion", dice.Percent(20) ? "1.08" : "1.11");
        Identity(json, time);
        json.WriteString("eventTime", Text(time));
        json.WriteString("eventSource", service + ".amazonaws.com");
        json.WriteString("eventName", name);
        json.WriteString("awsRegion", Region);
        json.WriteString("sourceIPAddress", dice.Percent(20) ? service + ".amazonaws.com" : dice.Address());
        json.WriteString("userAgent", dice.Of(Agents));
        if (!dice.Percent(4)) return;
        json.WriteString("errorCode", dice.Of(["AccessDenied", "NoSuchKey", "ThrottlingException", "Client.UnauthorizedOperation"]));
        json.WriteString("errorMessage", $"User: arn:aws:sts::{Account}:assumed-role/{dice.Of(Roles)}/x is not authorized to perform: {service}:{name} because no identity-based policy allows the \"{service}:{name}\" action");
    }

    private void Identity(Utf8JsonWriter json, DateTimeOffset time)
    {
        var kind = dice.Below(100);
        if (kind < 68)
        {
            Assumed(json, time, dice.Of(Roles));
            return;
        }

        json.WriteStartObject("userIdentity");
        if (kind < 90)
        {
            json.WriteString("type", "AWSService");
            json.WriteString("invokedBy", dice.Of(["lambda.amazonaws.com", "ec2.amazonaws.com", "config.amazonaws.com", "ecs-tasks.amazonaws.com"]));
        }
        else
        {
            json.WriteString("type", "IAMUser");
            json.WriteString("principalId", dice.Key("AIDA"));
            json.WriteString("arn", $"arn:aws:iam::{Account}:user/deploy-{dice.Below(9)}");
            json.WriteString("accountId", Account);
            json.WriteString("accessKeyId", dice.Key("AKIA"));
            json.WriteString("userName", $"deploy-{dice.Below(9)}");
        }

        json.WriteEndObject();
    }

    private void Assumed(Utf8JsonWriter json, DateTimeOffset time, string role)
    {
        var id = "AROA4QJ7Z4KAE" + string.Concat(role.Where(char.IsAsciiDigit)).PadLeft(8, (char)65);
        var session = dice.Percent(50) ? role : "i-0" + dice.Hex(16);
        json.WriteStartObject("userIdentity");
        json.WriteString("type", "AssumedRole");
        json.WriteString("principalId", $"{id}:{session}");
        json.WriteString("arn", $"arn:aws:sts::{Account}:assumed-role/{role}/{session}");
        json.WriteString("accountId", Account);
        json.WriteString("accessKeyId", dice.Key("ASIA"));
        json.WriteStartObject("sessionContext");
        json.WriteStartObject("sessionIssuer");
        json.WriteString("type", "Role");
        json.WriteString("principalId", id);
        json.WriteString("arn", $"arn:aws:iam::{Account}:role/{role}");
        json.WriteString("accountId", Account);
        json.WriteString("userName", role);
        json.WriteEndObject();
        json.WriteStartObject("attributes");
        json.WriteString("creationDate", Text(time.AddMinutes(-dice.Below(60))));
        json.WriteString("mfaAuthenticated", "false");
        json.WriteEndObject();
        if (dice.Percent(10)) json.WriteString("ec2RoleDelivery", "2.0");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Parameters(Utf8JsonWriter json, string service, string name)
    {
        if (dice.Percent(5))
        {
            json.WriteNull("requestParameters");
            json.WriteNull("responseElements");
            return;
        }

        json.WriteStartObject("requestParameters");
        switch (service)
        {
            case "s3":
                json.WriteString("bucketName", $"example-{dice.Word()}-{Account}");
                json.WriteString("Host", $"example-{dice.Word()}.s3.{Region}.amazonaws.com");
                if (name == "PutBucketPolicy") Policy(json, "bucketPolicy");
                else json.WriteString("key", dice.Path());
                break;
            case "sts":
                json.WriteString("roleArn", $"arn:aws:iam::{Account}:role/{dice.Of(Roles)}");
                json.WriteString("roleSessionName", "i-0" + dice.Hex(16));
                json.WriteNumber("durationSeconds", 3600);
                break;
            case "kms":
                json.WriteString("keyId", $"arn:aws:kms:{Region}:{Account}:key/{dice.Id()}");
                json.WriteStartObject("encryptionContext");
                json.WriteString("aws:s3:arn", $"arn:aws:s3:::example-{dice.Word()}/{dice.Path()}");
                json.WriteEndObject();
                json.WriteString("encryptionAlgorithm", "SYMMETRIC_DEFAULT");
                break;
            case "iam" when name == "PutRolePolicy":
                json.WriteString("roleName", dice.Of(Roles));
                json.WriteString("policyDocument", "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"s3:GetObject\", \"bedrock:InvokeModel\"], \"Resource\": \"*\"}]\n}");
                break;
            default:
                Filters(json);
                break;
        }

        json.WriteEndObject();
        Response(json, service, name);
    }

    private void Filters(Utf8JsonWriter json)
    {
        json.WriteStartObject("filterSet");
        json.WriteStartArray("items");
        for (var i = dice.Skewed(1, 12); i > 0; i--)
        {
            json.WriteStartObject();
            json.WriteString("name", "tag:" + dice.Word());
            json.WriteStartObject("valueSet");
            json.WriteStartArray("items");
            json.WriteStartObject();
            json.WriteString("value", dice.Word() + "-" + dice.Hex(6));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteNumber("maxResults", dice.Below(1000));
        json.WriteBoolean("includeAll", dice.Percent(50));
    }

    private void Response(Utf8JsonWriter json, string service, string name)
    {
        if (name is not ("AssumeRole" or "RunInstances" or "UpdateService" or "UpdateFunctionCode20150331v2" or "CreateTags"))
        {
            json.WriteNull("responseElements");
            return;
        }

        json.WriteStartObject("responseElements");
        if (name == "AssumeRole")
        {
            json.WriteStartObject("credentials");
            json.WriteString("accessKeyId", dice.Key("ASIA"));
            json.WriteString("sessionToken", dice.Base64(540));
            json.WriteString("expiration", "Nov 21, 2026, 10:05:23 AM");
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("requestId", dice.Id());
            json.WriteStartObject("instancesSet");
            json.WriteStartArray("items");
            for (var i = service == "ec2" ? dice.Skewed(1, 40) : 1; i > 0; i--) Instance(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void Instance(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("instanceId", "i-0" + dice.Hex(16));
        json.WriteString("imageId", "ami-0" + dice.Hex(16));
        json.WriteString("privateDnsName", $"ip-{dice.Address().Replace('.', '-')}.{Region}.compute.internal");
        json.WriteNumber("amiLaunchIndex", dice.Below(40));
        json.WriteNumber("launchTime", 1763716000000 + dice.Below(1000000));
        json.WriteStartObject("monitoring");
        json.WriteString("state", "disabled");
        json.WriteEndObject();
        json.WriteBoolean("ebsOptimized", false);
        Filters(json);
        json.WriteEndObject();
    }

    private static void Policy(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteString("Version", "2012-10-17");
        json.WriteStartArray("Statement");
        json.WriteStartObject();
        json.WriteString("Effect", "Deny");
        json.WriteString("Principal", "*");
        json.WriteString("Action", "s3:*");
        json.WriteStartObject("Condition");
        json.WriteStartObject("Bool");
        json.WriteString("aws:SecureTransport", "false");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Tail(Utf8JsonWriter json, DateTimeOffset time, bool isData)
    {
        if (isData)
        {
            json.WriteStartObject("additionalEventData");
            json.WriteString("SignatureVersion", "SigV4");
            json.WriteString("CipherSuite", "TLS_AES_128_GCM_SHA256");
            json.WriteNumber("bytesTransferredIn", 0);
            json.WriteString("AuthenticationMethod", "AuthHeader");
            json.WriteString("x-amz-id-2", dice.Base64(56));
            json.WriteNumber("bytesTransferredOut", dice.Below(1 << 20));
            json.WriteEndObject();
        }

        json.WriteString("requestID", dice.Id());
        json.WriteString("eventID", dice.Id());
        json.WriteBoolean("readOnly", time.Second % 2 == 0);
        if (dice.Percent(40))
        {
            json.WriteStartArray("resources");
            json.WriteStartObject();
            json.WriteString("accountId", Account);
            json.WriteString("type", "AWS::S3::Object");
            json.WriteString("ARN", $"arn:aws:s3:::example-{dice.Word()}/{dice.Path()}");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        Rest(json, "s3", dice.Percent(30));
    }

    private static void Rest(Utf8JsonWriter json, string host, bool isPrivate)
    {
        json.WriteString("eventType", "AwsApiCall");
        json.WriteBoolean("managementEvent", true);
        json.WriteString("recipientAccountId", Account);
        if (isPrivate)
        {
            json.WriteString("vpcEndpointId", "vpce-0a6c1e94d27b3f850");
            json.WriteString("vpcEndpointAccountId", Account);
        }

        json.WriteString("eventCategory", "Management");
        json.WriteStartObject("tlsDetails");
        json.WriteString("tlsVersion", "TLSv1.3");
        json.WriteString("cipherSuite", "TLS_AES_128_GCM_SHA256");
        json.WriteString("clientProvidedHostHeader", $"{host}.{Region}.amazonaws.com");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
