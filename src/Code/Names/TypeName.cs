namespace Plumbline.Code.Names;

/// <summary>The name of a type, without what is written around it.</summary>
public static class TypeName
{
    private static readonly string[] Wrappers = ["Optional", "Task", "ValueTask", "Lazy", "Annotated", "Awaitable", "Promise", "Readonly", "Required", "IOptions", "Promise", "list", "List", "IEnumerable", "IList", "Type"];

    /// <summary>`OpenAIClient` of `Optional[openai.OpenAIClient]`, `Task&lt;OpenAIClient?&gt;`, `*openai.OpenAIClient`, `OpenAIClient | None`.</summary>
    public static string Of(string type)
    {
        var text = type.Trim().Trim('"', '\'').TrimStart('*', '&').Split('|')[0].Trim().TrimEnd('?', ']').Trim();
        for (var rounds = 0; rounds < 4; rounds++)
        {
            var open = text.IndexOfAny(['<', '[']);
            if (open < 0) break;
            var outer = Last(text[..open]);
            if (!Wrappers.Contains(outer, StringComparer.Ordinal)) return outer;
            text = text[(open + 1)..].TrimEnd('>', ']', '?', ' ').Split(',')[0].Split('|')[0].Trim();
        }

        return Last(text);
    }

    private static string Last(string text) => text[(text.LastIndexOf('.') + 1)..].Trim();
}
