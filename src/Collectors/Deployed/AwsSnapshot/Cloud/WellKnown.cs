using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Managed policies of AWS itself whose whole content is one line, so that a snapshot need not hold them.</summary>
internal static class WellKnown
{
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Actions = new Dictionary<string, ImmutableArray<string>>
    {
        ["AdministratorAccess"] = ["*"],
        ["AmazonS3FullAccess"] = ["s3:*", "s3-object-lambda:*"],
        ["AmazonSESFullAccess"] = ["ses:*"],
        ["AmazonSQSFullAccess"] = ["sqs:*"],
        ["AmazonTextractFullAccess"] = ["textract:*"],
        ["ComprehendFullAccess"] = ["comprehend:*", "iam:ListRoles", "iam:GetRole", "s3:ListAllMyBuckets", "s3:ListBucket", "s3:GetBucketLocation"],
        ["service-role/AWSLambdaBasicExecutionRole"] = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
        ["service-role/AWSLambdaVPCAccessExecutionRole"] =
        [
            "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets",
            "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
        ],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a policy of AWS says; null where it is none of these.</summary>
    public static ImmutableArray<Statement>? Find(string arn) =>
        Arn.Parse(arn) is { Service: "iam", Account: "aws" } policy && Actions.TryGetValue(policy.Id, out var actions)
            ? [new Statement(true, actions, [], ["*"], [], [], "")] : null;
}
