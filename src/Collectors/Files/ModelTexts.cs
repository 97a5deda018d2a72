using System.Buffers;
using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files;

/// <summary>Recognizes model ids in text: Bedrock ids, profiles and ARNs, OpenAI, Anthropic, Google.</summary>
public static partial class ModelTexts
{
    private const string Provider = "ai21|amazon|anthropic|cohere|deepseek|google|luma|meta|minimax|mistral|moonshot|moonshotai|nvidia|openai|qwen|stability|twelvelabs|writer|zai";

    // Every id has one of them in it; most texts have none, and are done with before they are matched.
    private static readonly SearchValues<string> Hints = SearchValues.Create(
        [.. Provider.Split('|').Select(p => p + "."), ":bedrock:", "claude-", "gpt-", "o1-", "o3-", "o4-", "text-", "gemini-", "textembedding-"], StringComparison.Ordinal);

    /// <summary>False where no part of a text can be a model id.</summary>
    public static bool MayHold(ReadOnlySpan<char> text) => text.ContainsAny(Hints);

    /// <summary>True where the whole text is a model id, with or without a client's prefix.</summary>
    public static bool IsModel(string text)
    {
        if (text.Length is <= 3 or >= 300 || !MayHold(text)) return false;
        var (index, length) = (-1, 0);
        foreach (var match in Ids().EnumerateMatches(text))
        {
            if (index >= 0) return false;
            (index, length) = (match.Index, match.Length);
        }

        return index >= 0 && index + length == text.Length && (index == 0 || Clients().IsMatch(text.AsSpan(0, index)));
    }

    /// <summary>The model ids in a text, in their order.</summary>
    public static List<(int Index, int Length)> Find(string text)
    {
        var found = new List<(int, int)>();
        if (!MayHold(text)) return found;
        foreach (var match in Ids().EnumerateMatches(text)) found.Add((match.Index, match.Length));
        return found;
    }

    [GeneratedRegex(@"^(?:(?:bedrock|openai|azure|anthropic|vertex_ai|vertex|google|litellm)[:/])(?:(?:converse|chat|messages|responses)[:/])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Clients();

    // What follows a Bedrock provider must have a digit or a known family: `amazon.com` and `google.auth` are no models.
    [GeneratedRegex(
        @"(?<![A-Za-z0-9_.@-])(?:"
        + @"arn:aws[a-z-]*:bedrock:[a-z0-9-]*:\d{0,12}:(?:foundation-model|inference-profile|application-inference-profile|provisioned-model|custom-model|imported-model|custom-model-deployment|prompt-router|default-prompt-router)/[A-Za-z0-9._:/-]*[A-Za-z0-9]"
        + @"|(?:(?:us-gov|us|eu|apac|jp|au|ca|global)\.)?(?:" + Provider + @")\.(?:claude|nova|titan|llama|command|embed|rerank|jamba|mistral|mixtral|ministral|pixtral|magistral|devstral|voxtral|gpt-oss|deepseek|qwen|stable-|sd3|palmyra|ray-|pegasus|marengo|r1|v3|kimi|minimax|nemotron|gemma|glm|jurassic|j2-)[a-z0-9.-]*(?::\d+)?(?::\d+k)?"
        + @"|claude-(?:instant-)?(?:\d|opus-|sonnet-|haiku-|fable-|mythos-)[a-z0-9.@-]*[a-z0-9]"
        + @"|gpt-(?:3\.5|4|5)[a-z0-9.-]*|gpt-oss-[a-z0-9.-]*|chatgpt-4o[a-z0-9.-]*|o[134](?:-mini|-pro|-preview)?-20\d\d-\d\d-\d\d|o[134]-(?:mini|pro|preview)"
        + @"|text-(?:davinci|curie|babbage|ada)-\d{3}|text-embedding-(?:3-(?:small|large)|ada-002|\d{3})"
        + @"|gemini-\d[a-z0-9.@-]*[a-z0-9]|text-bison@\d+|textembedding-gecko@\d+"
        + @")(?![A-Za-z0-9_/@])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Ids();
}
