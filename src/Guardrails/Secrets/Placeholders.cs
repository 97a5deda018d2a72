using System.Numerics;
using System.Text;

namespace Plumbline.Guardrails.Secrets;

/// <summary>Values that stand where a secret would: examples, fillers, sequences, references.</summary>
internal static class Placeholders
{
    private const int LongestRun = 5;
    private const int LongestSequence = 6;

    private static readonly System.Buffers.SearchValues<byte> Fill = System.Buffers.SearchValues.Create("xX0*#._-"u8);

    private static readonly byte[][] Words = Bytes(
        "example", "placeholder", "redacted", "changeme", "change_me", "change-me", "your-", "your_", "yourkey", "yourtoken", "yourpass", "dummy", "notreal", "not-a-real", "fake", "sample", "insert", "replace",
        "xxxxxx", "####", "-here", "_here", "goes-here", "<", "todo", "fixme", "****", "...", "0xdead", "c2y6ydjf5/r+", "eby8vdm02xno", "foobar", "lorem");

    private static readonly byte[][] PlainWords = Bytes(
        "password", "passwd", "pass", "pwd", "secret", "token", "test", "testing", "admin", "root", "user", "username", "guest", "default", "none", "null", "nil", "true", "false", "undefined", "string", "empty", "key", "apikey",
        "api_key", "api-key", "value", "mypassword", "my_password", "my-password", "pw", "foo", "bar", "baz", "hidden", "private", "public", "required", "optional", "enabled", "disabled", "yes", "no", "unset", "basic", "bearer",
        "postgres", "mysql", "mongodb", "redis", "rabbitmq", "password1", "letmein", "welcome", "qwerty", "abc123", "changeit", "secret_key", "access_token", "client_secret", "dbpassword", "db_password", "tbd", "secure", "mysecret", "supersecret", "changeme123", "n/a", "credentials");

    /// <summary>True of a value that nobody issued: one character again and again, the alphabet in order, or a word that says so.</summary>
    public static bool IsFiller(ReadOnlySpan<byte> value)
    {
        if (value.Length == 0) return false;
        return HasRunOrSequence(value) || Distinct(value) < Math.Min(6, (value.Length / 2) + 1) || Says(value);
    }

    /// <summary>True of a value that is plainly left open: a word that says so, or runs of the signs that people fill in with.</summary>
    public static bool IsOpen(ReadOnlySpan<byte> value)
    {
        if (Says(value)) return true;
        var (covered, run) = (0, 1);
        for (var i = 1; i <= value.Length; i++)
        {
            if (i < value.Length && (value[i] | 0x20) == (value[i - 1] | 0x20) && Fill.Contains(value[i]))
            {
                run++;
                continue;
            }

            if (run >= LongestRun - 1) covered += run;
            run = 1;
        }

        return covered * 3 >= value.Length;
    }

    /// <summary>True where a value is cut off at a place: `sk-abc…`, `xoxb-12-###`, `ghp_abc***`.</summary>
    public static bool IsCutOff(ReadOnlySpan<byte> text, int end)
    {
        if (end < text.Length && text[end] is (byte)'-' or (byte)'_') end++;
        return text[end..] is [(byte)'.', (byte)'.', ..] or [(byte)'*', (byte)'*', ..] or [(byte)'#', (byte)'#', ..] or [0xE2, 0x80, 0xA6, ..] or [0xFF, ..] or [(byte)'<', (byte)'.' or (byte)'r', ..];
    }

    /// <summary>True where a word in the value says that it is no secret.</summary>
    public static bool Says(ReadOnlySpan<byte> value)
    {
        foreach (var word in Words)
        {
            for (var at = 0; at + word.Length <= value.Length; at++)
            {
                if ((value[at] | 0x20) == (word[0] | 0x20) && Ascii.EqualsIgnoreCase(value.Slice(at, word.Length), word)) return true;
            }
        }

        return false;
    }

    /// <summary>True of one of the words that people write where a secret belongs.</summary>
    public static bool IsPlainWord(ReadOnlySpan<byte> value)
    {
        foreach (var word in PlainWords)
        {
            if (value.Length == word.Length && Ascii.EqualsIgnoreCase(value, word)) return true;
        }

        return false;
    }

    /// <summary>True of plain words, of what says that it is no secret, and of fillers.</summary>
    public static bool IsStandIn(ReadOnlySpan<byte> value) => IsPlainWord(value) || Says(value) || HasRunOrSequence(value);

    /// <summary>How many different bytes a value has.</summary>
    public static int Distinct(ReadOnlySpan<byte> value)
    {
        var (low, high) = (0ul, 0ul);
        foreach (var b in value)
        {
            if ((b & 64) == 0) low |= 1ul << b;
            else high |= 1ul << b;
        }

        return BitOperations.PopCount(low) + BitOperations.PopCount(high);
    }

    private static byte[][] Bytes(params string[] words) => [.. words.Select(Encoding.ASCII.GetBytes)];

    // Two fifths of the value are runs of one character and sequences up or down.
    private static bool HasRunOrSequence(ReadOnlySpan<byte> value)
    {
        var (covered, length, direction) = (0, 1, 2);
        for (var i = 1; i <= value.Length; i++)
        {
            var step = i == value.Length ? 9 : Step(value[i - 1], value[i]);
            if (step == direction && step != 9)
            {
                length++;
                continue;
            }

            if (length >= (direction == 0 ? LongestRun : LongestSequence)) covered += length;
            (direction, length) = (step, 2);
            if (step == 9) length = 1;
        }

        return covered * 5 >= value.Length * 2;
    }

    private static int Step(byte last, byte next)
    {
        if (last == '9' && (next | 0x20) is 'a' or '0') return 1;
        if (char.IsAsciiLetter((char)last) && char.IsAsciiLetter((char)next)) (last, next) = ((byte)(last | 0x20), (byte)(next | 0x20));
        return (next - last) switch { 0 => 0, 1 => 1, -1 => -1, _ => 9 };
    }
}
