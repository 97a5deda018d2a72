using System.Text;

namespace Plumbline.Guardrails.Secrets;

/// <summary>What an assigned value is by its look: a reference, a path, random, or words.</summary>
internal static class Values
{
    private static readonly byte[][] ReferenceStarts =
    [
        .. new[]
        {
            "$", "{{", "{%", "<%", "#{", "!", "&", "*", "os.", "env.", "env:", "process.", "secrets.", "self.", "this.", "config.", "var.", "local.", "data.", "module.", "ref:", "ref+", "op://", "vault:", "arn:",
            "enc[", "encrypted:", "file:", "@microsoft.keyvault", "valuefrom", "ssm:", "sm://", "projects/", "getenv", "environ", "$(", "%(", "http://", "https://", "sha1:", "sha256:", "sha512:", "sha1-", "sha256-", "sha384-", "sha512-", "md5:", "data:", "urn:", "ssh-rsa", "ssh-ed25519", "ecdsa-", "miib", "-----begin",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>True of a value that names a place where the secret is, or of a template's hole.</summary>
    public static bool IsReference(ReadOnlySpan<byte> value)
    {
        if (value.Length == 0) return true;
        foreach (var start in ReferenceStarts)
        {
            if (value.Length < start.Length || !Ascii.EqualsIgnoreCase(value[..start.Length], start)) continue;
            if (start is not [(byte)'!' or (byte)'&' or (byte)'*' or (byte)'$'] || IsName(value[1..])) return true;
        }

        return value[0] == '{' || (value[0] == '<' && value[^1] == '>') || (value[0] == '[' && value[^1] == ']') || (value[0] == '%' && value[^1] == '%') || value.StartsWith("%s"u8) || value.StartsWith("${"u8) || value.StartsWith("$("u8)
            || Holds(value, "${"u8, "}"u8) || Holds(value, "{{"u8, "}}"u8) || Holds(value, "{"u8, "}"u8) || (value[0] == '(' && value[^1] == ')');
    }

    /// <summary>True where digits and letters mix as nobody would write them: many kinds of characters, few of the pairs that words have.</summary>
    public static bool IsRandom(ReadOnlySpan<byte> value)
    {
        if (value.Length < 12 || value.Contains((byte)' ')) return false;
        var (digits, lower, upper, changes, others) = Count(value);
        var letters = lower + upper;
        if (letters + digits < value.Length * 3 / 4) return false;
        if (Placeholders.IsFiller(value) || Entropy(value) < (value.Length < 20 ? 2.8 : IsHexadecimal(value) ? 2.9 : 3.3)) return false;
        if (digits == 0) return letters >= 20 && others <= 2 && ((lower > 0 && upper > 2 && changes * 3 >= value.Length && !IsCamel(value)) || IsConsonantal(value));
        return letters > 0 && changes >= 3 && (changes * 8 >= value.Length || IsConsonantal(value)) && digits * 24 >= value.Length;
    }

    /// <summary>True where a value has a digit or a sign that passwords have and names have not.</summary>
    public static bool HasDigitOrSymbol(ReadOnlySpan<byte> value) => value.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0 || value.ContainsAny(Signs);

    /// <summary>True of a UUID.</summary>
    public static bool IsUuid(ReadOnlySpan<byte> value) => value.Length == 36 && value[8] == '-' && value[13] == '-' && value[18] == '-' && value[23] == '-' && !value.ContainsAnyExcept(UuidBytes);

    /// <summary>True of hexadecimal digits only.</summary>
    public static bool IsHexadecimal(ReadOnlySpan<byte> value) => !value.ContainsAnyExcept(Alphabets.Of('H'));

    /// <summary>True of paths, addresses, names with dots: words between separators.</summary>
    public static bool IsPath(ReadOnlySpan<byte> value)
    {
        if (value.StartsWith("/"u8) || value.StartsWith("./"u8) || value.StartsWith("../"u8) || value.IndexOf("://"u8) >= 0) return true;
        var (words, odd, from) = (0, 0, 0);
        for (var at = 0; at <= value.Length; at++)
        {
            if (at < value.Length && value[at] is not ((byte)'.' or (byte)'/' or (byte)'-' or (byte)'_' or (byte)':' or (byte)'\\')) continue;
            if (at > from && (at - from > 10 || value[from..at].ContainsAnyExceptInRange((byte)'0', (byte)'9'))) _ = IsWord(value[from..at]) ? words++ : odd++;
            from = at + 1;
        }

        return words > 0 && odd * 3 <= words;
    }

    /// <summary>True of letters that could be a word: no strange runs of consonants, not many capitals inside.</summary>
    public static bool IsWord(ReadOnlySpan<byte> value)
    {
        var digits = 0;
        while (value.Length > 0 && char.IsAsciiDigit((char)value[^1]) && digits < 4)
        {
            value = value[..^1];
            digits++;
        }

        return (value.Length == 0 && digits <= 3) || (value.Length > 0 && !value.ContainsAnyExcept(Alphabets.Of('L')) && !IsConsonantal(value) && (IsCamel(value) || value.Length < 4));
    }

    /// <summary>Shannon's entropy in bits for each byte.</summary>
    public static double Entropy(ReadOnlySpan<byte> value)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (var b in value) counts[b]++;
        var sum = 0.0;
        foreach (var count in counts)
        {
            if (count > 0) sum -= (double)count / value.Length * Math.Log2((double)count / value.Length);
        }

        return sum;
    }

    private static readonly System.Buffers.SearchValues<byte> Signs = System.Buffers.SearchValues.Create("!@#%^*+?~&$"u8);

    private static readonly System.Buffers.SearchValues<byte> UuidBytes = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF-"u8);

    private static readonly System.Buffers.SearchValues<byte> Hole = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-:/ ()'\"$|?"u8);

    /// <summary>True where a value reads like code: a name, then a bracket.</summary>
    public static bool IsCode(ReadOnlySpan<byte> value)
    {
        if (IsCrossed(value)) return false;
        var name = value.IndexOfAnyExcept(Alphabets.Of('t'));
        return name > 0 && value[name] is (byte)'(' or (byte)'[' or (byte)'{' && !char.IsAsciiDigit((char)value[0]);
    }

    /// <summary>True where a bracket closes that is not the one that opened last: neither code nor a template is written so.</summary>
    public static bool IsCrossed(ReadOnlySpan<byte> value)
    {
        const int deepest = 16;
        Span<byte> open = stackalloc byte[deepest];
        var depth = 0;
        foreach (var b in value)
        {
            var close = b switch { (byte)'(' => (byte)')', (byte)'[' => (byte)']', (byte)'{' => (byte)'}', _ => (byte)0 };
            if (close != 0 && depth < deepest) open[depth++] = close;
            else if (b is (byte)')' or (byte)']' or (byte)'}' && depth > 0 && open[--depth] != b) return true;
        }

        return false;
    }

    private static bool IsName(ReadOnlySpan<byte> value) => value.Length > 0 && (char.IsAsciiLetter((char)value[0]) || value[0] is (byte)'_' or (byte)'{' or (byte)'(') && !value.ContainsAnyExcept(Alphabets.Of('t'));

    private static bool Holds(ReadOnlySpan<byte> value, ReadOnlySpan<byte> open, ReadOnlySpan<byte> close)
    {
        var at = value.IndexOf(open);
        return at >= 0 && value[(at + open.Length)..].IndexOf(close) is > 2 and var length && !value.Slice(at + open.Length, length).ContainsAnyExcept(Hole);
    }

    private static (int Digits, int Lower, int Upper, int Changes, int Others) Count(ReadOnlySpan<byte> value)
    {
        var (digits, lower, upper, changes, others, last) = (0, 0, 0, 0, 0, 0);
        foreach (var b in value)
        {
            var kind = (uint)(b - '0') <= 9 ? 1 : (uint)(b - 'a') <= 25 ? 2 : (uint)(b - 'A') <= 25 ? 3 : 4;
            _ = kind switch { 1 => digits++, 2 => lower++, 3 => upper++, _ => others++ };
            if (kind != last && last != 0) changes++;
            last = kind;
        }

        return (digits, lower, upper, changes, others);
    }

    // Words joined with capitals: `getAccessTokenForUser`, `AccessToken`, `TOKEN`.
    private static bool IsCamel(ReadOnlySpan<byte> value)
    {
        var capitals = 0;
        foreach (var b in value) capitals += (uint)(b - 'A') <= 25 ? 1 : 0;
        return capitals == value.Length || capitals * 4 <= value.Length + 3;
    }

    private static bool IsConsonantal(ReadOnlySpan<byte> value)
    {
        var (run, vowels, letters) = (0, 0, 0);
        var longest = 0;
        foreach (var b in value)
        {
            if (!char.IsAsciiLetter((char)b))
            {
                run = 0;
                continue;
            }

            letters++;
            var isVowel = (b | 0x20) is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
            if (isVowel) vowels++;
            run = isVowel ? 0 : run + 1;
            longest = Math.Max(longest, run);
        }

        return longest >= 6 || (letters >= 8 && vowels * 6 < letters);
    }
}
