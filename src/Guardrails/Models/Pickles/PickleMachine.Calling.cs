namespace Plumbline.Guardrails.Models.Pickles;

internal sealed partial class PickleMachine
{
    private const int MostLeaps = 64;

    // The opcodes that call or import what lies on the stack.
    private int Calling(byte op, int i)
    {
        if (calls is null) return Try(op, i);
        var at = origin + i;
        switch (op)
        {
            case Op.StackGlobal:
                var name = Pop();
                Push(calls.Import(Pop(), name, at));
                return i + 1;
            case Op.Reduce or Op.NewObj or Op.NewObjEx:
                if (op == Op.NewObjEx) calls.Keywords(Pop(), at);
                var args = Pop();
                Push(calls.Call(Pop(), args, at, made: op != Op.Reduce));
                return i + 1;
            case Op.Obj:
                var from = TakeMark();
                if (from == top) Push(Missing());
                var callee = stack[from];
                var handed = heap.Tuple(stack.AsSpan(from + 1, top - from - 1));
                top = from;
                Push(calls.Call(callee, handed, at));
                return i + 1;
            default:
                var state = Pop();
                var target = Peek();
                calls.Build(target, state, at);
                if (!Within && calls.Follows(target, state, artifact, at + 1) is { } after) return Behind(after, i + 1, at + 1);
                return i + 1;
        }
    }

    // An array that is written into the stream: a pickle of its own where it holds objects, else bytes to leap over.
    private int Behind(Follow after, int next, long from)
    {
        var end = after.At;
        if (!after.IsPickle) Leapt(from);
        if (after.IsPickle)
        {
            var inner = new PickleMachine(artifact, heap, new Memo(DeepestNested), calls, carried, judgement) { nesting = nesting + 1 };
            if (inner.nesting > 16 || inner.Run(end) != Ending.Stopped) return Unreadable();
            end = inner.End;
        }

        if (end > artifact.Length)
        {
            ending = Ending.Truncated;
            Spend();
            return -1;
        }

        jump = end;
        return next;
    }

    // An unpickler that does not know of such arrays reads their bytes as opcodes.
    private bool Leapt(long from)
    {
        var trial = new PickleMachine(artifact, new Heap(), new Memo { Beneath = memo }) { Within = true, LongestLine = 4096 };
        if (trial.Run(from) is not (Ending.Imported or Ending.Enough)) return false;
        if (++leaps > MostLeaps) judgement!.NotScanned("more arrays could be opcodes than are read as such", from);
        else new PickleMachine(artifact, heap, new Memo(DeepestNested) { Beneath = memo }, calls, carried, judgement) { Within = true, nesting = nesting + 1 }.Run(from);
        return true;
    }

    private int Try(byte op, int i)
    {
        switch (op)
        {
            case Op.StackGlobal:
                var (name, module) = (Pop(), Pop());
                ending = name.IsText && module.IsText ? Ending.Imported : Ending.Unreadable;
                return -1;
            case Op.Obj:
                top = TakeMark();
                break;
            default:
                Pop();
                if (op == Op.NewObjEx) Pop();
                if (op != Op.Build) Pop();
                else Peek();
                break;
        }

        if (op != Op.Build) Push(Value.Unknown);
        return i + 1;
    }
}
