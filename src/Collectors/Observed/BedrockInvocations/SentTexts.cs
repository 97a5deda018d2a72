using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Plumbline.Collectors.Files;
using Plumbline.Guardrails.Pii;

namespace Plumbline.Collectors.Observed.BedrockInvocations;

/// <summary>Looks through the texts of one request in place for kinds of personal data; the same texts as <see cref="Prompts.Pii"/> looks at.</summary>
internal sealed class SentTexts
{
    private static readonly SearchValues<byte> Signs = SearchValues.Create("0123456789@"u8);
    private readonly SortedSet<string> kinds = new(StringComparer.Ordinal);
    private char[] chars = new char[4096];
    private int looked;

    /// <summary>True where a general reader has to read the request.</summary>
    public bool IsUnsure { get; private set; }

    /// <summary>The kinds found, joined by commas.</summary>
    public string Kinds => kinds.Count == 0 ? "" : string.Join(',', kinds);

    /// <summary>Starts a request.</summary>
    public void Clear()
    {
        kinds.Clear();
        (looked, IsUnsure) = (0, false);
    }

    /// <summary>Looks through the messages of users; true where one is of the system.</summary>
    public bool AddMessages(ReadOnlySpan<byte> messages)
    {
        var hasSystem = false;
        var list = new PlainFields(messages, 0);
        if (!list.Enter((byte)'[')) return false;
        while (list.NextElement())
        {
            var message = new PlainMembers(list.Skip(), "role", "content");
            var isPlain = !message.IsUnsure;
            var role = message.Text(0, ref isPlain);
            IsUnsure |= !isPlain;
            if (role.SequenceEqual("system"u8) || role.SequenceEqual("developer"u8)) hasSystem = true;
            else if (!role.SequenceEqual("assistant"u8)) Add(message[1], 0);
        }

        IsUnsure |= list.HasFailed;
        return hasSystem;
    }

    /// <summary>Looks through a text, a list of texts, or blocks that hold texts.</summary>
    public void Add(ReadOnlySpan<byte> content, int depth = 0)
    {
        if (content.IsEmpty) return;
        if (content[0] == (byte)'"') AddText(content);
        if (content[0] != (byte)'[') return;
        var list = new PlainFields(content, 0);
        for (list.Enter((byte)'['); list.NextElement();)
        {
            var block = list.Skip();
            if (block is [(byte)'"', ..]) AddText(block);
            else if (block is [(byte)'{', ..]) AddBlock(block, depth + 1);
        }

        IsUnsure |= list.HasFailed;
    }

    private void AddBlock(ReadOnlySpan<byte> block, int depth)
    {
        var members = new PlainMembers(block, "text", "content", "toolResult");
        IsUnsure |= members.IsUnsure || depth > 16;
        if (IsUnsure) return;
        if (members.IsString(0))
        {
            AddText(members[0]);
            return;
        }

        Add(members[1], depth);
        var result = new PlainMembers(members[2], "content");
        IsUnsure |= result.IsUnsure;
        Add(result[0], depth);
    }

    // A text without digits and @ holds nothing that the scanner knows, unless escapes spell them.
    private void AddText(ReadOnlySpan<byte> quoted)
    {
        looked++;
        var text = quoted[1..^1];
        if (!Utf8.IsValid(text)) IsUnsure = true;
        var spells = text.IndexOf("\\u"u8) >= 0;
        if (IsUnsure || (!spells && (looked > Prompts.MostTexts || !text.ContainsAny(Signs)))) return;
        if (chars.Length < text.Length) chars = new char[text.Length * 2];
        try
        {
            var reader = new Utf8JsonReader(quoted);
            reader.Read();
            var length = reader.CopyString(chars);
            if (looked <= Prompts.MostTexts) kinds.UnionWith(PiiScanner.Kinds(chars.AsSpan(0, length)));
        }
        catch (InvalidOperationException)
        {
            IsUnsure = true;
        }
    }
}
