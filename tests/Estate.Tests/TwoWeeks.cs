using System.Text.Json;

namespace Plumbline.Estate.Tests;

/// <summary>One system in two accounts, told by exports a week apart: a prompt moves on in development, the guardrail is taken off in production, which gets the prompt in the fourth week and is no more in the fifth.</summary>
internal static class TwoWeeks
{
    public const string Production = "111122223333";
    public const string Development = "444455556666";
    public const string First = "You write letters to customers.\nNever promise a date.";
    public const string Second = "You write letters to customers.\nNever promise a date or a sum.";
    public const int Last = 5;
    public const string Model = "eu.anthropic.claude-3-5-sonnet-20240620-v1:0";

    /// <summary>The moment that an export speaks of: every week from 7 November on.</summary>
    public static string AsOf(int week) => $"{Day(week * 7)}T09:00:00Z";

    /// <summary>Scans the weeks into a new ledger, in order; gives its path.</summary>
    public static string Recorded(params int[] weeks)
    {
        var ledger = Path.Combine(Directory.CreateTempSubdirectory("plumb-weeks-").FullName, "ledger.db");
        foreach (var week in weeks) Plumb.Run("scan", Estate(week), "--as-of", AsOf(week), "--record", "--store", ledger, "--fail-on", "none");
        return ledger;
    }

    /// <summary>The export of a week as a folder.</summary>
    public static string Estate(int week, bool promoted = true)
    {
        var folder = Directory.CreateTempSubdirectory("plumb-week-").FullName;
        Put(folder, "plumbline.yaml", "plumbline: estate/v1\nname: post\n");
        Put(folder, "registry/post.yaml", (week < Last ? Registry : Registry.Replace(ProductionWorkload, "", StringComparison.Ordinal)) + (week >= 3 && promoted ? Promotion : ""));
        if (week < Last) Put(folder, $"aws/{Production}/eu-west-1/lambda/functions.json", Function(Production, "letters", week >= 2 ? null : "gl0abc1def2g", week >= 2 ? "2026-11-12T16:20:00.000+0000" : "2026-10-01T10:00:00.000+0000"));
        Put(folder, $"aws/{Development}/eu-west-1/lambda/functions.json", Function(Development, "letters", "gl0abc1def2g", "2026-10-01T10:00:00.000+0000"));
        if (week < Last) Put(folder, "logs/production.jsonl", string.Join('\n', Calls(Production, week, day => day < 24 ? First : Second, day => day < 13)));
        Put(folder, "logs/development.jsonl", string.Join('\n', Calls(Development, week, day => day < 10 ? First : Second, _ => true)));
        if (week is >= 2 and < Last) Put(folder, "trail/changes.json", Trail);
        return folder;
    }

    private static readonly string ProductionWorkload = $$"""  - { account: "{{Production}}", region: eu-west-1, runs-as: ["arn:aws:iam::{{Production}}:role/letters"], deployed-as: ["arn:aws:lambda:eu-west-1:{{Production}}:function:letters"], prompts: [letters], models: [{{Model}}] }""";

    private static readonly string Registry = $$"""
        plumbline: registry/v1
        accounts:
          - { id: "{{Production}}", name: post-prod, environment: production }
          - { id: "{{Development}}", name: post-dev, environment: development }
        systems:
          - id: letters
            name: Letters
            owner: post
            workloads:
            {{ProductionWorkload}}
              - { account: "{{Development}}", region: eu-west-1, runs-as: ["arn:aws:iam::{{Development}}:role/letters"], deployed-as: ["arn:aws:lambda:eu-west-1:{{Development}}:function:letters"], prompts: [letters], models: [{{Model}}] }
        prompts:
          - name: letters
            versions:
              - { version: "1", from: 2026-06-01, text: {{JsonSerializer.Serialize(First)}} }
              - { version: "2", from: 2026-12-01, text: {{JsonSerializer.Serialize(Second)}} }

        """;

    private const string Promotion = """
        promotions:
          - { section: prompts, name: letters, version: "2", from: development, to: production, approved-by: [post-lead@bank.example], date: 2026-11-16, until: 2026-11-28 }

        """;

    private static string Day(int day) => new DateTime(2026, 11, 1).AddDays(day - 1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Function(string account, string name, string? guardrail, string modified) => JsonSerializer.Serialize(new
    {
        Functions = new[]
        {
            new
            {
                FunctionName = name, FunctionArn = $"arn:aws:lambda:eu-west-1:{account}:function:{name}", Role = $"arn:aws:iam::{account}:role/{name}", LastModified = modified,
                Environment = new
                {
                    Variables = guardrail is null ? new Dictionary<string, string> { ["MODEL_ID"] = Model, ["TIMEOUT"] = "30" }
                        : new Dictionary<string, string> { ["MODEL_ID"] = Model, ["GUARDRAIL_ID"] = guardrail, ["GUARDRAIL_VERSION"] = "3" },
                },
            },
        },
    });

    private static IEnumerable<string> Calls(string account, int week, Func<int, string> prompt, Func<int, bool> guarded)
    {
        for (var day = 1; day <= week * 7; day++)
        {
            var body = new Dictionary<string, object> { ["system"] = new[] { new { text = prompt(day) } }, ["messages"] = new[] { new { role = "user", content = new[] { new { text = "Write." } } } } };
            if (guarded(day)) body["guardrailConfig"] = new { guardrailIdentifier = "gl0abc1def2g", guardrailVersion = "3" };
            yield return JsonSerializer.Serialize(new
            {
                schemaType = "ModelInvocationLog", schemaVersion = "1.0", timestamp = $"{Day(day)}T08:00:00Z", accountId = account,
                identity = new { arn = $"arn:aws:sts::{account}:assumed-role/letters/letters" }, region = "eu-west-1", requestId = $"{account}-{day}", operation = "Converse", modelId = Model,
                input = new { inputContentType = "application/json", inputTokenCount = 40, inputBodyJson = body },
                output = new { outputContentType = "application/json", outputBodyJson = new { stopReason = "end_turn" }, outputTokenCount = 90 },
            });
        }
    }

    private static readonly string Trail = JsonSerializer.Serialize(new
    {
        Records = new[]
        {
            Event(Development, "9d1e0000-0000-4000-8000-000000000001", "2026-11-10T07:40:00Z", "UpdateFunctionConfiguration20150331v2", "dana"),
            Event(Production, "9d1e0000-0000-4000-8000-000000000002", "2026-11-12T16:20:00Z", "UpdateFunctionConfiguration20150331v2", "jane"),
        },
    });

    private static object Event(string account, string id, string time, string name, string user) => new
    {
        eventVersion = "1.09", userIdentity = new { type = "IAMUser", principalId = "AIDAEXAMPLE", arn = $"arn:aws:iam::{account}:user/{user}", accountId = account, userName = user },
        eventTime = time, eventSource = "lambda.amazonaws.com", eventName = name, awsRegion = "eu-west-1", sourceIPAddress = "192.0.2.10", userAgent = "aws-cli/2",
        requestParameters = new { functionName = $"arn:aws:lambda:eu-west-1:{account}:function:letters" }, responseElements = new { functionName = "letters", functionArn = $"arn:aws:lambda:eu-west-1:{account}:function:letters" },
        requestID = id, eventID = id, readOnly = false, eventType = "AwsApiCall", managementEvent = true, recipientAccountId = account, eventCategory = "Management",
    };

    private static void Put(string folder, string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
