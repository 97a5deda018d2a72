using System.Text;

namespace Plumbline.Guardrails.Models.Templates;

/// <summary>A chat template in a file of its own: Jinja that goes over messages, or that walks out of Jinja.</summary>
/// <param name="named">True where a loader takes the file for a template by its name: then it is one, whatever it holds.</param>
public sealed class ChatTemplateFormat(bool named = false) : IFormat
{
    private const int Longest = 1 << 20;
    private const int First = 16 << 10;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public string Name => "chat-template";

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact)
    {
        if (named) return true;
        if (artifact.Length < 8 || !Opens(artifact.Slice(0, (int)Math.Min(First, artifact.Length)))) return false;
        var text = artifact.Slice(0, (int)Math.Min(Longest, artifact.Length));
        if (JsonTexts.IsWide(text)) text = JsonTexts.Narrow(text);
        return SpeaksToModels(text) || Walks(text);
    }

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement)
    {
        if (artifact.Length > Longest) judgement.NotScanned("the template is longer than is read", Longest);
        var bytes = artifact.Slice(0, (int)Math.Min(artifact.Length, Longest));
        try
        {
            TemplateJudge.Judge(Strict.GetString(JsonTexts.IsWide(bytes) ? JsonTexts.Narrow(bytes) : bytes), 0, judgement);
        }
        catch (DecoderFallbackException) when (artifact.Length <= Longest)
        {
            judgement.NotScanned("the template is no text in UTF-8 or UTF-16");
        }
        catch (DecoderFallbackException)
        {
            TemplateJudge.Judge(Encoding.UTF8.GetString(bytes), 0, judgement);
        }
    }

    // Binary files hold braces too.
    private static bool Opens(ReadOnlySpan<byte> head)
    {
        if (JsonTexts.IsWide(head)) head = JsonTexts.Narrow(head);
        if (head.Count((byte)0) > 1 + head.Length / 64) return false;
        var opening = head.TrimStart(" \t\r\n\uFEFF"u8);
        // JSON and YAML hold templates as texts; those are judged where they are read.
        if (opening is [(byte)'{', not ((byte)'%' or (byte)'{' or (byte)'#'), ..]) return false;
        return head.IndexOf("{%"u8) >= 0 || head.IndexOf("{{"u8) >= 0;
    }

    // A page that goes over messages is no chat template; who speaks to a model asks for roles, or for the marks of a model.
    private static bool SpeaksToModels(ReadOnlySpan<byte> text) =>
        text.IndexOf("add_generation_prompt"u8) >= 0 || text.IndexOf("bos_token"u8) >= 0 || text.IndexOf("eos_token"u8) >= 0
        || (text.IndexOf("in messages"u8) >= 0 || text.IndexOf("messages["u8) >= 0 || text.IndexOf("loop_messages"u8) >= 0)
            && (text.IndexOf("['role']"u8) >= 0 || text.IndexOf("[\"role\"]"u8) >= 0 || text.IndexOf(".role"u8) >= 0 || text.IndexOf("['content']"u8) >= 0 || text.IndexOf("[\"content\"]"u8) >= 0 || text.IndexOf(".content"u8) >= 0);

    private static bool Walks(ReadOnlySpan<byte> text) => text.IndexOf("__globals__"u8) >= 0 || text.IndexOf("__subclasses__"u8) >= 0 || text.IndexOf("__builtins__"u8) >= 0 || text.IndexOf("__class__"u8) >= 0;
}
