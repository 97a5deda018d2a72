using System.Buffers.Binary;

namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>The unpickler's machine with symbols for values: every opcode is followed, nothing is executed.</summary>
/// <remarks>
/// As lenient as the most lenient unpickler: what any of them would execute is seen. Without <paramref name="calls"/> it is a trial
/// reading, which is strict, bounded and ends at the first import.
/// </remarks>
internal sealed partial class PickleMachine(Artifact artifact, Heap heap, Memo memo, Calls? calls = null, Carried? carried = null, Judgement? judgement = null)
{
    private const int DeepestStack = 1 << 22;
    private const int DeepestNested = 1 << 18;
    private const int Portion = 1 << 16;
    private const int Trial = 512;
    private const int TrialWindow = 1 << 14;
    private const int Window = 1 << 16;
    private const int WidestWindow = 1 << 28;
    private const int LongestAcross = 1 << 16;
    private const int MostCopies = 32;   // no writer copies the top of the stack, and none puts a container into itself again and again

    private static readonly bool[] Starts = CarriedStarts();

    private Value[] stack = new Value[32];
    private int[] marks = new int[8];
    private int top;
    private int marked;
    private int fence;
    private int fuel;
    private long origin;
    private long jump;
    private long frameEnd = -1;
    private int copies;
    private bool broken;
    private int nesting;
    private int leaps;
    private Ending ending;

    /// <summary>The longest line that a trial looks for the end of.</summary>
    public int LongestLine { get; init; } = int.MaxValue;

    /// <summary>Does it begin in the middle of a stream? What is not there was there before, then.</summary>
    public bool Within { get; init; }

    /// <summary>Opcodes that the last trial read.</summary>
    public int Tried => Trial - Math.Max(0, fuel);

    private int Deepest => nesting == 0 ? DeepestStack : DeepestNested;

    /// <summary>Where reading ended: behind the `STOP`, or at what could not be read.</summary>
    public long End { get; private set; }

    /// <summary>Reads one stream.</summary>
    public Ending Run(long start)
    {
        memo.Clear();
        (top, marked, fence, broken, ending, frameEnd, copies) = (0, 0, 0, false, Ending.None, -1, 0);
        fuel = calls is null ? Trial : Portion;
        var usual = calls is null ? TrialWindow : Window;
        var wide = usual;
        for (var at = start; ; at = jump)
        {
            var code = artifact.Slice(at, wide);
            (origin, jump) = (at, -1);
            var read = Walk(code);
            End = at + read;
            if (ending != Ending.None) return ending;
            if (jump < 0) jump = read == 0 || End >= artifact.Length ? -1 : End;
            if (jump < 0) return ending = Ending.Truncated;
            wide = jump > at ? usual : Math.Min(wide * 8, WidestWindow);
        }
    }

    // Gives how much was read whole; sets `ending` at an end, and `jump` where the window must move on.
    private int Walk(ReadOnlySpan<byte> code)
    {
        var i = 0;
        var stop = FrameEnd(code.Length, 0);
        while (i < stop || (stop = Unframed(code.Length, i, stop)) > i)
        {
            if (--fuel < 0 && !Refuel()) return i;
            var rest = code.Slice(i + 1);
            switch (code[i])
            {
                case Op.BinInt1 when rest.Length >= 1: Push(Value.Of(rest[0])); i += 2; break;
                case Op.BinInt2 when rest.Length >= 2: Push(Value.Of(BinaryPrimitives.ReadUInt16LittleEndian(rest))); i += 3; break;
                case Op.BinInt when rest.Length >= 4: Push(Value.Of(BinaryPrimitives.ReadInt32LittleEndian(rest))); i += 5; break;
                case Op.BinFloat when rest.Length >= 8: Push(default); i += 9; break;
                case Op.None or Op.NewTrue or Op.NewFalse: Push(default); i++; break;
                case Op.ShortBinUnicode when Fits(rest, 1): Text(Kind.Text, rest, 1, i); i += 2 + rest[0]; break;
                case Op.ShortBinString when Fits(rest, 1): Text(Kind.Latin, rest, 1, i); i += 2 + rest[0]; break;
                case Op.ShortBinBytes when Fits(rest, 1): Text(Kind.Bytes, rest, 1, i); i += 2 + rest[0]; break;
                case Op.BinUnicode when Fits(rest, 4): Text(Kind.Text, rest, 4, i); i += 5 + BinaryPrimitives.ReadInt32LittleEndian(rest); break;
                case Op.BinBytes when Fits(rest, 4): Text(Kind.Bytes, rest, 4, i); i += 5 + BinaryPrimitives.ReadInt32LittleEndian(rest); break;
                case Op.Memoize: memo.Next(Peek()); i++; break;
                case Op.BinPut when rest.Length >= 1: memo.Put(rest[0], Peek()); i += 2; break;
                case Op.LongBinPut when rest.Length >= 4: Remember(BinaryPrimitives.ReadUInt32LittleEndian(rest), i); i += 5; break;
                case Op.BinGet when rest.Length >= 1: Recall(rest[0]); i += 2; break;
                case Op.LongBinGet when rest.Length >= 4: Recall(BinaryPrimitives.ReadUInt32LittleEndian(rest)); i += 5; break;
                case Op.Mark: Mark(); i++; break;
                case Op.EmptyDict or Op.EmptyList or Op.EmptySet: Push(heap.Container()); i++; break;
                case Op.EmptyTuple: Push(new Value(Kind.Tuple, Traits.None, 0, 0)); i++; break;
                case Op.Tuple: Gather(TakeMark()); i++; break;
                case Op.Tuple1: Gather(Below(1)); i++; break;
                case Op.Tuple2: Gather(Below(2)); i++; break;
                case Op.Tuple3: Gather(Below(3)); i++; break;
                case Op.Append: Into(Below(1), origin + i); i++; break;
                case Op.SetItem: Into(Below(2), origin + i); i++; break;
                case Op.Appends or Op.SetItems or Op.AddItems: Into(TakeMark(), origin + i); i++; break;
                case Op.Frame when rest.Length >= 8: stop = Framed(BinaryPrimitives.ReadInt64LittleEndian(rest), code.Length, i); i += 9; break;
                case Op.Stop: return Stopped(i);
                default:
                    var next = Rarely(code, i);
                    if (next < 0 || ending != Ending.None || jump >= 0) return i;
                    i = next;
                    break;
            }
        }

        return i;
    }

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

    private static bool Fits(ReadOnlySpan<byte> rest, int width) => rest.Length >= width
        && (width == 1 ? rest[0] : BinaryPrimitives.ReadInt32LittleEndian(rest)) is var length and >= 0 && length <= rest.Length - width;

    private void Text(Kind kind, ReadOnlySpan<byte> rest, int width, int at)
    {
        var length = width == 1 ? rest[0] : BinaryPrimitives.ReadInt32LittleEndian(rest);
        Push(new Value(kind, Traits.None, length, origin + at + 1 + width));
        if (length > 8 && Starts[rest[width]] && carried is not null) Consider(rest.Slice(width, length));
    }

    private void Consider(ReadOnlySpan<byte> payload)
    {
        if (payload[0] is (byte)'c' or (byte)'(' && (payload[^1] != '.' || !payload.Contains((byte)'\n'))) return;
        if (Carried.MayBe(payload, payload.Length)) carried!.Add(stack[top - 1], loaded: false);
    }

    private void Push(in Value value)
    {
        if (top == stack.Length) Grow();
        stack[top++] = value;
    }

    private Value Peek() => top > fence ? stack[top - 1] : Missing();

    private Value Pop() => top > fence ? stack[--top] : Missing();

    // Python stops here; what follows is read on for what it says, not for what it could not say.
    private Value Missing()
    {
        if (Within) return Value.Unknown;
        broken = true;
        if (calls is null) fuel = 0;
        else calls.Broken = true;
        return Value.Unknown;
    }

    private void Mark()
    {
        if (marked == marks.Length)
        {
            if (marked >= Deepest)
            {
                Exhaust();
                return;
            }

            Array.Resize(ref marks, marked * 2);
        }

        fence = marks[marked++] = top;
    }

    // The place of the topmost mark, which is gone then.
    private int TakeMark()
    {
        if (marked == 0)
        {
            Missing();
            return top;
        }

        var at = marks[--marked];
        fence = marked > 0 ? marks[marked - 1] : 0;
        return at;
    }

    // The place of so many values below the top.
    private int Below(int count)
    {
        while (top - fence < count)
        {
            var missing = Missing();
            Push(missing);
        }

        return top - count;
    }

    private void Gather(int from)
    {
        var tuple = heap.Tuple(stack.AsSpan(from, top - from));
        top = from;
        Push(tuple);
    }

    // Values above a place go into the container below it.
    private void Into(int from, long at)
    {
        if (from <= fence)
        {
            Missing();
            top = from;
            return;
        }

        ref readonly var target = ref stack[from - 1];
        if (target.Kind == Kind.Container && top > from && stack[from].Kind == Kind.Container && stack[from].At == target.At) OfItself(at);
        if (target.Kind == Kind.Container) heap.Add(target, stack.AsSpan(from, top - from));
        else calls?.Change(target, at);
        top = from;
    }

    private void OfItself(long at)
    {
        if (artifact.Slice(at, 1) is [Op.SetItem or Op.SetItems or Op.AddItems]) judgement?.Sign("malformed", Danger.Review, at, "SETITEM, ADDITEMS", "a container is its own key, which no reader takes");
        else Copied();
    }

    private void Recall(long key)
    {
        if (memo.TryGet(key, out var value)) Push(value);
        else Push(Missing());
    }

    private void Copied()
    {
        if (++copies == MostCopies) judgement?.Sign("expansion", Danger.Review, origin, "DUP, GET", "the same is put together with itself again and again, as bombs for readers are");
    }

    private void Remember(long key, int at)
    {
        if (key > artifact.Length) judgement?.Sign("memo-bomb", Danger.High, origin + at, "LONG_BINPUT", "makes the reader reserve memory for more entries than the file has bytes");
        memo.Put(key, Peek());
    }

    private int Stopped(int at)
    {
        if (top <= fence) Missing();
        ending = broken && calls is null ? Ending.Unreadable : Ending.Stopped;
        if (broken) judgement?.NotScanned("the stream takes what is not there, and goes on", origin + at);
        Spend();
        return at + 1;
    }

    private bool Refuel()
    {
        if (calls is null)
        {
            ending = broken ? Ending.Unreadable : Ending.Enough;
            return false;
        }

        if (judgement!.Step(Portion)) fuel = Portion;
        else ending = Ending.Exhausted;
        return ending == Ending.None;
    }

    private void Spend() => judgement?.Step(Math.Max(0, Portion - fuel));

    private void Exhaust()
    {
        judgement?.NotScanned("the stack is deeper than is followed", origin);
        ending = Ending.Exhausted;
    }

    private void Grow()
    {
        if (stack.Length < Deepest)
        {
            Array.Resize(ref stack, stack.Length * 2);
        }
        else
        {
            Exhaust();
            top = fence;
        }
    }

    private static bool[] CarriedStarts()
    {
        var starts = new bool[256];
        foreach (var start in (byte[])[0x80, (byte)'P', 0x1F, 0x93, (byte)'B', 0xFD, (byte)'g', (byte)'8', (byte)'c', (byte)'(', (byte)'H', (byte)'U']) starts[start] = true;
        return starts;
    }
}
