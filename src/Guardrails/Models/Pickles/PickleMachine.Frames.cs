namespace Plumbline.Guardrails.Models.Pickles;

// Frames, which some readers take as they say and others read through.
internal sealed partial class PickleMachine
{
    private const int LongestAcross = 1 << 16;
    private long frameEnd = -1;

    // Within the window, where the frame ends or the window does.
    private int FrameEnd(int length, int at) => frameEnd > origin + at ? (int)Math.Min(frameEnd - origin, length) : length;

    // A frame begins. One that begins inside another is read by some, and refused by others.
    private int Framed(long size, int length, int i)
    {
        if (calls is null) return length;
        if (frameEnd > origin + i) judgement?.Sign("frame-mismatch", Danger.Review, origin + i, "FRAME", "a frame begins inside another: readers differ in what they read");
        frameEnd = size < 0 || size > artifact.Length ? -1 : origin + i + 9 + size;
        return FrameEnd(length, i + 9);
    }

    // The end of a frame is reached.
    private int Unframed(int length, int i, int stop)
    {
        if (frameEnd == origin + stop) Across(origin + i);
        if (origin + i >= frameEnd) frameEnd = -1;
        return length;
    }

    // What lies across the end of a frame some readers take from elsewhere, and so run what others see as data.
    private void Across(long end)
    {
        if (frameEnd < 0 || end <= frameEnd || calls is null) return;
        judgement?.Sign("frame-mismatch", Danger.Review, frameEnd, "FRAME", "an opcode lies across the end of its frame: readers differ in what they read");
        var data = artifact.Slice(frameEnd, (int)Math.Min(end - frameEnd, LongestAcross));
        for (var i = 0; i < data.Length; i++)
        {
            if (data[i] is Op.Global or Op.ShortBinUnicode or Op.Proto && Leapt(frameEnd + i)) return;
        }
    }
}
