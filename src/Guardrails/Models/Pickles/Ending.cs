namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>Why a stream was read no further.</summary>
internal enum Ending
{
    None,

    /// <summary>At its `STOP`.</summary>
    Stopped,

    /// <summary>The bytes ended first.</summary>
    Truncated,

    /// <summary>At a byte that is no opcode, or an argument that no unpickler takes.</summary>
    Unreadable,

    /// <summary>The budget is used up.</summary>
    Exhausted,

    /// <summary>A trial reading came to an import.</summary>
    Imported,

    /// <summary>A trial reading saw as much as it wanted.</summary>
    Enough,
}
