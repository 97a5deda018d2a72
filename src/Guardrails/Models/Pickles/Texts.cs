using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>Reads texts off symbolic values, and computes those that a pickle lets the interpreter build.</summary>
internal sealed class Texts(Artifact artifact, Heap heap, Globals globals)
{
    /// <summary>No name is longer, and no piece of one.</summary>
    public const int Longest = 4096;

    private int patience;

    /// <summary>The text, or null where it cannot be told.</summary>
    public string? Of(Value value)
    {
        patience = 256;
        return Compute(value, 0);
    }

    /// <summary>The text as it stands in the file, up to a length; null where it is none or must be computed.</summary>
    public string? Literal(Value value, int longest = Longest)
    {
        if (!value.IsText || value.Size > longest) return null;
        var bytes = artifact.Slice(value.At, value.Size);
        return value.Kind switch
        {
            Kind.Text => Encoding.UTF8.GetString(bytes),
            Kind.Escaped => Escapes.Unicode(bytes),
            Kind.Quoted => Escapes.Quoted(bytes),
            _ => Encoding.Latin1.GetString(bytes),
        };
    }

    private string? Compute(Value value, int depth)
    {
        if (--patience < 0 || depth > 32) return null;
        if (value.IsText) return Literal(value);
        if (value.Kind == Kind.Integer && depth > 0) return value.At is >= 0 and < 0xD800 ? ((char)value.At).ToString() : null;
        if (value.Kind != Kind.Result) return null;
        var args = heap.Part(value.At);
        var text = Build(globals[value.Size].Weight.Role, args, depth + 1);
        return text?.Length <= Longest ? text : null;
    }

    private string? Build(Role role, Value args, int depth)
    {
        string? Arg(int i) => i < heap.Count(args) ? Compute(heap.Item(args, i), depth) : null;
        return role switch
        {
            Role.Concat => Arg(0) is { } a && Arg(1) is { } b ? a + b : null,
            Role.Join => Joined(heap.Count(args) > 1 ? heap.Item(args, 1) : Value.Unknown, Arg(0), depth),
            Role.Character => Arg(0),
            Role.Same => heap.Item(args, 0) is { Kind: Kind.Tuple or Kind.Container } parts ? Joined(parts, "", depth) : Arg(0),
            Role.Lower => Arg(0)?.ToLowerInvariant(),
            Role.Replace => Arg(0) is { } text && Arg(1) is { Length: > 0 } old && Arg(2) is { } now ? text.Replace(old, now, StringComparison.Ordinal) : null,
            Role.Reverse => Arg(0) is { } turned ? string.Concat(turned.Reverse()) : null,
            Role.Codec => Recoded(Arg(0), Arg(1)),
            Role.Base64 => Decoded(Arg(0)),
            Role.Hex => Unhexed(Arg(0)),
            _ => null,
        };
    }

    private string? Joined(Value parts, string? between, int depth)
    {
        if (between is null) return null;
        if (parts.IsText || parts.Kind == Kind.Result) return Compute(parts, depth) is { } text ? string.Join(between, text.AsEnumerable()) : null;
        var count = heap.Count(parts);
        if (count < 0) return null;
        var all = new List<string>();
        var length = 0;
        for (var i = 0; i < count; i++)
        {
            if (Compute(heap.Item(parts, i), depth) is not { } text || (length += text.Length) > Longest) return null;
            all.Add(text);
        }

        return string.Join(between, all);
    }

    private static string? Recoded(string? text, string? codec) => codec?.ToLowerInvariant().Replace('-', '_') switch
    {
        null or "latin1" or "latin_1" or "ascii" or "utf8" or "utf_8" or "iso8859_1" or "raw_unicode_escape" or "bytes" => text,
        "rot13" or "rot_13" => text is null ? null : string.Concat(text.Select(Rotated)),
        "hex" or "hex_codec" => Unhexed(text),
        "base64" or "base64_codec" or "base_64" => Decoded(text),
        _ => null,
    };

    private static char Rotated(char c) => char.IsAsciiLetterLower(c) ? (char)('a' + ((c - 'a' + 13) % 26)) : char.IsAsciiLetterUpper(c) ? (char)('A' + ((c - 'A' + 13) % 26)) : c;

    private static string? Decoded(string? text) =>
        text is not null && Base64.IsValid(text.Replace('-', '+').Replace('_', '/')) ? Encoding.Latin1.GetString(Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/'))) : null;

    private static string? Unhexed(string? text)
    {
        if (text is null || text.Length % 2 != 0) return null;
        var made = new StringBuilder();
        for (var i = 0; i < text.Length; i += 2)
        {
            if (!byte.TryParse(text.AsSpan(i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b)) return null;
            made.Append((char)b);
        }

        return made.ToString();
    }
}
