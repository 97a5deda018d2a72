using System.Collections.Immutable;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>On whom one step of an escalation must be allowed.</summary>
public enum StepTarget
{
    /// <summary>Any resource of its kind.</summary>
    Any,

    /// <summary>The role itself.</summary>
    Self,

    /// <summary>A role with more rights.</summary>
    OtherRole,

    /// <summary>Something that already runs under a role with more rights.</summary>
    Running,
}

/// <summary>One step: an action and the resources it must be allowed on.</summary>
public sealed record Step(string Action, string Target, StepTarget On = StepTarget.Any);

/// <summary>Rights that together let their holder take more rights.</summary>
/// <param name="Steps">What must be allowed.</param>
/// <param name="Services">For a passed role: the services it may be handed to; empty where it does not matter.</param>
public sealed record EscalationPath(ImmutableArray<Step> Steps, ImmutableArray<string> Services)
{
    /// <summary>The actions, joined by a plus.</summary>
    public string Name => string.Join(" + ", Steps.Select(s => s.Action));
}

/// <summary>The ways that are known to lead from some rights in an account to more.</summary>
public static class EscalationPaths
{
    /// <summary>Every way.</summary>
    public static ImmutableArray<EscalationPath> All { get; } =
    [
        .. One("arn:*:iam::{account}:policy/*", "iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"),
        .. One("arn:*:iam::{account}:user/*", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile", "iam:AttachUserPolicy", "iam:PutUserPolicy", "iam:CreateServiceSpecificCredential"),
        .. One("arn:*:iam::{account}:group/*", "iam:AttachGroupPolicy", "iam:PutGroupPolicy", "iam:AddUserToGroup"),
        .. Own("iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary", "iam:DeleteRolePolicy", "iam:DetachRolePolicy"),
        Way([Other("iam:UpdateAssumeRolePolicy")]),
        Way([Other("sts:AssumeRole")]),
        Way([Role("iam:AttachRolePolicy"), Role("sts:AssumeRole")]),
        Way([Role("iam:PutRolePolicy"), Role("sts:AssumeRole")]),
        Way([Role("iam:AttachRolePolicy"), Role("iam:UpdateAssumeRolePolicy")]),
        Way([Role("iam:PutRolePolicy"), Role("iam:UpdateAssumeRolePolicy")]),

        Pass("lambda", "lambda:CreateFunction", "lambda:InvokeFunction"),
        Pass("lambda", "lambda:CreateFunction", "lambda:CreateEventSourceMapping"),
        Pass("lambda", "lambda:CreateFunction", "lambda:AddPermission"),
        Pass("lambda", "lambda:CreateFunction", "lambda:CreateFunctionUrlConfig"),
        Pass("ec2", "ec2:RunInstances"),
        Pass("ec2", "ec2:RequestSpotInstances"),
        Pass("ec2", "ec2:AssociateIamInstanceProfile"),
        Pass("ecs-tasks", "ecs:RegisterTaskDefinition", "ecs:RunTask"),
        Pass("ecs-tasks", "ecs:RegisterTaskDefinition", "ecs:StartTask"),
        Pass("ecs-tasks", "ecs:RegisterTaskDefinition", "ecs:CreateService"),
        Pass("ecs-tasks", "ecs:RegisterTaskDefinition", "ecs:UpdateService"),
        Pass("cloudformation", "cloudformation:CreateStack"),
        Pass("cloudformation", "cloudformation:UpdateStack"),
        Pass("cloudformation", "cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"),
        Pass("cloudformation", "cloudformation:CreateStackSet", "cloudformation:CreateStackInstances"),
        Pass("codebuild", "codebuild:CreateProject", "codebuild:StartBuild"),
        Pass("codebuild", "codebuild:CreateProject", "codebuild:StartBuildBatch"),
        Pass("codebuild", "codebuild:UpdateProject", "codebuild:StartBuild"),
        Pass("datapipeline", "datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition", "datapipeline:ActivatePipeline"),
        Pass("glue", "glue:CreateDevEndpoint"),
        Pass("glue", "glue:CreateJob", "glue:StartJobRun"),
        Pass("glue", "glue:CreateJob", "glue:CreateTrigger"),
        Pass("glue", "glue:UpdateJob", "glue:StartJobRun"),
        Pass("glue", "glue:UpdateJob", "glue:CreateTrigger"),
        Pass("glue", "glue:CreateSession", "glue:RunStatement"),
        Pass("sagemaker", "sagemaker:CreateNotebookInstance"),
        Pass("sagemaker", "sagemaker:CreateTrainingJob"),
        Pass("sagemaker", "sagemaker:CreateProcessingJob"),
        Pass("sagemaker", "sagemaker:CreateTransformJob"),
        Pass("sagemaker", "sagemaker:CreateHyperParameterTuningJob"),
        Pass("apprunner", "apprunner:CreateService"),
        Pass("states", "states:CreateStateMachine", "states:StartExecution"),
        Pass("events", "events:PutRule", "events:PutTargets"),
        Pass("scheduler", "scheduler:CreateSchedule"),
        Pass("batch", "batch:RegisterJobDefinition", "batch:SubmitJob"),
        Pass("elasticmapreduce", "elasticmapreduce:RunJobFlow"),
        Pass("ssm", "ssm:StartAutomationExecution"),
        Pass("bedrock", "bedrock:CreateAgent"),
        Pass("bedrock", "bedrock:UpdateAgent"),
        Pass("bedrock-agentcore", "bedrock-agentcore:CreateAgentRuntime", "bedrock-agentcore:InvokeAgentRuntime"),
        Pass("bedrock-agentcore", "bedrock-agentcore:CreateCodeInterpreter", "bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"),

        Take("bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"),
        Take("lambda:UpdateFunctionCode"),
        Take("lambda:UpdateFunctionConfiguration"),
        Take("cloudformation:UpdateStack"),
        Take("cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"),
        Take("codebuild:StartBuild"),
        Take("codebuild:StartBuildBatch"),
        Take("glue:UpdateDevEndpoint"),
        Take("glue:UpdateJob", "glue:StartJobRun"),
        Take("glue:UpdateJob", "glue:CreateTrigger"),
        Take("ec2-instance-connect:SendSSHPublicKey"),
        Take("ec2-instance-connect:SendSerialConsoleSSHPublicKey"),
        Take("ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"),
        Take("ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"),
        Take("ssm:SendCommand"),
        Take("ssm:StartSession"),
        Take("ecs:ExecuteCommand"),
        Take("sagemaker:CreatePresignedNotebookInstanceUrl"),
        Take("sagemaker:CreatePresignedDomainUrl"),
        Take("sagemaker:CreateNotebookInstanceLifecycleConfig", "sagemaker:StopNotebookInstance", "sagemaker:UpdateNotebookInstance", "sagemaker:StartNotebookInstance"),
    ];

    private static EscalationPath Way(ImmutableArray<Step> steps, params ImmutableArray<string> services) => new(steps, services);

    private static IEnumerable<EscalationPath> One(string target, params string[] actions) => actions.Select(a => Way([new Step(a, target, StepTarget.Running)]));

    private static IEnumerable<EscalationPath> Own(params string[] actions) => actions.Select(a => Way([new Step(a, "arn:*:iam::{account}:role/*", StepTarget.Self)]));

    private static Step Other(string action) => new(action, "arn:*:iam::*:role/*", StepTarget.OtherRole);

    private static Step Role(string action) => new(action, "arn:*:iam::{account}:role/*");

    private static EscalationPath Pass(string service, params string[] actions) =>
        Way([Other("iam:PassRole"), .. actions.Select(a => new Step(a, ActionTable.TargetOf(a)))], $"{service}.amazonaws.com");

    private static EscalationPath Take(params string[] actions) => Way([.. actions.Select(a => new Step(a, ActionTable.TargetOf(a), StepTarget.Running))]);
}
