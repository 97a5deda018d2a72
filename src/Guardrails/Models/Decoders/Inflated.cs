namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>What a decoder of one stream gives, judged.</summary>
internal static class Inflated
{
    /// <summary>Does it decode at all? What only begins like it does not.</summary>
    public static bool Begins(Func<Stream> open)
    {
        try
        {
            using var decoder = open();
            Span<byte> some = stackalloc byte[64];
            return decoder.Read(some) > 0;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            return false;
        }
    }

    public static void Judge(Stream decoder, string name, Judgement judgement)
    {
        var inner = judgement.Decode(decoder, out var broken);
        if (broken) judgement.NotScanned("the compressed data is broken", inner.Length);
        if (judgement.Inside(name, inner).Count == 0) judgement.NotScanned($"what is compressed is {Judgement.NoFormat}");
    }
}
