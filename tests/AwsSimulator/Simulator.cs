using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Plumbline.AwsSimulator;

/// <summary>A control plane on loopback: checks signatures, pages, turns away, and answers in the shapes of the services.</summary>
public sealed class Simulator : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SimulatedAccount account;
    private readonly Temper temper;
    private int count;
    private int taken;

    private Simulator(WebApplication app, SimulatedAccount account, Temper temper) => (this.app, this.account, this.temper) = (app, account, temper);

    /// <summary>Where it answers.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Requests so far.</summary>
    public int Requests => count;

    /// <summary>Starts on a port; 0 for any that is free.</summary>
    public static async Task<Simulator> StartAsync(SimulatedAccount account, Temper temper, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        var simulator = new Simulator(builder.Build(), account, temper);
        simulator.app.Run(simulator.AnswerAsync);
        await simulator.app.StartAsync();
        simulator.Url = new Uri(simulator.app.Urls.Single());
        return simulator;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref count);
        var id = string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:d12}");
        using var held = new MemoryStream();
        await context.Request.Body.CopyToAsync(held, context.RequestAborted);
        if (temper.Delay > TimeSpan.Zero) await Task.Delay(temper.Delay, context.RequestAborted);
        var signed = SignedRequest.Of(context.Request, held.ToArray(), temper, TimeProvider.System.GetUtcNow(), out var code);
        var service = signed?.Service ?? "sts";
        var path = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        var question = signed is null ? null : Question.Of(context.Request, held.ToArray(), service, path);
        context.Response.Headers["x-amzn-requestid"] = id;
        if (question is not null) temper.Asked.Enqueue($"{question.Service} {question.Operation} {signed!.Region}");
        var error = signed is null ? code : question is null ? "UnknownOperationException" : Refusal(question, signed, number);
        if (error is null && question!.Operation == "AssumeRole") error = Take(question, out var role) ?? await WriteAsync(context, question, role, id);
        else if (error is null && temper.Odd.TryGetValue(question!.Operation, out var odd)) error = await WriteTextAsync(context, odd, "application/json");
        else if (error is null) error = await AnswerAsync(context, question!, signed!.Region, id);
        if (error?.Length > 0) await ErrorAsync(context, service, error, question, id);
    }

    private string? Refusal(Question question, SignedRequest signed, int number)
    {
        if (temper.Disabled.Contains(signed.Region)) return "UnrecognizedClientException";
        if (temper.Denied.Contains(question.Operation)) return question.Service is "s3api" or "iam" ? "AccessDenied" : "AccessDeniedException";
        return temper.Throttled.Contains(question.Operation) || (temper.ThrottlesEach > 0 && number % temper.ThrottlesEach == 0) ? "ThrottlingException" : null;
    }

    private string? Take(Question question, out JsonObject document)
    {
        document = [];
        if (temper.Role is not var (arn, external) || question.Given.GetValueOrDefault("RoleArn") != arn || question.Given.GetValueOrDefault("ExternalId") != external) return "AccessDenied";
        var id = string.Create(CultureInfo.InvariantCulture, $"ASIAROLE{Interlocked.Increment(ref taken):d8}");
        temper.Keys[id] = ("secret of " + id, "token+of/" + id + "==", temper.RoleKeysLast == 0 ? -1 : temper.RoleKeysLast);
        document["Credentials"] = new JsonObject
        {
            ["AccessKeyId"] = id, ["SecretAccessKey"] = "secret of " + id, ["SessionToken"] = "token+of/" + id + "==",
            ["Expiration"] = TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        return null;
    }

    private async Task<string?> AnswerAsync(HttpContext context, Question question, string region, string id)
    {
        if (question.Operation == "GetCallerIdentity")
            return await WriteAsync(context, question, new JsonObject { ["UserId"] = "AIDAEXAMPLE", ["Account"] = account.Account, ["Arn"] = $"arn:aws:iam::{account.Account}:user/reader" }, id);
        if (question.Service == "s3api" && context.Request.Headers["x-amz-expected-bucket-owner"] is { Count: > 0 } owner && owner != account.Account) return "AccessDenied";
        if (question.Service == "s3api" && account.HomeOf(question.Resource) is { } home && home != region)
        {
            context.Response.Headers["x-amz-bucket-region"] = home;
            return "PermanentRedirect";
        }

        if (account.Error(region, question.Service, question.Name) is { } saved) return saved;
        if (account.Document(region, question.Service, question.Name) is not { } document) return question.Service == "s3api" ? "NoSuchBucket" : "ResourceNotFoundException";
        if (question.Operation == "ListInferenceProfiles" && question.Given.TryGetValue("type", out var type)) Keep(document, i => i["type"]?.ToString() == type);
        if (question.Operation == "ListObjectsV2") Keep(document, i => i["Key"]!.ToString().StartsWith(question.Given.GetValueOrDefault("prefix") ?? "", StringComparison.Ordinal));
        if (question.Given.TryGetValue("SortOrder", out var order)) Sort(document, order == "Descending");
        return await WriteAsync(context, question, Page(document, question), id);
    }

    // The list of a document is its first; a page is a part of it.
    private JsonObject Page(JsonObject document, Question question)
    {
        var (name, list) = document.FirstOrDefault(m => m.Value is JsonArray) is { Value: JsonArray all } found && (question.Operation.StartsWith("List", StringComparison.Ordinal) || question.Operation is "DescribeVpcEndpoints" or "DescribeLogGroups" or "LookupEvents")
            ? (found.Key, all) : question.Operation == "GetAccountAuthorizationDetails" && document["RoleDetailList"] is JsonArray roles ? ("RoleDetailList", roles) : ("", []);
        var from = int.Parse(question.Page ?? "0", CultureInfo.InvariantCulture);
        var isEndless = temper.Endless.Contains(question.Operation);
        if (name.Length == 0 || (!isEndless && list.Count <= temper.Page)) return document;
        document[name] = new JsonArray([.. list.Skip(from).Take(temper.Page).Select(i => i!.DeepClone())]);
        if (from > 0 && question.Operation == "GetAccountAuthorizationDetails") foreach (var other in (string[])["Policies", "UserDetailList", "GroupDetailList"]) document[other] = new JsonArray();
        var next = from + temper.Page;
        var isCut = isEndless || next < list.Count;
        if (question.Service is "iam" || question.Operation == "ListObjectsV2") document["IsTruncated"] = isCut;
        if (isCut) document[TokenOf(question)] = next.ToString(CultureInfo.InvariantCulture);
        return document;
    }

    // Lists of SageMaker come in the order of their making, whichever way round is asked for.
    private static void Sort(JsonObject document, bool isDescending)
    {
        foreach (var (name, value) in document.ToList())
        {
            if (value is not JsonArray list) continue;
            var sorted = list.Select(i => i!.DeepClone()).OrderBy(i => i["CreationTime"]?.ToString() ?? i["StartTime"]?.ToString() ?? "", StringComparer.Ordinal).ToList();
            if (isDescending) sorted.Reverse();
            document[name] = new JsonArray([.. sorted]);
        }
    }

    private static string TokenOf(Question question) => question switch
    {
        { Operation: "ListObjectsV2" } => "NextContinuationToken",
        { Service: "lambda" } => "NextMarker",
        { Service: "iam" } => "Marker",
        { Service: "sagemaker" or "ec2" } or { Operation: "LookupEvents" } => "NextToken",
        _ => "nextToken",
    };

    private static void Keep(JsonObject document, Func<JsonNode, bool> isAsked)
    {
        foreach (var list in document.Select(m => m.Value).OfType<JsonArray>())
            foreach (var item in list.Where(i => !isAsked(i!)).ToList()) list.Remove(item);
    }

    private static Task<string?> WriteAsync(HttpContext context, Question question, JsonObject document, string id) => question.Service switch
    {
        "iam" or "sts" => WriteXmlAsync(context, XmlAnswer.Query(question.Operation, document, id)),
        "ec2" => WriteXmlAsync(context, XmlAnswer.Ec2(question.Operation, document, id)),
        "s3api" when question.Operation == "GetBucketPolicy" => WriteTextAsync(context, document["Policy"]!.ToString(), "application/json"),
        "s3api" => WriteXmlAsync(context, XmlAnswer.Bucket(question.Operation, document)),
        "bedrock" or "bedrock-agent" or "bedrock-agentcore-control" or "lambda" => WriteTextAsync(context, document.ToJsonString(), "application/json"),
        _ => WriteTextAsync(context, Seconds(document)!.ToJsonString(), "application/x-amz-json-1.1"),
    };

    // JSON 1.1 writes moments as seconds, which the command line prints as text.
    private static JsonNode? Seconds(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, Seconds(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Seconds)]),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Length > 18 && text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => at.ToUnixTimeMilliseconds() / 1000.0,
        _ => node?.DeepClone(),
    };

    private static Task<string?> WriteXmlAsync(HttpContext context, XElement element) => WriteTextAsync(context, element.ToString(SaveOptions.DisableFormatting), "text/xml");

    private static async Task<string?> WriteTextAsync(HttpContext context, string text, string type)
    {
        context.Response.ContentType = type;
        await context.Response.WriteAsync(text, context.RequestAborted);
        return "";
    }

    private static Task<string?> ErrorAsync(HttpContext context, string service, string code, Question? question, string id)
    {
        context.Response.StatusCode = code switch
        {
            "ThrottlingException" => 429,
            "PermanentRedirect" => 301,
            _ when code.StartsWith("NoSuch", StringComparison.Ordinal) || code.Contains("NotFound", StringComparison.Ordinal) => 404,
            _ when code.StartsWith("AccessDenied", StringComparison.Ordinal) => 403,
            _ => 400,
        };
        var message = $"`{question?.Operation}` was refused";
        if (service is "iam" or "sts") return WriteXmlAsync(context, new XElement("ErrorResponse", new XElement("Error", new XElement("Type", "Sender"), new XElement("Code", code), new XElement("Message", message)), new XElement("RequestId", id)));
        if (service == "ec2") return WriteXmlAsync(context, new XElement("Response", new XElement("Errors", new XElement("Error", new XElement("Code", code), new XElement("Message", message))), new XElement("RequestID", id)));
        if (service == "s3") return WriteXmlAsync(context, new XElement("Error", new XElement("Code", code), new XElement("Message", message), new XElement("RequestId", id)));
        context.Response.Headers["x-amzn-errortype"] = code + ":http://internal.example/";
        return WriteTextAsync(context, JsonSerializer.Serialize(new Dictionary<string, string> { ["__type"] = "com.example#" + code, ["message"] = message }), "application/json");
    }
}
