using System.Text;
using System.Text.Unicode;

namespace Plumbline.Guardrails.Models.Templates;

/// <summary>A chat template in a file of its own: Jinja that goes over messages, or that walks out of Jinja.</summary>
public sealed class ChatTemplateFormat : IFormat
{
    private const int Longest = 1 << 20;

    /// <inheritdoc/>
    public string Name => "chat-template";

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact)
    {
        if (artifact.Length is < 8 or > Longest) return false;
        var head = artifact.Slice(0, (int)artifact.Length);
        var first = head.IndexOf((byte)'{');
        if (first < 0 || head.Contains((byte)0) || head.IndexOf("{%"u8) < 0 && head.IndexOf("{{"u8) < 0) return false;
        var opening = head.TrimStart(" \t\r\n\uFEFF"u8);
        if (!opening.StartsWith("{%"u8) && !opening.StartsWith("{{"u8) && !opening.StartsWith("{#"u8) && !opening.StartsWith("<"u8) && !opening.StartsWith("["u8)) return false;
        return SpeaksToModels(head) || Walks(head);
    }

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement)
    {
        var bytes = artifact.Slice(0, (int)Math.Min(artifact.Length, Longest));
        if (!Utf8.IsValid(bytes)) judgement.NotScanned("the template is no UTF-8 text");
        else TemplateJudge.Judge(Encoding.UTF8.GetString(bytes), 0, judgement);
    }

    private static bool SpeaksToModels(ReadOnlySpan<byte> text) =>
        text.IndexOf("add_generation_prompt"u8) >= 0 || text.IndexOf("bos_token"u8) >= 0 || text.IndexOf("eos_token"u8) >= 0
        || text.IndexOf("in messages"u8) >= 0 || text.IndexOf("messages["u8) >= 0 || text.IndexOf("loop_messages"u8) >= 0;

    private static bool Walks(ReadOnlySpan<byte> text) => text.IndexOf("__globals__"u8) >= 0 || text.IndexOf("__subclasses__"u8) >= 0 || text.IndexOf("__builtins__"u8) >= 0 || text.IndexOf("__class__"u8) >= 0;
}
