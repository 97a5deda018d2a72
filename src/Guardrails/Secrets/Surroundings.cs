namespace Plumbline.Guardrails.Secrets;

/// <summary>What stands directly beside a value.</summary>
internal static class Surroundings
{
    /// <summary>True where a value's first byte is only the middle of something longer; escapes such as `\n` and `%20` are no part of it.</summary>
    public static bool GoesOnLeft(ReadOnlySpan<byte> text, int start)
    {
        if (start == 0 || !Alphabets.IsAlphanumeric(text[start - 1])) return false;
        if (start > 1 && text[start - 2] == '\\' && text[start - 1] is (byte)'n' or (byte)'r' or (byte)'t') return start <= 1 || text[start - 2] != '\\';
        return !(start > 2 && text[start - 3] == '%' && char.IsAsciiHexDigit((char)text[start - 2]) && char.IsAsciiHexDigit((char)text[start - 1]));
    }
}
