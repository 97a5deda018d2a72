using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Plumbline.Behavior.Decisions;
using Plumbline.Cel.Types;

namespace Plumbline.Bench.Decisions;

/// <summary>Fifty conditions over the tools of eight agents, as this project's rules and as Cedar policies, and calls to ask them about.</summary>
internal sealed class BankPolicy
{
    private const int Conditions = 50;
    private static readonly string[] Agents = ["loans", "fraud", "kyc", "support", "reports", "cards", "claims", "treasury"];
    private static readonly string[] Tools = ["get_account", "list_transactions", "update_case", "send_mail", "create_payment", "search_documents"];
    private static readonly string[] Actions = ["dynamodb:GetItem", "dynamodb:PutItem", "s3:GetObject", "s3:PutObject", "ses:SendEmail"];
    private static readonly string[] Regions = ["eu-west-1", "eu-north-1", "us-east-1"];
    private readonly Random random;
    private readonly StringBuilder cedar = new();
    private readonly List<ToolRule> rules = [];

    public BankPolicy(int seed)
    {
        random = new Random(seed);
        for (var i = 0; i < Conditions; i++) Add(i);
    }

    public ImmutableArray<ToolRule> Rules => [.. rules];

    public string Cedar => cedar.ToString();

    /// <summary>A call: a third hits a permit, a third nothing, a third comes near a forbid.</summary>
    public (ToolCall Call, long Amount) Call()
    {
        var amount = random.NextInt64(2_000);
        var agent = random.Next(3) == 0 ? "stranger" + random.Next(50).ToString(CultureInfo.InvariantCulture) : Agents[random.Next(Agents.Length)];
        var call = new ToolCall(
            agent, Tools[random.Next(Tools.Length)], Actions[random.Next(Actions.Length)],
            $"arn:aws:dynamodb:eu-west-1:111122223333:table/{(random.Next(5) == 0 ? "ledger" : "cases")}-{random.Next(100)}", Regions[random.Next(Regions.Length)], "111122223333",
            Value.Map(("amount", Value.Of(amount)), ("note", Value.Of("a note of some words"))));
        return (call, amount);
    }

    private void Add(int i)
    {
        var (agent, tool, action) = (Agents[i % Agents.Length], Tools[i / 2 % Tools.Length], Actions[random.Next(Actions.Length)]);
        var limit = random.Next(100, 1_500);
        var (effect, when, policy) = (i % 10) switch
        {
            0 => (Effect.Forbid, $"agent == \"{agent}\" && resource.contains(\"ledger\")", $"forbid(principal == Agent::\"{agent}\", action, resource) when {{ context.resource like \"*ledger*\" }};"),
            1 => (Effect.Forbid, $"tool == \"{tool}\" && region == \"us-east-1\"", $"forbid(principal, action, resource == Tool::\"{tool}\") when {{ context.region == \"us-east-1\" }};"),
            2 => (Effect.Permit, $"agent == \"{agent}\" && tool == \"create_payment\" && parameters.amount < {limit}",
                $"permit(principal == Agent::\"{agent}\", action, resource == Tool::\"create_payment\") when {{ context.amount < {limit} }};"),
            3 or 4 => (Effect.Permit, $"agent in [\"{agent}\", \"{Agents[(i + 3) % Agents.Length]}\"] && action.startsWith(\"s3:\") && resource.startsWith(\"arn:aws:dynamodb\")",
                $"permit(principal, action, resource) when {{ (principal == Agent::\"{agent}\" || principal == Agent::\"{Agents[(i + 3) % Agents.Length]}\") && context.action like \"s3:*\" && context.resource like \"arn:aws:dynamodb*\" }};"),
            _ => (Effect.Permit, $"agent == \"{agent}\" && tool == \"{tool}\" && action == \"{action}\" && resource.contains(\"cases\") && account == \"111122223333\"",
                $"permit(principal == Agent::\"{agent}\", action, resource == Tool::\"{tool}\") when {{ context.action == \"{action}\" && context.resource like \"*cases*\" && context.account == \"111122223333\" }};"),
        };
        rules.Add(new ToolRule($"r{i}", effect, when));
        cedar.AppendLine(policy);
    }
}
