using System.Buffers.Text;
using System.Text.Json;

namespace Plumbline.Guardrails.Secrets;

/// <summary>JSON web tokens (RFC 7519): segments of base64url of which the first two decode to JSON objects.</summary>
internal sealed class WebTokens : Recogniser
{
    /// <summary>The kind's name.</summary>
    public const string Kind = "json-web-token";

    private const int LongestHeader = 2048;
    private const int LongestSegment = 1 << 14;

    /// <summary>What it looks for: the start of every base64 text that starts with `{"`.</summary>
    public static IEnumerable<(string Needle, bool AnyCase, Recogniser Meaning)> Needles() => [("eyJ", false, new WebTokens()), ("ewog", false, new WebTokens())];

    /// <inheritdoc/>
    public override void Look(ReadOnlySpan<byte> text, int start, int end, List<SecretMatch> found)
    {
        if (Surroundings.GoesOnLeft(text, start) || (start > 0 && text[start - 1] == '.')) return;
        var header = Segment(text, start);
        if (header is < 12 or > LongestHeader || !Follows(text, start + header) || !IsObject(text.Slice(start, header))) return;
        var payload = Segment(text, start + header + 1);
        if (payload < 8 || payload > LongestSegment) return;
        var stop = start + header + 1 + payload;
        var segments = 2;
        var isSigned = IsObject(text[(start + header + 1)..stop]);
        while (segments < 5 && Follows(text, stop) && Segment(text, stop + 1) is > 0 and <= LongestSegment and var next)
        {
            stop += 1 + next;
            segments++;
        }

        if (!isSigned && segments != 5) return;
        found.Add(new SecretMatch(Kind, start, stop - start, segments is 3 or 5 ? Certainty.Proven : Certainty.Shaped));
    }

    private static int Segment(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length) return 0;
        var window = text.Slice(at, Math.Min(LongestSegment + 1, text.Length - at));
        var run = window.IndexOfAnyExcept(Alphabets.Url);
        return run < 0 ? window.Length : run;
    }

    private static bool Follows(ReadOnlySpan<byte> text, int at) => at < text.Length && text[at] == '.';

    private static bool IsObject(ReadOnlySpan<byte> segment)
    {
        var buffer = new byte[Base64Url.GetMaxDecodedLength(segment.Length)];
        if (!Base64Url.IsValid(segment) || !Base64Url.TryDecodeFromUtf8(segment, buffer, out var length)) return false;
        var reader = new Utf8JsonReader(buffer.AsSpan(0, length));
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
