namespace Plumbline.Guardrails.Secrets;

/// <summary>Keys with a prefix of their own (or a mark inside): an alphabet, a length, and a checksum where the format has one.</summary>
/// <param name="kind">The kind's name.</param>
/// <param name="shape">What stands behind the needle.</param>
/// <param name="left">What stands before it, for marks inside a key.</param>
/// <param name="isWeak">True where other things have that form too.</param>
/// <param name="hasChecksum">True where the last six characters are the CRC-32 of those before, in base 62.</param>
internal sealed class Prefixed(string kind, Shape shape, Shape? left, bool hasChecksum, bool isWeak) : Recogniser
{
    /// <inheritdoc/>
    public override void Look(ReadOnlySpan<byte> text, int start, int end, List<SecretMatch> found)
    {
        if (left is not null) start = left.Start(text, start);
        if (start < 0 || Surroundings.GoesOnLeft(text, start)) return;
        var stop = shape.End(text, end);
        if (stop < 0) return;
        var value = text[start..stop];
        var body = left is null ? text[end..stop] : value;
        found.Add(new SecretMatch(kind, start, value.Length, Placeholders.IsCutOff(text, stop) ? Certainty.Doubtful : Of(value, body)));
    }

    private Certainty Of(ReadOnlySpan<byte> value, ReadOnlySpan<byte> body)
    {
        if (hasChecksum && Checksums.HasCrc32(value)) return Certainty.Proven;
        return isWeak || Placeholders.IsOpen(body) ? Certainty.Doubtful : Certainty.Shaped;
    }
}
