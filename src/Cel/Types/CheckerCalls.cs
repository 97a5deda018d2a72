using System.Collections.Immutable;
using Plumbline.Cel.Syntax;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Cel.Types;

/// <summary>Calls, operators and macros.</summary>
internal sealed partial class Checker
{
    private CelType VisitCall(Expr.Call call)
    {
        var full = FullName(call);
        var args = call.Args.Select(Visit).ToList();
        if (full is not null)
        {
            result.Set(call, full);
            return Apply(call, full, isMember: false, args);
        }

        if (call.Target is null) return Fault(call.Position, NoFunction(call.Function));
        args.Insert(0, Visit(call.Target));
        return names.Functions.ContainsKey(call.Function)
            ? Apply(call, call.Function, isMember: true, args)
            : Fault(call.Position, NoFunction(call.Function));
    }

    private string NoFunction(string name) =>
        $"`{name}` is not a function{Nearest.Hint(name, names.Functions.Keys.Concat(["all", "exists", "exists_one", "filter", "map", "has"]))}";

    /// <summary>The name of a function without receiver: `size`, or `math.abs` where `math` is no value.</summary>
    private string? FullName(Expr.Call call)
    {
        if (call.Target is null) return names.FindFunction(call.Function);
        var root = Names.Root(call.Target);
        if (root is null || Local(root.Name) is not null || Names.Spelled(call.Target) is not { } space) return null;
        return IsKnown(call.Target) && !names.Functions.ContainsKey($"{space}.{call.Function}") ? null : names.FindFunction($"{space}.{call.Function}");
    }

    private CelType Apply(Expr.Call call, string name, bool isMember, List<CelType> args)
    {
        CelType? found = null;
        var learned = inference.Mark;
        var given = args.ToArray();
        foreach (var signature in names.Functions[name])
        {
            if (signature.IsMember != isMember || signature.Parameters.Length != given.Length) continue;
            var (parameters, answer) = inference.Instance(signature);
            if (!inference.Fits(given, parameters.AsSpan())) continue;
            answer = inference.Resolve(answer);
            found = found is null || found == answer ? answer : Dyn;
        }

        if (found is not null) return found;
        inference.Mark = learned;
        return Mismatch(call, name, isMember, args);
    }

    private CelType Mismatch(Expr.Call call, string name, bool isMember, List<CelType> args)
    {
        var forms = names.Functions[name].Where(s => s.IsMember == isMember && s.Parameters.Length == args.Count).ToList();
        if (forms.Count == 0)
        {
            var all = string.Join(" or ", names.Functions[name].Select(s => $"`{s}`").Take(3));
            return Fault(call.Position, $"`{name}` is not called so; write {all}");
        }

        var values = isMember ? call.Args.Insert(0, call.Target!) : call.Args;
        for (var i = 0; i < args.Count; i++)
        {
            var wanted = forms.Select(f => f.Parameters[i]).Distinct().ToList();
            var own = wanted.Select(w => inference.Instance(new Signature("", false, [w], w)).Result);
            if (own.Any(w => inference.Fits(args[i], w))) continue;
            return Fault(Start(values[i]), $"`{name}` expects {string.Join(" or ", wanted)}, found {Shown(args[i])}");
        }

        return Fault(call.Position, $"`{name}` does not take {string.Join(" and ", args.Select(Shown))}");
    }

    private CelType VisitMacro(Expr.Macro macro)
    {
        var target = inference.Resolve(Visit(macro.Target));
        var variables = Variables(macro, target);
        var outer = scope;
        for (var i = 0; i < variables.Length; i++) scope = scope.Push((macro.Variables[i], variables[i]));
        var bodies = macro.Args.Select(Visit).ToImmutableArray();
        scope = outer;
        var last = bodies[^1];
        if (bodies.Length == 2) Condition(macro, 0, bodies[0]);
        switch (macro.Name)
        {
            case "all" or "exists" or "exists_one":
                Condition(macro, 0, last);
                return Bool;
            case "filter":
                Condition(macro, 0, last);
                return List(variables[0]);
            case "map" or "transformList":
                return List(last);
            case "transformMap":
                return Map(variables[0], last);
            case "transformMapEntry":
                return last;
            case "optMap":
                return Optional(last);
            case "optFlatMap":
                return inference.Fits(last, Optional(inference.Fresh())) ? last : Fault(Start(macro.Args[^1]), $"`optFlatMap` expects an optional, found {Shown(last)}");
            default:
                return last;
        }
    }

    private void Condition(Expr.Macro macro, int index, CelType type)
    {
        if (!inference.Fits(type, Bool)) Fault(Start(macro.Args[index]), $"`{macro.Name}` expects bool, found {Shown(type)}");
    }

    private ImmutableArray<CelType> Variables(Expr.Macro macro, CelType target)
    {
        if (macro.Name == "cel.bind") return [target];
        if (macro.Name is "optMap" or "optFlatMap")
        {
            var value = inference.Fresh();
            if (!inference.Fits(target, Optional(value))) Fault(Start(macro.Target), $"`{macro.Name}` expects an optional, found {Shown(target)}");
            return [inference.Resolve(value)];
        }

        switch (target)
        {
            case ListOf list:
                return macro.Variables.Length == 1 ? [list.Element] : [Int, list.Element];
            case MapOf map:
                return macro.Variables.Length == 1 ? [map.Key] : [map.Key, map.Value];
            default:
                if (target != Dyn && target is not Param) Fault(Start(macro.Target), $"`{macro.Name}` expects a list or map, found {Shown(target)}");
                return macro.Variables.Length == 1 ? [Dyn] : [Dyn, Dyn];
        }
    }
}
