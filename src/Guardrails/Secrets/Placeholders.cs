using System.Text;

namespace Plumbline.Guardrails.Secrets;

/// <summary>Values that stand where a secret would: examples, fillers, sequences, references.</summary>
internal static class Placeholders
{
    private const int LongestRun = 6;
    private const int LongestSequence = 8;

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "example", "placeholder", "redacted", "changeme", "your-", "your_", "yourkey", "yourtoken", "dummy", "notreal", "not-a-real", "fakekey", "fake_", "fake-", "sample-", "sample_", "insert", "replace", "xxxxxx", "abcdefgh", "12345678", "-here", "_here",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>True of a value that nobody issued: one character again and again, the alphabet in order, or a word that says so.</summary>
    public static bool IsFiller(ReadOnlySpan<byte> value)
    {
        if (value.Length == 0) return false;
        return HasRunOrSequence(value) || Distinct(value) < Math.Min(6, (value.Length / 2) + 1) || Says(value);
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

    /// <summary>How many different bytes a value has.</summary>
    public static int Distinct(ReadOnlySpan<byte> value)
    {
        UInt128 seen = 0;
        foreach (var b in value) seen |= UInt128.One << (b & 127);
        return (int)UInt128.PopCount(seen);
    }

    private static bool HasRunOrSequence(ReadOnlySpan<byte> value)
    {
        var (run, up, down) = (1, 1, 1);
        for (var i = 1; i < value.Length; i++)
        {
            var step = value[i] - value[i - 1];
            run = step == 0 ? run + 1 : 1;
            up = step == 1 || (value[i - 1] == '9' && (value[i] | 0x20) is 'a' or '0') ? up + 1 : 1;
            down = step == -1 ? down + 1 : 1;
            if (run > LongestRun || up >= LongestSequence || down >= LongestSequence) return true;
        }

        return false;
    }
}
