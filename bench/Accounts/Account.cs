using System.Text.Json.Nodes;

namespace Plumbline.Bench.Reading;

/// <summary>An account with as many agents and guardrails as are asked for, as saved answers.</summary>
internal static class Account
{
    private const string Home = "111122223333/eu-west-1/";

    private static readonly string[] Empty =
    [
        "bedrock/list-enforced-guardrails-configuration", "bedrock/get-model-invocation-logging-configuration", "bedrock/list-inference-profiles", "bedrock/list-foundation-models", "bedrock/list-custom-models",
        "bedrock/list-imported-models", "bedrock/list-model-customization-jobs", "bedrock/list-model-import-jobs", "bedrock/list-provisioned-model-throughputs", "bedrock/list-custom-model-deployments",
        "bedrock-agent/list-knowledge-bases", "bedrock-agent/list-flows", "sagemaker/list-endpoints", "sagemaker/list-models", "sagemaker/list-model-package-groups", "sagemaker/list-training-jobs", "sagemaker/list-processing-jobs",
        "sagemaker/list-pipelines", "sagemaker/list-notebook-instances", "sagemaker/list-domains", "cloudtrail/describe-trails", "bedrock-agentcore-control/list-agent-runtimes", "bedrock-agentcore-control/list-gateways",
        "bedrock-agentcore-control/list-memories", "bedrock-agentcore-control/list-browsers", "bedrock-agentcore-control/list-code-interpreters", "cloudtrail/lookup-events-bedrock.amazonaws.com",
        "cloudtrail/lookup-events-bedrock-agentcore.amazonaws.com", "cloudtrail/lookup-events-sagemaker.amazonaws.com", "lambda/list-functions", "ec2/describe-vpc-endpoints", "iam/get-account-authorization-details",
    ];

    public static void Write(string folder, int size)
    {
        var (guardrails, agents) = (new JsonArray(), new JsonArray());
        for (var i = 0; i < size; i++)
        {
            var (guardrail, agent) = ($"guard{i:d7}", $"AGENT{i:d5}");
            var row = new JsonObject { ["id"] = guardrail, ["arn"] = $"arn:aws:bedrock:eu-west-1:111122223333:guardrail/{guardrail}", ["name"] = guardrail, ["status"] = "READY", ["version"] = "DRAFT" };
            guardrails.Add(row);
            Put(folder, $"bedrock/list-guardrails-{guardrail}", new JsonObject { ["guardrails"] = new JsonArray(row.DeepClone()) });
            Put(folder, $"bedrock/get-guardrail-{guardrail}-DRAFT", new JsonObject { ["guardrailId"] = guardrail, ["guardrailArn"] = row["arn"]!.ToString(), ["version"] = "DRAFT", ["status"] = "READY" });
            agents.Add(new JsonObject { ["agentId"] = agent, ["agentName"] = agent, ["agentStatus"] = "PREPARED" });
            Put(folder, $"bedrock-agent/get-agent-{agent}", new JsonObject { ["agent"] = new JsonObject { ["agentId"] = agent, ["agentName"] = agent, ["agentArn"] = $"arn:aws:bedrock:eu-west-1:111122223333:agent/{agent}" } });
            Put(folder, $"bedrock-agent/list-agent-action-groups-{agent}-DRAFT", new JsonObject { ["actionGroupSummaries"] = new JsonArray() });
            Put(folder, $"bedrock-agent/list-agent-aliases-{agent}", new JsonObject { ["agentAliasSummaries"] = new JsonArray() });
        }

        foreach (var name in Empty) Put(folder, name, new JsonObject());
        Put(folder, "bedrock/list-guardrails", new JsonObject { ["guardrails"] = guardrails });
        Put(folder, "bedrock-agent/list-agents", new JsonObject { ["agentSummaries"] = agents });
    }

    private static void Put(string folder, string name, JsonObject document)
    {
        var file = Path.Combine(folder, Home + name + ".json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, document.ToJsonString());
    }
}
