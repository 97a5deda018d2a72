using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plumbline.Collectors.Observed.BedrockInvocations;
using Plumbline.Collectors.Observed.CloudTrail;
using Plumbline.Posture.Evidence;
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

    private const string Streamed =
        """{"schemaType":"ModelInvocationLog","timestamp":"2026-06-01T10:00:0NZ","accountId":"111122223333","identity":{"arn":"arn:aws:sts::111122223333:assumed-role/loans/x"},"region":"eu-west-1","requestId":"r-N","operation":"InvokeModelWithResponseStream","modelId":"m-2","input":{"inputBodyJson":{"system":"Be brief.","messages":[{"role":"user","content":[{"type":"text","text":"Hi","cache_control":{"type":"ephemeral","ttl":"1h"}}]}]}},"output":{"outputBodyJson":[{"type":"message_start","message":{"model":"m","usage":{"cache_read_input_tokens":7,"cache_creation_input_tokens":2}}},{"type":"message_delta","usage":{"output_tokens":3}},{"metadata":{"usage":{"cacheReadInputTokens":4}}},{"amazon-bedrock-guardrailAction":"INTERVENED","amazon-bedrock-trace":{"guardrail":{"input":{"g1":{"topicPolicy":{}}}}}}]}}""";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly string[] Calls =
    [
        Trail.Replace("SOURCE", "bedrock.amazonaws.com").Replace("NAME", "Converse"), Trail.Replace("SOURCE", "\\u0062edrock.amazonaws.com").Replace("NAME", "InvokeModel"),
        Trail.Replace("SOURCE", "lambda.amazonaws.com").Replace("NAME", "UpdateFunctionCode20150331v2").Replace(" \\\"x\\\"", ""),
    ];

    private static readonly string[] Others =
    [
        Trail.Replace("SOURCE", "s3.amazonaws.com").Replace("NAME", "GetObject"), Trail.Replace("SOURCE", "iam.amazonaws.com").Replace("NAME", "PutRolePolicy").Replace("caf\\u00e9", "{\\n \\\"a\\\": [\\\\"),
    ];

    private static readonly string[] Writes =
    [
        Trail.Replace("SOURCE", "s3.amazonaws.com").Replace("NAME", "PutObject").Replace(
            "\"responseElements\":null", "\"managementEvent\":false,\"eventCategory\":\"Data\",\"resources\":[{\"type\":\"AWS::S3::Object\",\"ARN\":\"arn:aws:s3:::b/k\"},{\"type\":\"AWS::S3::Bucket\",\"ARN\":\"arn:aws:s3:::b\"}]"),
        Trail.Replace("SOURCE", "dynamodb.amazonaws.com").Replace("NAME", "PutItem").Replace("functionName", "tableName"),
    ];

    private static readonly string[] Invocations =
        [Invocation, Invocation.Replace("Converse", "InvokeModel").Replace("\"system\":[{\"text\":\"Be kind.\\nAlways.\"}],", ""), Invocation.Replace("\"trace\":{\"guardrail\"", "\"note\":{\"x\""), Streamed];

    [Fact]
    public async Task CloudTrail_records_say_the_same_at_a_glance() => await Compare(new CloudTrailCollector(), "{\"CloudTrailEvent\":null,", List, [.. Calls, .. Others, .. Writes], IsTrailRead);

    [Fact]
    public async Task Invocation_records_say_the_same_at_a_glance() => await Compare(new BedrockInvocationsCollector(), "{\"message\":null,", r => string.Join('\n', r), Invocations, _ => true);

    [Theory]
    [InlineData("gzip"), InlineData("lines"), InlineData("pretty"), InlineData("looked up")]
    public async Task CloudTrail_records_say_the_same_in_every_shape(string shape)
    {
        string[] records = [.. Calls.Concat(Others).Concat(Writes).Select((r, i) => Numbered(r, i))];
        var plain = await Estate.Claims(new CloudTrailCollector(), ("log.json", List([.. records.Select(r => "{\"CloudTrailEvent\":null," + r[1..])])));
        var shaped = await Estate.Claims(new CloudTrailCollector(), [("log.json", Shaped(shape, records))]);

        Assert.Equal(plain.Said(), shaped.Said());
        Assert.Contains(shaped, c => c.Property == "writes");
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_record_over_its_bound_is_skipped_and_named(bool isZipped)
    {
        var whole = Numbered(Calls[0], 1);
        var large = whole.Replace("caf\\u00e9", Filling(isZipped));
        var claims = await Estate.Claims(new CloudTrailCollector(), [("log.json", Shaped(isZipped ? "gzip" : "plain", [large, whole]))]);

        Assert.Contains("a record larger than 16 MiB at record 1", Assert.Single(claims.Gaps()).Reason, StringComparison.Ordinal);
        Assert.Contains(claims, c => c.Property == "calls");
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task An_invocation_over_its_bound_is_skipped_and_named(bool isZipped)
    {
        var text = Encoding.UTF8.GetBytes(Numbered(Invocation, 1).Replace("Be kind.", Filling(isZipped)) + "\n" + Numbered(Invocation, 2));
        var claims = await Estate.Claims(new BedrockInvocationsCollector(), [("log.json", isZipped ? Zipped(text) : text)]);

        Assert.Contains("a record larger than 16 MiB at line 1", Assert.Single(claims.Gaps()).Reason, StringComparison.Ordinal);
        Assert.Contains(claims, c => c.Property == "invocations");
    }

    [Fact]
    public async Task Half_an_ordinary_record_hides_none_behind_it()
    {
        var (call, other) = (Numbered(Calls[0], 1), Numbered(Others[0], 2));
        for (var cut = 1; cut < other.Length; cut++)
        {
            var claims = await Estate.Claims(new CloudTrailCollector(), ("log.json", $"{{\"Records\":[{other[..cut]},{call},{call}]}}"));
            Assert.True(claims.Any(c => c.Property == "calls") || claims.Gaps().Any(), other[..cut]);
        }
    }

    // What repeats packs so well that it looks like a bomb.
    private static string Filling(bool isZipped) =>
        isZipped ? string.Create(17 << 20, new Random(3), (text, random) => random.GetItems("abcdefghijklmnopqrstuvwxyz", text)) : new string('x', 17 << 20);

    private static string List(string[] records) => $"{{\"Records\":[{string.Join(',', records)}]}}";

    private static string Numbered(string record, int i) => record.Replace("0N", "0" + i).Replace("-N", "-" + i).Replace("eN\"", $"e{i}\"").Replace("1N\"", $"1{i}\"");

    private static byte[] Shaped(string shape, string[] records) => shape switch
    {
        "gzip" => Zipped(Encoding.UTF8.GetBytes(List(records))),
        "lines" => Encoding.UTF8.GetBytes(string.Join('\n', records)),
        "pretty" => JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(List(records)), Indented),
        "looked up" => JsonSerializer.SerializeToUtf8Bytes(new { Events = records.Select((r, i) => new { EventId = $"e{i}", CloudTrailEvent = r }) }),
        _ => Encoding.UTF8.GetBytes(List(records)),
    };

    private static byte[] Zipped(byte[] bytes)
    {
        using var held = new MemoryStream();
        using (var gzip = new GZipStream(held, CompressionLevel.Fastest)) gzip.Write(bytes);
        return held.ToArray();
    }

    private static async Task Compare(ICollector collector, string slow, Func<string[], string> file, string[] seeds, Func<string, bool> isRead)
    {
        var random = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            string[] records = [.. Enumerable.Range(0, 4).Select(i => Numbered(seeds[random.Next(seeds.Length)], i))];
            records[1] = round == 0 ? records[1] : Changed(records[1], random);
            var quick = await Estate.Claims(collector, ("log.json", file(records)));
            var general = await Estate.Claims(collector, ("log.json", file([.. records.Select(r => r.StartsWith('{') ? slow + r[1..] : r)])));
            if (!isRead(records[1]) && !IsJson(file(records))) (quick, general) = (OfOthers(quick), OfOthers(general));
            Assert.True(quick.Said().SequenceEqual(general.Said()), $"round {round}: {records[1]}\n{string.Join('\n', quick.Said().Except(general.Said()))}\n--\n{string.Join('\n', general.Said().Except(quick.Said()))}");
        }
    }

    private static bool IsTrailRead(string record) =>
        Calls.Concat(Writes).Any(r => record.Contains(Between(r, "\"eventSource\"", "\"awsRegion\""), StringComparison.Ordinal));

    private static string Between(string text, string from, string until) => text[text.IndexOf(from, StringComparison.Ordinal)..text.IndexOf(until, StringComparison.Ordinal)];

    // Of a record from which nothing is read, only what tells where it ends has to be JSON: the rest of the log says the same.
    private static List<Claim> OfOthers(IEnumerable<Claim> claims) => [.. claims.Where(c => c.Property is not (Claim.Reserved.Gap or Claim.Reserved.Coverage))];

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
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
