using Plumbline.Cel.Types;

namespace Plumbline.Behavior.Decisions;

/// <summary>A tool call laid out for one policy: its values in slots, and the rules that may decide it. Used again, it allocates nothing.</summary>
public sealed class PreparedCall
{
    internal PreparedCall(int slots, int words)
    {
        Slots = new Value[slots];
        Candidates = new ulong[words];
    }

    internal Value[] Slots { get; }

    /// <summary>Bit r is set where rule r is not false for its heads.</summary>
    internal ulong[] Candidates { get; }

    /// <summary>True where the values that heads ask for are all known.</summary>
    internal bool IsKnown { get; set; }
}
