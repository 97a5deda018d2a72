using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>What an action does that matters.</summary>
[Flags]
public enum ActionKinds
{
    /// <summary>Nothing of the kind.</summary>
    None = 0,

    /// <summary>It reads stored data, secrets or logs.</summary>
    Read = 1,

    /// <summary>It can carry data out of the account.</summary>
    Egress = 2,

    /// <summary>It creates, changes or deletes.</summary>
    Write = 4,
}

/// <summary>An action of the table.</summary>
/// <param name="Name">As the service writes it.</param>
/// <param name="Kinds">What it does.</param>
/// <param name="Target">A pattern of the resources it acts on, `{account}` for the own account; empty where it takes no resource.</param>
/// <param name="Abroad">For an egress: a resource of somebody else's that must be allowed too; empty where the own ones suffice.</param>
public sealed record KnownAction(string Name, ActionKinds Kinds, string Target, string Abroad);

/// <summary>Actions that matter where a wildcard grants them: those that read data, carry it out, or change things.</summary>
/// <remarks>Every other action is judged by the verb of its name.</remarks>
public static class ActionTable
{
    private const string Objects = "arn:*:s3:::*/*";
    private const string Buckets = "arn:*:s3:::*";

    /// <summary>Every action, by name in any case.</summary>
    public static FrozenDictionary<string, KnownAction> All { get; } = new (ActionKinds Kinds, string Target, string Abroad, string Names)[]
    {
        (ActionKinds.Read, Objects, "", "s3:GetObject s3:GetObjectVersion"),
        (ActionKinds.Read, "", "", "dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:Scan dynamodb:GetRecords dynamodb:PartiQLSelect"),
        (ActionKinds.Read, "", "", "secretsmanager:GetSecretValue secretsmanager:BatchGetSecretValue kinesis:GetRecords sqs:ReceiveMessage"),
        (ActionKinds.Read, "", "", "redshift-data:GetStatementResult athena:GetQueryResults timestream:Select cassandra:Select es:ESHttpGet"),
        (ActionKinds.Read, "", "", "logs:GetLogEvents logs:FilterLogEvents logs:GetQueryResults codecommit:GitPull lambda:GetFunction ssm:GetParametersByPath"),
        (ActionKinds.Read, "", "", "bedrock:Retrieve bedrock:RetrieveAndGenerate bedrock-agentcore:RetrieveMemoryRecords lakeformation:GetDataAccess s3tables:GetTableData"),
        (ActionKinds.Read | ActionKinds.Write, "", "", "rds-data:ExecuteStatement rds-data:BatchExecuteStatement redshift-data:ExecuteStatement redshift-data:BatchExecuteStatement athena:StartQueryExecution aoss:APIAccessAll"),

        (ActionKinds.Egress | ActionKinds.Write, Objects, "arn:aws:s3:::a-bucket-of-somebody-else/x", "s3:PutObject s3:ReplicateObject"),
        (ActionKinds.Egress | ActionKinds.Write, Objects, "", "s3:PutObjectAcl s3:PutObjectVersionAcl"),
        (ActionKinds.Egress | ActionKinds.Write, Buckets, "", "s3:PutBucketPolicy s3:PutBucketAcl s3:PutReplicationConfiguration s3:PutBucketPublicAccessBlock"),
        (ActionKinds.Egress, "", "", "ses:SendEmail ses:SendRawEmail ses:SendTemplatedEmail ses:SendBulkEmail ses:SendBulkTemplatedEmail mobiletargeting:SendMessages sms-voice:SendTextMessage"),
        (ActionKinds.Egress | ActionKinds.Write, "", "arn:aws:sns:us-east-1:000000000000:a-topic-of-somebody-else", "sns:Publish"),
        (ActionKinds.Egress | ActionKinds.Write, "", "arn:aws:sqs:us-east-1:000000000000:a-queue-of-somebody-else", "sqs:SendMessage"),
        (ActionKinds.Egress | ActionKinds.Write, "", "arn:aws:events:us-east-1:000000000000:event-bus/a-bus-of-somebody-else", "events:PutEvents"),
        (ActionKinds.Egress | ActionKinds.Write, "", "arn:aws:kinesis:us-east-1:000000000000:stream/a-stream-of-somebody-else", "kinesis:PutRecord kinesis:PutRecords"),
        (ActionKinds.Egress | ActionKinds.Write, "", "", "ec2:ModifySnapshotAttribute ec2:ModifyImageAttribute rds:ModifyDBSnapshotAttribute rds:ModifyDBClusterSnapshotAttribute rds:StartExportTask dynamodb:ExportTableToPointInTime"),
        (ActionKinds.Egress | ActionKinds.Write, "", "", "secretsmanager:PutResourcePolicy secretsmanager:ReplicateSecretToRegions kms:PutKeyPolicy kms:CreateGrant sns:AddPermission sqs:AddPermission dynamodb:PutResourcePolicy ecr:SetRepositoryPolicy"),
        (ActionKinds.Egress | ActionKinds.Write, "", "", "lambda:AddPermission lambda:CreateFunctionUrlConfig logs:PutSubscriptionFilter logs:CreateExportTask logs:PutDestinationPolicy es:ESHttpPost glacier:SetVaultAccessPolicy"),

        (ActionKinds.Write, Objects, "", "s3:DeleteObject s3:DeleteObjectVersion s3:PutObjectTagging s3:RestoreObject s3:PutObjectRetention s3:PutObjectLegalHold s3:BypassGovernanceRetention"),
        (ActionKinds.Write, Buckets, "", "s3:CreateBucket s3:DeleteBucket s3:DeleteBucketPolicy s3:PutLifecycleConfiguration s3:PutBucketVersioning s3:PutEncryptionConfiguration s3:PutBucketLogging s3:PutBucketNotification"),
        (ActionKinds.Write, "", "", "dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem dynamodb:DeleteTable dynamodb:UpdateTable dynamodb:PartiQLInsert dynamodb:PartiQLUpdate dynamodb:PartiQLDelete dynamodb:CreateTable"),
        (ActionKinds.Write, "", "", "secretsmanager:PutSecretValue secretsmanager:UpdateSecret secretsmanager:DeleteSecret secretsmanager:CreateSecret ssm:PutParameter ssm:DeleteParameter ssm:DeleteParameters"),
        (ActionKinds.Write, "", "", "rds:DeleteDBInstance rds:DeleteDBCluster rds:ModifyDBInstance rds:ModifyDBCluster rds:DeleteDBSnapshot redshift:DeleteCluster redshift:ModifyCluster elasticfilesystem:ClientWrite elasticfilesystem:DeleteFileSystem"),
        (ActionKinds.Write, "", "", "sns:CreateTopic sns:DeleteTopic sns:Subscribe sqs:DeleteMessage sqs:PurgeQueue sqs:DeleteQueue events:PutRule events:PutTargets events:DeleteRule states:CreateStateMachine states:UpdateStateMachine"),
        (ActionKinds.Write, "", "", "lambda:CreateFunction lambda:DeleteFunction lambda:UpdateFunctionCode lambda:UpdateFunctionConfiguration lambda:PutFunctionConcurrency lambda:CreateEventSourceMapping"),
        (ActionKinds.Write, "", "", "ec2:RunInstances ec2:TerminateInstances ec2:StopInstances ec2:DeleteSnapshot ec2:DeleteVolume ec2:AuthorizeSecurityGroupIngress ec2:AuthorizeSecurityGroupEgress ec2:CreateRoute ec2:ModifyInstanceAttribute"),
        (ActionKinds.Write, "", "", "kms:ScheduleKeyDeletion kms:DisableKey kms:RevokeGrant logs:DeleteLogGroup logs:DeleteLogStream logs:PutRetentionPolicy logs:DeleteSubscriptionFilter"),
        (ActionKinds.Write, "", "", "cloudtrail:StopLogging cloudtrail:DeleteTrail cloudtrail:UpdateTrail cloudtrail:PutEventSelectors cloudtrail:CreateTrail config:StopConfigurationRecorder config:DeleteConfigurationRecorder guardduty:DeleteDetector guardduty:UpdateDetector"),
        (ActionKinds.Write, "", "", "bedrock:CreateGuardrail bedrock:UpdateGuardrail bedrock:DeleteGuardrail bedrock:PutEnforcedGuardrailConfiguration bedrock:DeleteEnforcedGuardrailConfiguration bedrock:PutModelInvocationLoggingConfiguration bedrock:DeleteModelInvocationLoggingConfiguration"),
        (ActionKinds.Write, "", "", "bedrock:CreateAgent bedrock:UpdateAgent bedrock:DeleteAgent bedrock:PrepareAgent bedrock:CreateAgentActionGroup bedrock:UpdateAgentActionGroup bedrock:AssociateAgentKnowledgeBase bedrock:CreateAgentAlias bedrock:UpdateAgentAlias"),
        (ActionKinds.Write, "", "", "bedrock:CreateKnowledgeBase bedrock:UpdateKnowledgeBase bedrock:DeleteKnowledgeBase bedrock:CreateDataSource bedrock:UpdateDataSource bedrock:StartIngestionJob bedrock:IngestKnowledgeBaseDocuments bedrock:DeleteKnowledgeBaseDocuments"),
        (ActionKinds.Write, "", "", "bedrock:CreateModelCustomizationJob bedrock:CreateProvisionedModelThroughput bedrock:PutUseCaseForModelAccess bedrock:CreateFoundationModelAgreement bedrock:PutResourcePolicy bedrock:UpdateFlow bedrock:UpdatePrompt"),
        (ActionKinds.Write, "", "", "bedrock-agentcore:CreateAgentRuntime bedrock-agentcore:UpdateAgentRuntime bedrock-agentcore:CreateGatewayTarget bedrock-agentcore:UpdateGatewayTarget bedrock-agentcore:UpdateGateway bedrock-agentcore:UpdatePolicy bedrock-agentcore:DeletePolicy"),
        (ActionKinds.Write, "", "", "sagemaker:CreateEndpoint sagemaker:UpdateEndpoint sagemaker:DeleteEndpoint sagemaker:CreateModel sagemaker:CreateTrainingJob sagemaker:CreateProcessingJob sagemaker:CreateNotebookInstance"),
        (ActionKinds.Write, "", "", "iam:CreateRole iam:DeleteRole iam:CreateUser iam:DeleteUser iam:CreatePolicy iam:DeletePolicy iam:DetachRolePolicy iam:DeleteRolePolicy iam:TagRole iam:CreateServiceLinkedRole"),
        (ActionKinds.Write, "", "", "ecr:PutImage ecr:BatchDeleteImage ecs:UpdateService ecs:RegisterTaskDefinition ecs:RunTask cloudformation:CreateStack cloudformation:UpdateStack cloudformation:DeleteStack codecommit:GitPush glue:CreateJob glue:UpdateJob glue:DeleteTable"),
    }.SelectMany(line => line.Names.Split(' ').Select(n => new KnownAction(n, line.Kinds, line.Target.Length > 0 ? line.Target : TargetOf(n), line.Abroad)))
        .ToFrozenDictionary(a => a.Name, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<ActionKinds, ImmutableArray<KnownAction>> ByKind = new[] { ActionKinds.Read, ActionKinds.Egress, ActionKinds.Write }
        .ToFrozenDictionary(k => k, k => All.Values.Where(a => a.Kinds.HasFlag(k)).OrderBy(a => a.Name, StringComparer.Ordinal).ToImmutableArray());

    /// <summary>The actions of one kind, by name.</summary>
    public static ImmutableArray<KnownAction> Of(ActionKinds kind) => ByKind[kind];

    /// <summary>Rights that running anywhere takes: its own log lines, its network interface, its traces.</summary>
    public static FrozenSet<string> Plumbing { get; } = ("logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents xray:PutTraceSegments xray:PutTelemetryRecords cloudwatch:PutMetricData "
        + "ec2:CreateNetworkInterface ec2:CreateNetworkInterfacePermission ec2:DeleteNetworkInterface ec2:DescribeNetworkInterfaces ec2:AssignPrivateIpAddresses ec2:UnassignPrivateIpAddresses")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True where some action that a name or pattern stands for creates, changes or deletes.</summary>
    public static bool Writes(string action) =>
        All.TryGetValue(action, out var known) ? known.Kinds.HasFlag(ActionKinds.Write) : !Plumbing.Contains(action) && Verbs.IsWrite(action);

    /// <summary>The resources of a service by the usual form of its names.</summary>
    public static string TargetOf(string action)
    {
        var service = action[..action.IndexOf(':', StringComparison.Ordinal)];
        return service switch
        {
            "ses" or "mobiletargeting" or "sms-voice" or "lakeformation" or "config" => "*",
            "rds-data" => "arn:*:rds:*",
            "redshift-data" => "arn:*:redshift*",
            "s3" => Buckets,
            "ec2" or "kms" or "iam" or "cloudformation" or "guardduty" or "sts" => $"arn:*:{service}:*",
            _ => IsWithoutResource(action) ? "" : $"arn:*:{service}:*",
        };
    }

    private static bool IsWithoutResource(string action) =>
        action.Contains("ModelInvocationLogging", StringComparison.Ordinal) || action.Contains("EnforcedGuardrail", StringComparison.Ordinal);
}
