namespace Plumbline.Guardrails.Models;

/// <summary>How much work one artifact may cost. What lies beyond is not scanned, and said to be so.</summary>
public sealed record Budget
{
    public static Budget Usual { get; } = new();

    /// <summary>Bytes that all decoders may produce together.</summary>
    public long DecodedBytes { get; init; } = 1L << 30;

    /// <summary>Bytes of one decoded member; they are held in memory.</summary>
    public int MemberBytes { get; init; } = 1 << 28;

    /// <summary>Opcodes, headers, nodes, tokens: whatever a format walks over.</summary>
    public long Steps { get; init; } = 1L << 30;

    /// <summary>Artifacts inside artifacts.</summary>
    public int Depth { get; init; } = 8;

    /// <summary>Artifacts inside the artifact, on every level together.</summary>
    public int Members { get; init; } = 100_000;

    /// <summary>Signs, facts and unscanned parts kept, each. The gravest signs are kept.</summary>
    public int Kept { get; init; } = 2_000;
}
