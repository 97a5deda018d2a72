using System.Buffers;

namespace Plumbline.Guardrails.Injection;

/// <summary>Marks of a chat that a text has no reason to hold: tokens of chat templates, roles at the start of a line, tags of a system.</summary>
internal static class ForgedRoles
{
    private static readonly SearchValues<string> Anchors = SearchValues.Create(
        ["<|", "[inst]", "<<sys>>", "<start_of_turn>", "system", "human:", "assistant:", "user:", "<important", "instructions", "instruction:", "admin", "![", "<img"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Ends = SearchValues.Create(":]>)*=");

    private static readonly string[] Tokens =
    [
        "<|im_start|>", "<|im_end|>", "<|system|>", "<|user|>", "<|assistant|>", "<|start_header_id|>", "<|eot_id|>", "<|begin_of_text|>", "<|endoftext|>", "<|start|>", "<|channel|>", "[inst]", "[/inst]", "<<sys>>", "<</sys>>",
        "<start_of_turn>", "<end_of_turn>", "<|turn|>", "<|endofprompt|>",
    ];

    // What may stand for a role at the start of a line, before a colon or a closing bracket.
    private static readonly string[] Roles =
    [
        "system", "system prompt", "system message", "system note", "system override", "system instruction", "system instructions", "system update", "new instructions", "new instruction", "admin", "administrator", "developer", "developer message",
        "human", "user", "assistant", "instructions to the ai", "important instructions", "hidden instruction", "hidden instructions", "important system note", "begin system prompt", "end of system prompt", "updated instructions",
    ];

    /// <summary>Looks at a plain text for marks, line by line.</summary>
    public static void Judge(PlainText plain, TextRole role, int offset, List<InstructionSign> found)
    {
        var text = plain.Text;
        if (!text.ContainsAny(Anchors)) return;
        var (start, isFenced) = (0, false);
        while (start < text.Length && found.Count < Signs.Most)
        {
            var end = text[start..].IndexOf('\n');
            var line = end < 0 ? text[start..] : text.Slice(start, end);
            var bare = line.TrimStart();
            if (bare.StartsWith("```")) isFenced = !isFenced;
            else if (line.Length > 3)
            {
                Token(plain, role, offset + 0, start, line, isFenced, found);
                if (!isFenced) Role(plain, role, offset, start + line.Length - bare.Length, bare, found);
                if (!isFenced) Picture(plain, offset, start, line, found);
            }

            start += line.Length + 1;
        }
    }

    private static void Token(PlainText plain, TextRole role, int offset, int start, ReadOnlySpan<char> line, bool isFenced, List<InstructionSign> found)
    {
        if (line.IndexOfAny('<', '[') < 0) return;
        foreach (var token in Tokens)
        {
            var at = line.IndexOf(token);
            if (at < 0) continue;
            var isCode = isFenced || (line[..at].Count('`') & 1) == 1;
            if (isCode && role is TextRole.Skill or TextRole.InstructionFile or TextRole.Document) return;
            Add(plain, offset, start + at, token.Length, InstructionKind.ForgedRole, isCode ? Certainty.Low : Certainty.High, "holds a token of a chat template", found);
            return;
        }
    }

    // `SYSTEM: …`, `[SYSTEM OVERRIDE]`, `### Instruction:`, `<system>`, `<important>`.
    private static void Role(PlainText plain, TextRole role, int offset, int start, ReadOnlySpan<char> line, List<InstructionSign> found)
    {
        var head = line.TrimStart("#*[<(=->_/ ");
        var opening = line[..(line.Length - head.Length)];
        var end = head.IndexOfAny(Ends);
        if (end is < 4 or > 40) return;
        var name = head[..end].Trim(" *_-");
        if (opening.Contains('<') && name.StartsWith("important")) name = "important";
        var isTag = opening.Contains('<') && head[end] == '>';
        var isBracket = opening.Contains('[') && head[end] == ']' && (end + 1 >= head.Length || head[end + 1] != '(');
        if (!IsRole(name, isTag) || !(isTag || isBracket || head[end] == ':' || (head[end] == '*' && head[end..].TrimStart('*').StartsWith(":")))) return;
        var isPlain = name is "user" or "human" or "assistant" or "admin" or "administrator" or "developer" or "system";
        if (isPlain && !isTag && !isBracket && role is not (TextRole.ToolDescription or TextRole.Data) && !(name is "system" && head[end..].Length > 20 && role != TextRole.InstructionFile)) return;
        var certainty = isTag ? (role == TextRole.ToolDescription || role == TextRole.Data ? Certainty.Medium : Certainty.Low) : isPlain ? Certainty.Low : Certainty.Medium;
        Add(plain, offset, start, line.Length - head.Length + end, InstructionKind.ForgedRole, certainty, "poses as a turn or a section of a chat", found);
    }

    private static bool IsRole(ReadOnlySpan<char> name, bool isTag)
    {
        if (isTag && (name is "important" or "secret" or "hidden" or "system-reminder" or "admin_instructions" or "system_instructions")) return true;
        foreach (var known in Roles) if (name.SequenceEqual(known)) return true;
        return false;
    }

    // A picture whose address takes what the reader fills in: `![x](https://host/?q=[conversation])`.
    private static void Picture(PlainText plain, int offset, int start, ReadOnlySpan<char> line, List<InstructionSign> found)
    {
        for (var from = 0; line[from..].IndexOf("](http") is >= 0 and var next;)
        {
            var at = from + next + 2;
            var end = line[at..].IndexOf(')');
            var address = end < 0 ? line[at..] : line.Slice(at, end);
            var isPicture = line[..(from + next)].LastIndexOf("![") is >= 0 and var open && line[open..(from + next)].IndexOf(']') < 0;
            if (isPicture && address.IndexOf('=') > 0 && Fills(address[address.IndexOf('=')..]))
                Add(plain, offset, start + at, address.Length, InstructionKind.Exfiltration, Certainty.High, "has a picture whose address carries what the reader fills in", found);
            from = at;
        }
    }

    private static bool Fills(ReadOnlySpan<char> query)
    {
        var open = query.IndexOfAny("{[<");
        if (open < 0) return query.IndexOf("%7b") >= 0 || query.IndexOf("$(") >= 0;
        foreach (var range in query[(open + 1)..].SplitAny("{}[]<>_- %+"))
        {
            if ((Lexicon.Of(query[(open + 1)..][range]) & (Sense.Secret | Sense.Private | Sense.Rule | Sense.Answer | Sense.Rules2 | Sense.Person)) != 0) return true;
        }

        return false;
    }

    private static void Add(PlainText plain, int offset, int start, int length, InstructionKind kind, Certainty certainty, string reason, List<InstructionSign> found)
    {
        var from = plain.Place(start);
        found.Add(new InstructionSign(kind, certainty, offset + from, plain.Place(start + length) - from, reason));
    }
}
