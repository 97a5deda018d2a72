using System.Collections.Immutable;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Nodes;

/// <summary>`filter`, `map` and `transformList`: a list of what the loop keeps or makes.</summary>
internal sealed class ListTransform(Node source, int local, bool hasTwo, Node? condition, Node? transform)
    : Loop(source, local, hasTwo, [.. new[] { condition, transform }.OfType<Node>()])
{
    public override Value Evaluate(Value[] slots, Frame frame) => Run(slots, frame, null);

    /// <summary>Notes the elements kept; the whole list where none is.</summary>
    public override Value Trace(Value[] slots, Frame frame, Tracer tracer)
    {
        var start = tracer.Mark;
        var result = Run(slots, frame, tracer);
        if (result.IsError || tracer.Mark == start) NoteAll(tracer);
        return result;
    }

    private Value Run(Value[] slots, Frame frame, Tracer? tracer)
    {
        var value = tracer is null ? Source.Evaluate(slots, frame) : TraceSource(slots, frame, tracer);
        var over = Over(value);
        if (!over.IsValid) return Fault(value);
        var items = ImmutableArray.CreateBuilder<Value>();
        Value worst = default;
        for (var i = 0; i < over.Count; i++)
        {
            if (!frame.Charge(Cost)) return Frame.Spent;
            over.Bind(frame.Locals, Local, i);
            var kept = Round(slots, frame, items);
            if (kept.IsError) worst = worst.IsError ? Worse(worst, kept) : kept;
            if (tracer is not null && kept.IsTrue) TraceRound(slots, frame, tracer, over, i);
        }

        if (worst.IsError && !(frame.LeavesOut && items.Count > 0)) return worst;
        return over.IsPartial ? Value.PartialList(items.DrainToImmutable()) : Value.List(items.DrainToImmutable());
    }

    private void TraceRound(Value[] slots, Frame frame, Tracer tracer, Range over, int round)
    {
        Note(tracer, round);
        over.Bind(frame.Locals, Local, round);
        tracer.Inside(() => condition?.Trace(slots, frame, tracer) ?? Value.Null);
        tracer.Inside(() => transform?.Trace(slots, frame, tracer) ?? Value.Null);
    }

    /// <summary>True, false or what went wrong.</summary>
    private Value Round(Value[] slots, Frame frame, ImmutableArray<Value>.Builder items)
    {
        var element = frame.Locals[Local];
        if (condition is not null)
        {
            var said = condition.Evaluate(slots, frame);
            if (said.IsFalse) return said;
            if (!said.IsTrue) return said.IsError ? said : Errors.NotBool(said);
        }

        var made = transform is null ? element : transform.Evaluate(slots, frame);
        if (made.IsError) return made;
        items.Add(made);
        return Value.True;
    }
}

/// <summary>`transformMap` and `transformMapEntry`.</summary>
internal sealed class MapTransform(Node source, int local, Node? condition, Node transform, bool makesEntries)
    : Loop(source, local, hasTwo: true, [.. new[] { condition, transform }.OfType<Node>()])
{
    private static readonly Value NotAMap = Value.Error("`transformMapEntry` expects a map: no such overload");

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var value = Source.Evaluate(slots, frame);
        var over = Over(value);
        if (!over.IsValid) return Fault(value);
        if (over.IsPartial) return Errors.Partial;
        var map = new MapBuilder(over.Count);
        Value worst = default;
        for (var i = 0; i < over.Count; i++)
        {
            if (!frame.Charge(Cost)) return Frame.Spent;
            over.Bind(frame.Locals, Local, i);
            var wrong = Round(slots, frame, map);
            if (wrong.IsError) worst = worst.IsError ? Worse(worst, wrong) : wrong;
        }

        return worst.IsError ? worst : map.ToValue();
    }

    public override Value Trace(Value[] slots, Frame frame, Tracer tracer)
    {
        NoteAll(tracer);
        return Evaluate(slots, frame);
    }

    private Value Round(Value[] slots, Frame frame, MapBuilder map)
    {
        var key = frame.Locals[Local];
        if (condition is not null)
        {
            var said = condition.Evaluate(slots, frame);
            if (!said.IsTrue) return said.IsFalse || said.IsError ? said : Errors.NotBool(said);
        }

        var made = transform.Evaluate(slots, frame);
        if (made.IsError) return made;
        if (!makesEntries) return map.Add(key, made);
        if (made.AsMap is not { } entries) return NotAMap;
        for (var i = 0; i < entries.Count; i++) if (map.Add(entries.Keys[i], entries.Values[i]) is { IsError: true } wrong) return wrong;
        return default;
    }
}
