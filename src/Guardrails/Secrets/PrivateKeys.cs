namespace Plumbline.Guardrails.Secrets;

/// <summary>Private keys in armour (RFC 7468, OpenSSH, PGP), also inside strings where line ends are written `\n`.</summary>
internal sealed class PrivateKeys : Recogniser
{
    /// <summary>The kind's name.</summary>
    public const string Kind = "private-key";

    private const int LongestHeader = 64;
    private const int LongestBody = 1 << 15;
    private const int ShortestKey = 64;

    /// <summary>What it looks for.</summary>
    public static IEnumerable<(string Needle, bool AnyCase, Recogniser Meaning)> Needles()
    {
        var keys = new PrivateKeys();
        return [("PRIVATE KEY-----", false, keys), ("PRIVATE KEY BLOCK-----", false, keys)];
    }

    /// <inheritdoc/>
    public override void Look(ReadOnlySpan<byte> text, int start, int end, List<SecretMatch> found)
    {
        var from = Math.Max(0, start - LongestHeader);
        var header = text[from..start].LastIndexOf("-----BEGIN"u8);
        if (header < 0 || text[(from + header)..start].Contains((byte)'\n')) return;
        var body = text.Slice(end, Math.Min(LongestBody, text.Length - end));
        var close = body.IndexOf("-----"u8);
        if (close >= 0) body = body[..close];
        var (key, other) = Characters(body);
        if (key < 10) return;
        var first = from + header;
        var isWhole = close >= 0 && text[(end + close)..].StartsWith("-----END"u8);
        var isLocked = text[first..end].IndexOf("ENCRYPTED"u8) >= 0 || body.IndexOf("ENCRYPTED"u8) >= 0;
        var certainty = !isLocked && key >= ShortestKey && other == 0 && !Placeholders.IsFiller(body[..Math.Min(200, body.Length)]) ? isWhole ? Certainty.Proven : Certainty.Shaped : Certainty.Doubtful;
        found.Add(new SecretMatch(Kind, first, end - first + body.Length, certainty));
    }

    // Lines such as `Proc-Type: 4,ENCRYPTED` belong to the armour, not to the key.
    private static (int Key, int Other) Characters(ReadOnlySpan<byte> body)
    {
        var (key, other) = (0, 0);
        foreach (var range in body.Split((byte)'\n'))
        {
            var line = body[range];
            if (line.Contains((byte)':')) continue;
            for (var i = 0; i < line.Length; i++)
            {
                var b = line[i];
                if (b == '\\' && i + 1 < line.Length && line[i + 1] is (byte)'n' or (byte)'r' or (byte)'\\') i++;
                else if (Alphabets.Base64.Contains(b)) key++;
                else if (b is (byte)'.' or (byte)'*' || (b == ' ' && key > 0 && key < ShortestKey && range.End.Value - range.Start.Value < ShortestKey)) other++;
            }
        }

        return (key, other);
    }
}
