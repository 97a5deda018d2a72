using System.Text.Json.Nodes;

namespace Plumbline.Firm;

/// <summary>What the accounts answered: their agents with what they may call, and the roles these run as.</summary>
internal static class ControlPlane
{
    private const string Changed = "2026-10-22T13:11:20.402000+00:00";

    public static void Write(string folder, List<Agent> agents)
    {
        foreach (var account in agents.GroupBy(a => a.Account))
        {
            var place = $"aws/{account.Key}/{Agent.Region}/bedrock-agent/";
            Put(folder, $"aws/{account.Key}/get-caller-identity.json", new JsonObject { ["UserId"] = "AIDAEXAMPLE", ["Account"] = account.Key, ["Arn"] = $"arn:aws:iam::{account.Key}:user/auditor" });
            Put(folder, place + "list-agents.json", new JsonObject { ["agentSummaries"] = new JsonArray([.. account.Select(Row)]) });
            Put(folder, $"aws/{account.Key}/iam/get-account-authorization-details.json", new JsonObject
            {
                ["UserDetailList"] = new JsonArray(), ["GroupDetailList"] = new JsonArray(), ["Policies"] = new JsonArray(), ["RoleDetailList"] = new JsonArray([.. account.Select(Role)]),
            });
            foreach (var agent in account) Put(folder, $"{place}get-agent-{agent.Name}.json", new JsonObject { ["agent"] = Details(agent) });
        }
    }

    private static JsonNode Row(Agent agent) => new JsonObject
    {
        ["agentId"] = agent.Id, ["agentName"] = agent.Name, ["agentStatus"] = "PREPARED", ["updatedAt"] = Changed, ["latestAgentVersion"] = "1",
    };

    private static JsonObject Details(Agent agent) => new()
    {
        ["agentId"] = agent.Id,
        ["agentName"] = agent.Name,
        ["agentArn"] = agent.Arn,
        ["agentVersion"] = "DRAFT",
        ["instruction"] = $"You help with cases of {agent.Name}. Answer in two sentences and name the document.",
        ["agentStatus"] = "PREPARED",
        ["foundationModel"] = agent.IsEvery(20) ? "anthropic.claude-3-5-sonnet-20240620-v1:0" : agent.Model,
        ["idleSessionTTLInSeconds"] = 600,
        ["agentResourceRoleArn"] = agent.Role,
        ["createdAt"] = "2026-07-14T09:32:11.540000+00:00",
        ["updatedAt"] = Changed,
        ["preparedAt"] = Changed,
        ["agentCollaboration"] = "DISABLED",
        ["orchestrationType"] = "DEFAULT",
    };

    private static JsonNode Role(Agent agent) => new JsonObject
    {
        ["Path"] = "/",
        ["RoleName"] = agent.Name,
        ["RoleId"] = "AROA" + agent.Id,
        ["Arn"] = agent.Role,
        ["CreateDate"] = "2026-07-14T09:30:00+00:00",
        ["AssumeRolePolicyDocument"] = Policy("sts:AssumeRole", null, new JsonObject { ["Service"] = "bedrock.amazonaws.com" }),
        ["InstanceProfileList"] = new JsonArray(),
        ["RolePolicyList"] = new JsonArray(new JsonObject
        {
            ["PolicyName"] = "work",
            ["PolicyDocument"] = Policy(agent.IsEvery(10) ? "bedrock:*" : "bedrock:InvokeModel", $"arn:aws:bedrock:{Agent.Region}::foundation-model/{agent.Model}", null),
        }),
        ["AttachedManagedPolicies"] = new JsonArray(),
        ["Tags"] = new JsonArray(),
    };

    private static JsonObject Policy(string action, string? resource, JsonObject? principal)
    {
        var statement = new JsonObject { ["Effect"] = "Allow", ["Action"] = action };
        if (principal is not null) statement["Principal"] = principal;
        if (resource is not null) statement["Resource"] = resource;
        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statement) };
    }

    private static void Put(string folder, string path, JsonObject document) => Files.Put(folder, path, document.ToJsonString());
}
