using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.PromptForms;

namespace Plumbline.Collectors.Observed.BedrockInvocations;

/// <summary>What a glanced record says, worked out in place: the same as <see cref="InvocationRecord"/> of the same bytes says.</summary>
internal sealed class GlancedInvocation
{
    private readonly KnownParts<(string? Hash, string Text)> systems;
    private readonly KnownParts<(string Name, string Id)[]> configured = new(e => [.. Prompts.ConfiguredTools(e)]);
    private readonly KnownParts<(string Name, string Id)[]> bodies = new(e => [.. Prompts.BodyTools(e)]);
    private readonly SentTexts texts = new();
    private readonly Interned names = new();
    private bool isPlain;
    private string prompt = "";

    /// <summary>Reads prompts that fill in approved templates as those.</summary>
    public GlancedInvocation(FilledTemplates templates)
    {
        PromptText = () => prompt;
        systems = new(e => Prompts.SystemText(e) is { } text ? (templates.Fingerprint(text), templates.Told(text)) : (null, ""));
    }

    /// <summary>What the record is counted under.</summary>
    public InvocationKey Key { get; private set; }

    /// <summary>The account of the record.</summary>
    public string Account { get; private set; } = "";

    /// <summary>Tools sent, those of Converse and those of a model's own body.</summary>
    public ((string Name, string Id)[] Configured, (string Name, string Id)[] Body) Tools { get; private set; }

    /// <summary>What the prompt cache and a guardrail did.</summary>
    public PromptUse Use { get; private set; }

    /// <summary>The text of the system prompt.</summary>
    public Func<string> PromptText { get; }

    /// <summary>Reads the account, the region and who called; false where a general reader has to.</summary>
    public bool ReadHead(InvocationGlance glance, ReadOnlySpan<byte> record, DateTimeOffset time)
    {
        isPlain = true;
        var identity = new PlainMembers(glance.Text(record, InvocationField.Identity), "arn");
        var arn = identity.Text(0, ref isPlain);
        Account = glance.Has(InvocationField.Account) ? names.Text(glance.Text(record, InvocationField.Account)) : Principal.AccountOf(names.Text(arn)) ?? "";
        var region = names.Text(glance.Text(record, InvocationField.Region));
        var landed = glance.Text(record, InvocationField.Landed);
        var model = names.Text(glance.Text(record, InvocationField.Model));
        Key = new InvocationKey
        {
            Principal = arn.IsEmpty ? "unknown" : names.PrincipalOf(arn), Region = region, Landed = landed.IsEmpty ? region : names.Text(landed),
            Model = model, Day = Routes.DayOf(model, time), Api = names.Text(glance.Text(record, InvocationField.Operation)),
        };
        return isPlain && !identity.IsUnsure;
    }

    /// <summary>Reads what was sent and answered; false where a general reader has to.</summary>
    public bool ReadBody(InvocationGlance glance, ReadOnlySpan<byte> record)
    {
        Tools = ([], []);
        try
        {
            var input = new PlainMembers(glance.Text(record, InvocationField.Input), "inputBodyJson", "inputBodyS3Path", "cacheReadInputTokenCount", "cacheWriteInputTokenCount");
            var output = new PlainMembers(glance.Text(record, InvocationField.Output), "outputBodyJson");
            if (input.IsUnsure || output.IsUnsure) return false;
            var isStored = input.Text(1, ref isPlain).Length > 0;
            var isSent = input[0] is [(byte)'{', ..];
            if (input[0] is [(byte)'[', ..] || !ReadAnswer(output[0], out var resolved, out var isCached)) return false;
            var key = Key with { Resolved = resolved, Cached = isCached || GlancedUse.Count(input[2]) > 0, Recoverable = isSent || isStored };
            var body = new PlainMembers(isSent ? input[0] : default, "system", "messages", "guardrailConfig", "toolConfig", "tools", "inputText", "prompt");
            if (body.IsUnsure) return false;
            var (guardrail, version) = GuardrailOf(body[2], output[0]);
            key = key with { Guardrail = guardrail == GuardrailTrace.Unnamed || (guardrail.Length == 0 && !isSent) ? null : guardrail, GuardrailVersion = version };
            Key = key;
            if (!GlancedUse.TryRead(input[2], input[3], isSent ? input[0] : default, output[0], out var use)) return false;
            Use = use;
            return (!isSent || ReadSent(body)) && isPlain;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private bool ReadSent(in PlainMembers body)
    {
        texts.Clear();
        var (system, text) = body[0].IsEmpty ? (null, "") : systems.Of(body[0]);
        prompt = text;
        if (texts.AddMessages(body[1]) && system is null) return false;
        texts.Add(body[5]);
        texts.Add(body[6]);
        Tools = (body[3].IsEmpty ? [] : configured.Of(body[3]), body[4].IsEmpty ? [] : bodies.Of(body[4]));
        Key = Key with { Prompt = system ?? "", Pii = texts.Kinds };
        return !texts.IsUnsure;
    }

    // Whatever tells of a guardrail has the word in it, unless escapes spell it.
    private (string Guardrail, string Version) GuardrailOf(ReadOnlySpan<byte> asked, ReadOnlySpan<byte> answer)
    {
        var config = new PlainMembers(asked, "guardrailIdentifier", "guardrailVersion");
        isPlain &= !config.IsUnsure;
        var (id, version) = (names.Text(config.Text(0, ref isPlain)), names.Text(config.Text(1, ref isPlain)));
        if (id.Length > 0) return (GuardrailTrace.Bare(id), version);
        if (answer.IndexOf("guardrail"u8) < 0 && answer.IndexOf("\\u"u8) < 0) return ("", "");
        using var document = JsonDocument.Parse(answer.ToArray(), new JsonDocumentOptions { MaxDepth = 64 });
        return GuardrailTrace.OfAnswer(document.RootElement);
    }

    private bool ReadAnswer(ReadOnlySpan<byte> answer, out string resolved, out bool isCached)
    {
        (resolved, isCached) = ("", false);
        if (answer is [(byte)'[', ..]) return ReadStream(answer, out resolved);
        var members = new PlainMembers(answer, "model", "usage");
        if (members.IsUnsure) return false;
        resolved = names.Text(members.Text(0, ref isPlain));
        var usage = new PlainMembers(members[1], "cacheReadInputTokens", "cache_read_input_tokens");
        isCached = GlancedUse.Count(usage[0]) > 0 || GlancedUse.Count(usage[1]) > 0;
        return !usage.IsUnsure;
    }

    private bool ReadStream(ReadOnlySpan<byte> answer, out string resolved)
    {
        resolved = "";
        var list = new PlainFields(answer, 0);
        list.Enter((byte)'[');
        for (var i = 0; i < 8 && list.NextElement(); i++)
        {
            var chunk = new PlainMembers(list.Skip(), "message", "model");
            var message = new PlainMembers(chunk[0], "model");
            if (chunk.IsUnsure || message.IsUnsure) return false;
            if (!message.IsString(0) && !chunk.IsString(1)) continue;
            resolved = names.Text(message.IsString(0) ? message.Text(0, ref isPlain) : chunk.Text(1, ref isPlain));
            break;
        }

        return !list.HasFailed;
    }
}
