using System.Text;
using Plumbline.Collectors.Observed.BedrockInvocations;
using Plumbline.Collectors.Observed.CloudTrail;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>Records read at a glance say what a general reader says of them, however they are broken.</summary>
/// <remarks>A key that the glance leaves alone, with a value that means nothing, sends the same record the general way.</remarks>
public sealed class GlanceTests
{
    private const string Trail =
        """{"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROA:x","arn":"arn:aws:sts::111122223333:assumed-role/loans/x","accountId":"111122223333","sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/apps/loans"},"attributes":{}}},"eventTime":"2026-06-01T10:00:0NZ","eventSource":"SOURCE","eventName":"NAME","awsRegion":"eu-west-1","requestParameters":{"modelId":"m-1","list":[1,-2.5e3,true,null,{"eventSource":"bedrock.amazonaws.com"}],"functionName":"f"},"responseElements":null,"additionalEventData":{"inferenceRegion":"eu-north-1"},"requestID":"9113388a-b0a6-479d-9269-c09266eef0eN","eventID":"8b518fae-fe4c-4b8b-98c9-338ecc87d41N","note":"caf\u00e9 \"x\"","recipientAccountId":"111122223333"}""";

    private const string Invocation =
        """{"schemaType":"ModelInvocationLog","timestamp":"2026-06-01T10:00:0NZ","accountId":"111122223333","identity":{"arn":"arn:aws:sts::111122223333:assumed-role/loans/x"},"region":"eu-west-1","requestId":"r-N","operation":"Converse","modelId":"m-1","input":{"inputBodyJson":{"system":[{"text":"Be kind.\nAlways."}],"messages":[{"role":"user","content":[{"text":"Mail anna@example.org, card 4111 1111 1111 1111"},{"toolResult":{"content":[{"text":"+49 30 901820"}]}}]},{"role":"assistant","content":[{"text":"bob@example.org"}]}],"toolConfig":{"tools":[{"toolSpec":{"name":"t","inputSchema":{"json":{"type":"object"}}}}]},"prompt":"DE89 3704 0044 0532 0130 00"},"cacheReadInputTokenCount":3},"output":{"outputBodyJson":{"model":"m","stopReason":"end_turn","usage":{"inputTokens":4},"trace":{"guardrail":{"inputAssessment":{"g1":{"x":1}}}}}}}""";

    [Fact]
    public async Task CloudTrail_records_say_the_same_at_a_glance() => await Compare(
        new CloudTrailCollector(), "{\"CloudTrailEvent\":null,", r => $"{{\"Records\":[{string.Join(',', r)}]}}",
        [Trail.Replace("SOURCE", "bedrock.amazonaws.com").Replace("NAME", "Converse"), Trail.Replace("SOURCE", "s3.amazonaws.com").Replace("NAME", "GetObject"), Trail.Replace("SOURCE", "\\u0062edrock.amazonaws.com").Replace("NAME", "InvokeModel"), Trail.Replace("SOURCE", "lambda.amazonaws.com").Replace("NAME", "UpdateFunctionCode20150331v2").Replace("\"x\\\"", "x")]);

    [Fact]
    public async Task Invocation_records_say_the_same_at_a_glance() => await Compare(
        new BedrockInvocationsCollector(), "{\"message\":null,", r => string.Join('\n', r),
        [Invocation, Invocation.Replace("Converse", "InvokeModel").Replace("\"system\":[{\"text\":\"Be kind.\\nAlways.\"}],", ""), Invocation.Replace("\"trace\":{\"guardrail\"", "\"note\":{\"x\"")]);

    [Fact]
    public async Task A_record_over_its_bound_is_skipped_and_named()
    {
        var whole = Trail.Replace("SOURCE", "bedrock.amazonaws.com").Replace("NAME", "Converse").Replace("0N", "01");
        var large = whole.Replace("caf\\u00e9", new string('x', 17 << 20));
        var claims = await Estate.Claims(new CloudTrailCollector(), ("log.json", $"{{\"Records\":[{large},{whole}]}}"));

        Assert.Contains("a record larger than 16 MiB at record 1", Assert.Single(claims.Gaps()).Reason, StringComparison.Ordinal);
        Assert.Contains(claims, c => c.Property == "calls");
    }

    private static async Task Compare(ICollector collector, string slow, Func<string[], string> file, string[] seeds)
    {
        var random = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            string[] records = [.. Enumerable.Range(0, 4).Select(i => seeds[random.Next(seeds.Length)].Replace("0N", "0" + i).Replace("-N", "-" + i).Replace("eN\"", $"e{i}\"").Replace("1N\"", $"1{i}\""))];
            records[1] = round == 0 ? records[1] : Changed(records[1], random);
            var quick = await Estate.Claims(collector, ("log.json", file(records)));
            var general = await Estate.Claims(collector, ("log.json", file([.. records.Select(r => r.StartsWith('{') ? slow + r[1..] : r)])));
            Assert.True(quick.Said().SequenceEqual(general.Said()), $"round {round}: {records[1]}\n{string.Join('\n', quick.Said().Except(general.Said()))}\n--\n{string.Join('\n', general.Said().Except(quick.Said()))}");
        }
    }

    private static string Changed(string record, Random random)
    {
        var text = new StringBuilder(record);
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            var at = random.Next(1, text.Length);
            switch (random.Next(5))
            {
                case 0: text[at] = "\"\\{}[]:,0 \u0001ä-.e"[random.Next(15)]; break;
                case 1: text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at)); break;
                case 2: text.Insert(at, random.GetItems<string>(["\\", "\"", ",", " ", "\\u00", "\\ud800", "01", "{", "}", "[", "]", "null", "\t"], 1)[0]); break;
                case 3: text.Insert(at, text.ToString(at, Math.Min(20, text.Length - at))); break;
                default: text.Replace(":\"", ": \"", at, Math.Min(80, text.Length - at)); break;
            }
        }

        return text.ToString();
    }
}
