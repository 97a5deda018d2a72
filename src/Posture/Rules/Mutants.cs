using Plumbline.Cel.Syntax;

namespace Plumbline.Posture.Rules;

/// <summary>Conditions a little different from the written one: a rule's cases must tell each of them apart.</summary>
public static class Mutants
{
    /// <summary>The expression negated, and every variant with one conjunct dropped; each with a description.</summary>
    public static IEnumerable<(string What, Expr Mutant)> Of(Expr expr)
    {
        yield return ("negated", new Expr.Call(null, "!_", [expr]) { Position = expr.Position });
        foreach (var mutant in Dropped(expr)) yield return mutant;
    }

    private static IEnumerable<(string, Expr)> Dropped(Expr expr)
    {
        if (expr is Expr.Call { Function: "_&&_", Args: [var left, var right] })
        {
            yield return ($"without the conjunct at {left.Position}", right);
            yield return ($"without the conjunct at {right.Position}", left);
        }

        foreach (var (child, rebuild) in Children(expr))
        {
            foreach (var (what, mutant) in Dropped(child)) yield return (what, rebuild(mutant));
        }
    }

    private static IEnumerable<(Expr Child, Func<Expr, Expr> Rebuild)> Children(Expr expr)
    {
        switch (expr)
        {
            case Expr.Call call:
                if (call.Target is { } target) yield return (target, t => call with { Target = t });
                for (var i = 0; i < call.Args.Length; i++)
                {
                    var at = i;
                    yield return (call.Args[at], a => call with { Args = call.Args.SetItem(at, a) });
                }

                break;
            case Expr.Macro macro:
                yield return (macro.Target, t => macro with { Target = t });
                for (var i = 0; i < macro.Args.Length; i++)
                {
                    var at = i;
                    yield return (macro.Args[at], a => macro with { Args = macro.Args.SetItem(at, a) });
                }

                break;
            case Expr.Select select:
                yield return (select.Operand, o => select with { Operand = o });
                break;
        }
    }
}
