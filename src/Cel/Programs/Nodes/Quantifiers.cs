using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Nodes;

/// <summary>`all`, or `exists`: one deciding element is enough, and an incomplete list never gives the other answer.</summary>
internal sealed class Quantifier(Node source, int local, bool hasTwo, Node body, bool isAll) : Loop(source, local, hasTwo, body)
{
    private readonly Truth deciding = isAll ? Truth.False : Truth.True;

    public override Truth Test(Value[] slots, Frame frame)
    {
        var over = Over(Source.Evaluate(slots, frame));
        if (!over.IsValid) return Truth.Unknown;
        var result = over.IsPartial ? Truth.Unknown : deciding.Not();
        for (var i = 0; i < over.Count; i++)
        {
            if (!frame.Charge(Cost)) return Truth.Unknown;
            over.Bind(frame.Locals, Local, i);
            var truth = body.Test(slots, frame);
            if (truth == deciding) return truth;
            if (truth == Truth.Unknown) result = truth;
        }

        return result;
    }

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var value = Source.Evaluate(slots, frame);
        var over = Over(value);
        if (!over.IsValid) return Fault(value);
        var result = over.IsPartial ? Errors.Partial : Value.Of(isAll);
        for (var i = 0; i < over.Count; i++)
        {
            if (!frame.Charge(Cost)) return Frame.Spent;
            over.Bind(frame.Locals, Local, i);
            var said = body.Evaluate(slots, frame);
            if (Truths.Of(said) == deciding) return said;
            if (Truths.Of(said) == Truth.Unknown) result = Worse(result, said.IsError ? said : Errors.NotBool(said));
        }

        return result;
    }

    /// <summary>Keeps every failing element of `all`, every true one of `exists`, else the unknown ones, else the whole list.</summary>
    public override Value Trace(Value[] slots, Frame frame, Tracer tracer)
    {
        var start = tracer.Mark;
        var over = Over(TraceSource(slots, frame, tracer));
        var result = Evaluate(slots, frame);
        var truth = Truths.Of(result);
        var kept = 0;
        for (var i = 0; over.IsValid && truth != deciding.Not() && i < over.Count && frame.Charge(Cost); i++)
        {
            var mark = tracer.Mark;
            Note(tracer, i);
            over.Bind(frame.Locals, Local, i);
            if (Truths.Of(tracer.Inside(() => body.Trace(slots, frame, tracer))) != truth) tracer.BackTo(mark);
            else kept++;
        }

        if (kept > 0) return result;
        tracer.BackTo(start);
        // That nothing is there is not the doing of what is.
        tracer.Inside(() =>
        {
            NoteAll(tracer);
            return result;
        });
        return result;
    }
}

/// <summary>`exists_one`: exactly one element, and any error is one.</summary>
internal sealed class ExactlyOne(Node source, int local, bool hasTwo, Node body) : Loop(source, local, hasTwo, body)
{
    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var value = Source.Evaluate(slots, frame);
        var over = Over(value);
        if (!over.IsValid) return Fault(value);
        var count = 0;
        Value wrong = default;
        for (var i = 0; i < over.Count; i++)
        {
            if (!frame.Charge(Cost)) return Frame.Spent;
            over.Bind(frame.Locals, Local, i);
            var said = body.Evaluate(slots, frame);
            if (said.IsTrue) count++;
            else if (!said.IsFalse) wrong = Worse(said.IsError ? said : Errors.NotBool(said), wrong);
        }

        if (wrong.IsError && (wrong.IsUnknown is false || count < 2)) return wrong;
        return over.IsPartial && count < 2 ? Errors.Partial : Value.Of(count == 1);
    }

    public override Value Trace(Value[] slots, Frame frame, Tracer tracer)
    {
        var result = Evaluate(slots, frame);
        var over = Over(TraceSource(slots, frame, tracer));
        var kept = 0;
        for (var i = 0; over.IsValid && !result.IsError && i < over.Count && frame.Charge(Cost); i++)
        {
            var mark = tracer.Mark;
            Note(tracer, i);
            over.Bind(frame.Locals, Local, i);
            if (tracer.Inside(() => body.Trace(slots, frame, tracer)).IsTrue) kept++;
            else tracer.BackTo(mark);
        }

        if (kept == 0) NoteAll(tracer);
        return result;
    }
}
