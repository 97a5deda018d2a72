using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Plumbline.Collectors.Observed;

/// <summary>Short texts that repeat from record to record, each made a string once.</summary>
internal sealed class Interned
{
    private const int Most = 4096;
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly Dictionary<string, string> principals = new(StringComparer.Ordinal);
    private readonly (byte[] Bytes, string Text)[] recent = new (byte[], string)[Most];

    public Interned() => lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The string under the reader.</summary>
    /// <exception cref="InvalidOperationException">It is not UTF-8.</exception>
    public string Text(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > 128) return reader.GetString()!;
        Span<char> chars = stackalloc char[128];
        return Text(chars[..reader.CopyString(chars)]);
    }

    /// <summary>An ASCII text as a string.</summary>
    public string Text(ReadOnlySpan<byte> ascii)
    {
        if (ascii.Length is 0 or > 128) return Encoding.ASCII.GetString(ascii);
        ref var slot = ref recent[Slot(ascii)];
        if (slot.Bytes is not null && ascii.SequenceEqual(slot.Bytes)) return slot.Text;
        Span<char> chars = stackalloc char[128];
        Ascii.ToUtf16(ascii, chars, out var written);
        slot = (ascii.ToArray(), Text(chars[..written]));
        return slot.Text;
    }

    /// <summary>The principal behind an ARN in ASCII; sessions of one role share it, and none of them becomes a string.</summary>
    public string PrincipalOf(ReadOnlySpan<byte> arn)
    {
        var name = arn.IndexOf(":assumed-role/"u8) + ":assumed-role/".Length;
        var end = name < ":assumed-role/".Length ? -1 : arn[name..].IndexOf((byte)'/');
        if (end < 0) return PrincipalOf(Text(arn));
        var shorter = Text(arn[..(name + end)]);
        return PrincipalOf(shorter) is { } role && role != shorter ? role : PrincipalOf(Text(arn));
    }

    /// <summary>The principal behind an ARN.</summary>
    public string PrincipalOf(string arn)
    {
        if (principals.TryGetValue(arn, out var found)) return found;
        var made = Principal.OfArn(arn);
        if (principals.Count < Most) principals[arn] = made;
        return made;
    }

    private string Text(ReadOnlySpan<char> text)
    {
        if (lookup.TryGetValue(text, out var found)) return found;
        var made = text.ToString();
        if (known.Count < Most) known[made] = made;
        return made;
    }

    // A slot that two texts share is written over and over, never searched: hostile texts cost a copy each.
    private static int Slot(ReadOnlySpan<byte> text)
    {
        var mixed = (ulong)text.Length;
        var at = 0;
        for (; at + 8 <= text.Length; at += 8) mixed = (mixed ^ BinaryPrimitives.ReadUInt64LittleEndian(text[at..])) * 0x9E3779B97F4A7C15;
        ulong rest = 0;
        for (; at < text.Length; at++) rest = (rest << 8) | text[at];
        mixed = (mixed ^ rest) * 0x9E3779B97F4A7C15;
        return (int)((mixed ^ (mixed >> 29)) * 0x9E3779B97F4A7C15 >> 52);
    }
}
