using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs;

/// <summary>What one evaluation needs while it runs: the loops' variables and the steps it has left.</summary>
public sealed class Frame
{
    /// <summary>Steps an evaluation may take.</summary>
    public const long Steps = 10_000_000;

    /// <summary>Loop variables that a frame has room for whatever the program.</summary>
    internal const int Most = 8;

    [ThreadStatic]
    private static Frame? idle;

    private long left;

    private Frame() { }

    /// <summary>The loops' variables.</summary>
    internal Value[] Locals { get; private set; } = new Value[Most];

    /// <summary>True where a list may leave out the elements of which it cannot be told whether they belong to it: for sentences, never for verdicts.</summary>
    internal bool LeavesOut { get; set; }

    internal bool IsSpent => left < 0;

    /// <summary>The steps it has left; less than none where it is spent.</summary>
    internal long Left => left;

    internal static Value Spent { get; } = Value.Error($"evaluation takes more than {Steps:N0} steps; make the lists it ranges over shorter");

    /// <summary>This thread's frame, or another where that one is in use.</summary>
    internal static Frame Rent(int locals, long steps = Steps)
    {
        var frame = idle ?? new Frame();
        idle = null;
        if (frame.Locals.Length < locals) frame.Locals = new Value[locals];
        frame.left = steps;
        return frame;
    }

    internal void Return(int locals)
    {
        if (locals > 0) Array.Clear(Locals, 0, locals);
        LeavesOut = false;
        idle = this;
    }

    /// <summary>Takes steps; false where none are left.</summary>
    internal bool Charge(long steps) => (left -= steps) >= 0;

    internal bool Charge(Value value) => Charge(Extent.Of(value).Weight);
}
