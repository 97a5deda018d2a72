using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>What the event selectors of a trail let through of Bedrock.</summary>
/// <param name="Management">True where every management call of a model is recorded, whether the record says read-only or not.</param>
/// <param name="Data">Bedrock resource types all of whose data events are recorded.</param>
public sealed record EventSelectors(bool Management, ImmutableSortedSet<string> Data)
{
    private static readonly string[] Calls = ["InvokeModel", "InvokeModelWithResponseStream", "Converse", "ConverseStream"];

    private static readonly (string Type, string[] Events)[] Types =
    [
        ("AWS::Bedrock::AgentAlias", ["InvokeAgent"]),
        ("AWS::Bedrock::AsyncInvoke", ["StartAsyncInvoke", "GetAsyncInvoke"]),
        ("AWS::Bedrock::FlowAlias", ["InvokeFlow"]),
        ("AWS::Bedrock::FlowExecution", ["StartFlowExecution"]),
        ("AWS::Bedrock::Guardrail", ["ApplyGuardrail"]),
        ("AWS::Bedrock::InlineAgent", ["InvokeInlineAgent"]),
        ("AWS::Bedrock::KnowledgeBase", ["Retrieve", "RetrieveAndGenerate"]),
        ("AWS::Bedrock::Model", ["InvokeModelWithBidirectionalStream", "StartAsyncInvoke"]),
        ("AWS::Bedrock::Prompt", ["RenderPrompt"]),
        ("AWS::Bedrock::PromptVersion", ["RenderPrompt"]),
        ("AWS::Bedrock::Session", ["CreateSession", "GetSession"]),
        ("AWS::BedrockAgentCore::Gateway", ["InvokeGateway"]),
        ("AWS::BedrockAgentCore::Runtime", ["InvokeAgentRuntime"]),
        ("AWS::BedrockAgentCore::RuntimeEndpoint", ["InvokeAgentRuntime"]),
    ];

    /// <summary>What a trail without selectors of its own records: all management events, no data events.</summary>
    public static EventSelectors Usual { get; } = new(true, []);

    /// <summary>A trail that records nothing.</summary>
    public static EventSelectors Nothing { get; } = new(false, []);

    /// <summary>Reads a `get-event-selectors` answer, basic or advanced.</summary>
    public static EventSelectors Read(JsonElement answer)
    {
        var advanced = answer.Elements("AdvancedEventSelectors").ToList();
        if (advanced.Count == 0) return new EventSelectors(Basic(answer.Elements("EventSelectors")), []);
        var selectors = advanced.Select(s => s.Elements("FieldSelectors").ToList()).Where(s => s.Count > 0).ToList();
        var management = Calls.All(c => Both(readOnly => selectors.Any(s => Matches(s, Event("Management", "bedrock.amazonaws.com", c, readOnly, "")))));
        return new EventSelectors(management, [.. Candidates(selectors).Where(t => IsRecorded(selectors, t))]);
    }

    private static bool Basic(IEnumerable<JsonElement> selectors)
    {
        bool reads = false, writes = false;
        foreach (var selector in selectors)
        {
            if (selector.Flag("IncludeManagementEvents") == false) continue;
            if (selector.Elements("ExcludeManagementEventSources").Any(s => s.ValueKind == JsonValueKind.String && s.ValueEquals("bedrock.amazonaws.com"))) continue;
            var type = selector.Text("ReadWriteType") ?? "All";
            reads |= type is "All" or "ReadOnly";
            writes |= type is "All" or "WriteOnly";
        }

        return reads && writes;
    }

    private static IEnumerable<string> Candidates(List<List<JsonElement>> selectors) =>
        Types.Select(t => t.Type).Concat(
            from selector in selectors
            from field in selector
            where field.Text("Field") == "resources.type"
            from type in field.Elements("Equals")
            where type.ValueKind == JsonValueKind.String
            let name = type.GetString()!
            where name.StartsWith("AWS::Bedrock", StringComparison.Ordinal)
            select name).Distinct();

    private static bool IsRecorded(List<List<JsonElement>> selectors, string type)
    {
        var source = type.StartsWith("AWS::BedrockAgentCore", StringComparison.Ordinal) ? "bedrock-agentcore.amazonaws.com" : "bedrock.amazonaws.com";
        var events = Types.FirstOrDefault(t => t.Type == type).Events ?? ["?"];
        return events.All(e => Both(readOnly => selectors.Any(s => Matches(s, Event("Data", source, e, readOnly, type)))));
    }

    // The trail marks model calls as read-only or not, so a selector must let both through.
    private static bool Both(Func<string, bool> test) => test("true") && test("false");

    private static Dictionary<string, string> Event(string category, string source, string name, string readOnly, string type) => new(StringComparer.Ordinal)
    {
        ["eventCategory"] = category,
        ["eventSource"] = source,
        ["eventName"] = name,
        ["readOnly"] = readOnly,
        ["eventType"] = "AwsApiCall",
        ["resources.type"] = type,
    };

    private static bool Matches(List<JsonElement> fields, Dictionary<string, string> sample) => fields.All(f => Matches(f, sample));

    private static bool Matches(JsonElement field, Dictionary<string, string> sample)
    {
        // A field that is not sampled, such as a resource or a caller, leaves some events out.
        if (field.Text("Field") is not { } name || !sample.TryGetValue(name, out var value)) return false;
        return Any(field, "Equals", v => value == v) && Any(field, "StartsWith", v => value.StartsWith(v, StringComparison.Ordinal))
            && Any(field, "EndsWith", v => value.EndsWith(v, StringComparison.Ordinal)) && None(field, "NotEquals", v => value == v)
            && None(field, "NotStartsWith", v => value.StartsWith(v, StringComparison.Ordinal))
            && None(field, "NotEndsWith", v => value.EndsWith(v, StringComparison.Ordinal));
    }

    private static bool Any(JsonElement field, string test, Func<string, bool> fits) =>
        field.Elements(test).ToList() is not { Count: > 0 } values || values.Any(v => v.ValueKind == JsonValueKind.String && fits(v.GetString()!));

    private static bool None(JsonElement field, string test, Func<string, bool> fits) =>
        !field.Elements(test).Any(v => v.ValueKind == JsonValueKind.String && fits(v.GetString()!));
}
