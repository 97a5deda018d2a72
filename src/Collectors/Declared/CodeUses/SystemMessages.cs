using Plumbline.Code.Names;
using Plumbline.Code.Trees;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>Finds the system prompt in a list of messages, in the forms that libraries write it.</summary>
internal sealed class SystemMessages(Things things, Texts texts)
{
    private static readonly string[] Makers = ["SystemMessage", "SystemChatMessage", "ChatRequestSystemMessage", "ChatCompletionSystemMessageParam", "SystemMessagePromptTemplate.from_template", "SystemMessage.from", "CreateSystemMessage", "SystemContentBlock"];

    /// <summary>What is known of the system prompt; nothing where the list holds none.</summary>
    public Said In(Expression messages, Place at)
    {
        foreach (var found in things.Resolver.Follow(messages, at))
        {
            if (found.Value is not Items items) continue;
            foreach (var item in items.All)
            {
                foreach (var message in things.Resolver.Follow(item, found.At))
                {
                    if (ContentOf(message.Value) is { } content) return texts.Of(content, message.At);
                }
            }
        }

        return Said.Nothing;
    }

    private static Expression? ContentOf(Expression message) => message switch
    {
        Fields fields when fields.All.Any(f => f.Key is "role" or "Role" && f.Value is Text { Value: "system" or "developer" }) => fields.All.FirstOrDefault(f => f.Key is "content" or "Content" or "text").Value,
        Call call when Makers.Any(m => Texts.Shown(call.Callee).EndsWith(m, StringComparison.Ordinal)) => Content(call, 0),
        Call { Arguments: [{ Value: Member { Value: "System" or "SYSTEM" or "Developer" } }, ..] } call => Content(call, 1),
        Call call when call.Arguments.Any(a => a is { Name: "role" or "Role", Value: Text { Value: "system" } or Member { Value: "SYSTEM" or "System" } }) => Content(call, 0),
        Items { All: [Text { Value: "system" }, var content] } => content,
        _ => null,
    };

    private static Expression? Content(Call call, int place) =>
        call.Arguments.FirstOrDefault(a => a.Name is "content" or "Content" or "text" or "contents")?.Value
        ?? call.Arguments.Where(a => a.Name is null).Skip(place).FirstOrDefault()?.Value;
}
