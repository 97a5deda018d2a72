namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>How decoding ended.</summary>
public enum DecodeEnd
{
    /// <summary>Everything there was is decoded.</summary>
    Whole,

    /// <summary>The input ends too soon.</summary>
    Cut,

    /// <summary>The input is not what the format says.</summary>
    Broken,

    /// <summary>More would come out than is held.</summary>
    TooLarge,

    /// <summary>The input is packed in a way that is not read, or is encrypted.</summary>
    Unsupported,
}

/// <summary>What came out of a decoder; what came before a break is kept, because a loader may have run it by then.</summary>
/// <param name="Bytes">What was decoded.</param>
/// <param name="End">How it ended.</param>
/// <param name="Read">Bytes of the input that were used.</param>
public readonly record struct Decoded(ReadOnlyMemory<byte> Bytes, DecodeEnd End, int Read);
