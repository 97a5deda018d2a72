namespace Plumbline.Guardrails.Models.Templates;

/// <summary>Texts that a template adds to the prompt only when some word comes up in what people write.</summary>
internal sealed class TemplateTriggers(long offset, Judgement judgement)
{
    private const int FewestWords = 5;
    private readonly Stack<string?> open = new();

    /// <summary>A condition begins; `elif` takes the place of the one before.</summary>
    public void Open(string word, TemplateNode test)
    {
        if (word == "elif" && open.Count > 0) open.Pop();
        if (open.Count < 1000) open.Push(Word(test));
    }

    public void Else()
    {
        if (!open.TryPop(out _)) return;
        open.Push(null);
    }

    public void Close() => open.TryPop(out _);

    /// <summary>A text that goes into the prompt here.</summary>
    public void Say(string text, int at)
    {
        if (open.FirstOrDefault(w => w is not null) is not { } word || !IsProse(text)) return;
        judgement.Sign("template-trigger", Danger.Review, offset + at, word, "the prompt says more when this word comes up in what people write");
    }

    // A plain word looked for in what a message says; marks such as `<tool_response>` are how models are spoken to.
    private static string? Word(TemplateNode test)
    {
        foreach (var node in Within(test, 0))
        {
            var (word, content) = node switch
            {
                { Kind: NodeKind.Binary, Word: "in" or "==" or "!=" or "not in" } => (node.Parts[0], node.Parts[1]),
                { Kind: NodeKind.Call, Parts: [{ Kind: NodeKind.Attribute, Word: "startswith" or "endswith" or "find" or "count" or "index" } method, var given, ..] } => (given, method.Parts[0]),
                _ => (null, null),
            };
            if (word is null || content is null) continue;
            if (word.Kind is not NodeKind.Text && content.Kind is NodeKind.Text) (word, content) = (content, word);
            if (word.Kind is NodeKind.Text && IsPlain(word.Word) && IsContent(content, 0)) return word.Word;
        }

        return null;
    }

    private static IEnumerable<TemplateNode> Within(TemplateNode node, int depth) =>
        depth > 16 ? [] : node.Parts.SelectMany(p => Within(p, depth + 1)).Prepend(node);

    private static bool IsPlain(string word) => word.Length > 1 && char.IsLetterOrDigit(word.TrimStart()[..1].FirstOrDefault()) && word.Any(char.IsLetter);

    private static bool IsContent(TemplateNode node, int depth) => depth < 16 && (node.Kind switch
    {
        NodeKind.Attribute => node.Word == "content" || IsContent(node.Parts[0], depth + 1),
        NodeKind.Index or NodeKind.Slice => node.Parts.Skip(1).Any(p => p is { Kind: NodeKind.Text, Word: "content" }) || IsContent(node.Parts[0], depth + 1),
        NodeKind.Filter or NodeKind.Call => IsContent(node.Parts[0], depth + 1),
        NodeKind.Name => node.Word is "content" or "user_message" or "message_content" or "prompt",
        _ => false,
    });

    private static bool IsProse(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(w => w.Length > 1 && w.Count(char.IsLetter) * 2 > w.Length) >= FewestWords;
}
