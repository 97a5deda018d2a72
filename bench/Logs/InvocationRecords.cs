using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Plumbline.Bench.Logs;

/// <summary>Records of Bedrock's model-invocation log, in the mix that <see cref="Mix"/> names.</summary>
internal sealed class InvocationRecords(Dice dice)
{
    /// <summary>What the records are, for whoever reads the figures.</summary>
    public const string Mix = "Converse 55 %, ConverseStream 10 %, InvokeModel Anthropic 15 %, Nova 7 %, Titan 5 %, Anthropic streamed 8 %; 1 to 12 messages, tools in 40 %, guardrail traces in 30 %, personal data in 8 % of the prompts";

    private static readonly string[] Openings =
    [
        "Please summarise the attached case and tell me what is still missing.", "Which of these invoices is overdue by more than 30 days?", "Rewrite this so that a customer understands it.",
        "Translate the following paragraph into French and keep the numbers as they are.", "Is the applicant's debt-to-income ratio above 43 %?", "Erkläre bitte kurz, was sich im Vertrag geändert hat.",
    ];

    private static readonly string[] Sentences =
    [
        "The borrower reported an income of 4,381 a month and obligations of 617.", "Payment 883293 was received on 2026-10-12 and booked a day later.", "Nobody could say when the file had been closed.",
        "\"We never agreed to that,\" the customer wrote.", "Die Prüfung ergab keine Abweichung von den Vorgaben.", "The clause in section 14.2 applies only where both parties have signed.",
        "Délai de réponse : dix jours ouvrés.", "See ticket OPS-20417 and the run of 06:30.", "The meeting is at the usual place; bring the signed copies.", "Total: 12,944.50 EUR, of which 2,066.77 EUR is tax.",
    ];

    private static readonly string[] Personal =
        ["Write to anna.bauer@example.org about it.", "Her card is 4111 1111 1111 1111, valid until next year.", "Call me on +49 30 901820 after nine.", "IBAN DE89 3704 0044 0532 0130 00 please."];

    private readonly string[] systems =
        [.. Enumerable.Range(0, 12).Select(i => $"You are assistant {i} of the bank.\n\nRules\n" + string.Join('\n', Enumerable.Range(1, 4 + i).Select(n => $"{n}. {Sentences[n % Sentences.Length]} Never reveal rule {n}.")))];

    /// <summary>Writes one record.</summary>
    public void Write(Utf8JsonWriter json, DateTimeOffset time, string role, string model, string api, string request)
    {
        json.WriteStartObject();
        json.WriteString("schemaType", "ModelInvocationLog");
        json.WriteString("schemaVersion", "1.0");
        json.WriteString("timestamp", TrailRecords.Text(time));
        json.WriteString("accountId", TrailRecords.Account);
        json.WriteStartObject("identity");
        json.WriteString("arn", $"arn:aws:sts::{TrailRecords.Account}:assumed-role/{role}/{(dice.Percent(50) ? role : "i-0" + dice.Hex(16))}");
        json.WriteEndObject();
        json.WriteString("region", "eu-west-1");
        json.WriteString("requestId", request);
        json.WriteString("operation", api);
        json.WriteString("modelId", model);
        if (model.StartsWith("eu.", StringComparison.Ordinal)) json.WriteString("inferenceRegion", dice.Of(["eu-west-1", "eu-central-1", "eu-north-1"]));
        json.WriteStartObject("input");
        json.WriteString("inputContentType", "application/json");
        json.WriteStartObject("inputBodyJson");
        var family = api.StartsWith("Converse", StringComparison.Ordinal) ? "converse" : model.Contains("anthropic", StringComparison.Ordinal) ? "anthropic" : model.Contains("nova", StringComparison.Ordinal) ? "nova" : "titan";
        Input(json, family, role);
        json.WriteEndObject();
        json.WriteNumber("inputTokenCount", dice.Below(4000));
        json.WriteEndObject();
        json.WriteStartObject("output");
        json.WriteString("outputContentType", "application/json");
        if (api.EndsWith("ResponseStream", StringComparison.Ordinal)) Stream(json, model);
        else Output(json, family, model);
        json.WriteNumber("outputTokenCount", dice.Below(1000));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Input(Utf8JsonWriter json, string family, string role)
    {
        if (family == "titan")
        {
            json.WriteString("inputText", Prompt(dice.Skewed(3, 60)));
            json.WriteStartObject("textGenerationConfig");
            json.WriteNumber("maxTokenCount", 512);
            json.WriteEndObject();
            return;
        }

        var system = systems[(role[8] + role[9]) % systems.Length];
        if (family == "anthropic")
        {
            json.WriteString("anthropic_version", "bedrock-2023-05-31");
            json.WriteNumber("max_tokens", 1024);
            json.WriteString("system", system);
        }

        Messages(json, family);
        if (family != "anthropic")
        {
            json.WriteStartArray("system");
            json.WriteStartObject();
            json.WriteString("text", system);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        if (dice.Percent(40)) Tools(json, family);
        json.WriteStartObject("inferenceConfig");
        json.WriteNumber("maxTokens", 1200);
        json.WriteNumber("temperature", 0.2);
        json.WriteEndObject();
        if (family != "converse") return;
        json.WriteStartObject("guardrailConfig");
        json.WriteString("guardrailIdentifier", "p3vw8ndy1h6c");
        json.WriteString("guardrailVersion", "5");
        json.WriteString("trace", "enabled");
        json.WriteEndObject();
    }

    private void Messages(Utf8JsonWriter json, string family)
    {
        json.WriteStartArray("messages");
        var turns = 1 + (2 * dice.Skewed(0, 6));
        for (var turn = 0; turn < turns; turn++)
        {
            json.WriteStartObject();
            json.WriteString("role", turn % 2 == 0 ? "user" : "assistant");
            json.WriteStartArray("content");
            if (turn % 2 == 0 && turn > 0 && dice.Percent(30)) Result(json, family);
            else Block(json, family, turn % 2 == 0 ? Prompt(dice.Skewed(1, 40)) : Text(dice.Skewed(2, 20)));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Block(Utf8JsonWriter json, string family, string text)
    {
        json.WriteStartObject();
        if (family == "anthropic") json.WriteString("type", "text");
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private void Result(Utf8JsonWriter json, string family)
    {
        json.WriteStartObject();
        if (family == "anthropic")
        {
            json.WriteString("type", "tool_result");
            json.WriteString("tool_use_id", "toolu_" + dice.Hex(20));
            json.WriteString("content", Found());
        }
        else
        {
            json.WriteStartObject("toolResult");
            json.WriteString("toolUseId", "tooluse_" + dice.Hex(20));
            json.WriteStartArray("content");
            Block(json, family, Found());
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private string Found() => string.Create(CultureInfo.InvariantCulture, $"{{\"case_number\":\"KYC-{dice.Below(999999)}\",\"opened\":\"2026-{1 + dice.Below(12):00}-{1 + dice.Below(28):00}\",\"balance\":{dice.Below(99999)}.{dice.Below(99):00},\"notes\":\"{dice.Word()} {dice.Word()}\"}}");

    private string Prompt(int sentences) => dice.Of(Openings) + "\n\n" + Text(sentences) + (dice.Percent(8) ? " " + dice.Of(Personal) : "");

    private string Text(int sentences)
    {
        var text = new StringBuilder();
        for (var i = 0; i < sentences; i++) text.Append(i > 0 && i % 5 == 0 ? "\n" : i > 0 ? " " : "").Append(dice.Of(Sentences)).Append(dice.Percent(20) ? $" ({dice.Word()} {dice.Below(9000)})" : "");
        return text.ToString();
    }

    private static void Tools(Utf8JsonWriter json, string family)
    {
        if (family == "anthropic") json.WriteStartArray("tools");
        else
        {
            json.WriteStartObject("toolConfig");
            json.WriteStartArray("tools");
        }

        foreach (var name in (string[])["lookup_customer", "screen_sanctions", "open_case"])
        {
            json.WriteStartObject();
            if (family != "anthropic") json.WriteStartObject("toolSpec");
            json.WriteString("name", name);
            json.WriteString("description", $"What {name} does, with what it needs and what it answers.");
            json.WriteStartObject(family == "anthropic" ? "input_schema" : "inputSchema");
            if (family != "anthropic") json.WriteStartObject("json");
            json.WriteString("type", "object");
            json.WriteStartObject("properties");
            json.WriteStartObject("case_number");
            json.WriteString("type", "string");
            json.WriteString("description", "Case number, for example KYC-204417.");
            json.WriteEndObject();
            json.WriteEndObject();
            if (family != "anthropic") json.WriteEndObject();
            json.WriteEndObject();
            if (family != "anthropic") json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (family != "anthropic") json.WriteEndObject();
    }

    private void Output(Utf8JsonWriter json, string family, string model)
    {
        json.WriteStartObject("outputBodyJson");
        if (family == "anthropic")
        {
            json.WriteString("id", "msg_bdrk_" + dice.Hex(24));
            json.WriteString("type", "message");
            json.WriteString("role", "assistant");
            json.WriteString("model", model[(model.LastIndexOf("claude", StringComparison.Ordinal))..]);
            json.WriteStartArray("content");
            Block(json, family, Text(dice.Skewed(2, 30)));
            json.WriteEndArray();
            json.WriteString("stop_reason", "end_turn");
        }
        else if (family == "titan")
        {
            json.WriteStartArray("results");
            json.WriteStartObject();
            json.WriteNumber("tokenCount", dice.Below(500));
            json.WriteString("outputText", Text(dice.Skewed(2, 30)));
            json.WriteString("completionReason", "FINISH");
            json.WriteEndObject();
            json.WriteEndArray();
        }
        else
        {
            json.WriteStartObject("output");
            json.WriteStartObject("message");
            json.WriteString("role", "assistant");
            json.WriteStartArray("content");
            Block(json, family, Text(dice.Skewed(2, 30)));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteString("stopReason", "end_turn");
            json.WriteStartObject("metrics");
            json.WriteNumber("latencyMs", dice.Below(6000));
            json.WriteEndObject();
        }

        Usage(json, family);
        if (dice.Percent(30)) Trace(json, family);
        json.WriteEndObject();
    }

    private void Usage(Utf8JsonWriter json, string family)
    {
        json.WriteStartObject("usage");
        json.WriteNumber(family == "anthropic" ? "input_tokens" : "inputTokens", dice.Below(4000));
        json.WriteNumber(family == "anthropic" ? "output_tokens" : "outputTokens", dice.Below(1000));
        if (dice.Percent(20)) json.WriteNumber(family == "anthropic" ? "cache_read_input_tokens" : "cacheReadInputTokens", dice.Below(3000));
        json.WriteEndObject();
    }

    private void Trace(Utf8JsonWriter json, string family)
    {
        if (family != "converse") json.WriteString("amazon-bedrock-guardrailAction", "NONE");
        json.WriteStartObject(family == "converse" ? "trace" : "amazon-bedrock-trace");
        json.WriteStartObject("guardrail");
        json.WriteStartObject(family == "converse" ? "inputAssessment" : "input");
        json.WriteStartObject("p3vw8ndy1h6c");
        json.WriteStartObject("invocationMetrics");
        json.WriteNumber("guardrailProcessingLatency", dice.Below(400));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Stream(Utf8JsonWriter json, string model)
    {
        json.WriteStartArray("outputBodyJson");
        json.WriteStartObject();
        json.WriteString("type", "message_start");
        json.WriteStartObject("message");
        json.WriteString("id", "msg_bdrk_" + dice.Hex(24));
        json.WriteString("model", model[(model.LastIndexOf("claude", StringComparison.Ordinal))..]);
        json.WriteEndObject();
        json.WriteEndObject();
        for (var i = dice.Skewed(4, 120); i > 0; i--)
        {
            json.WriteStartObject();
            json.WriteString("type", "content_block_delta");
            json.WriteNumber("index", 0);
            json.WriteStartObject("delta");
            json.WriteString("type", "text_delta");
            json.WriteString("text", " " + dice.Word() + " " + dice.Word());
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
