namespace Plumbline.Code.Trees;

/// <summary>Visits expressions.</summary>
public static class Walk
{
    /// <summary>Every expression of a file with its scope, outer before inner: evaluated, bound and defaulted; decorators are part of what they decorate.</summary>
    public static IEnumerable<(string Scope, Expression Value)> All(SourceTree tree)
    {
        foreach (var (scope, root) in Roots(tree))
        {
            foreach (var expression in Of(root)) yield return (scope, expression);
        }
    }

    private static IEnumerable<(string Scope, Expression Root)> Roots(SourceTree tree)
    {
        foreach (var evaluated in tree.Evaluated) yield return (evaluated.Scope, evaluated.Value);
        foreach (var binding in tree.Bindings) if (binding.Value is { } value) yield return (binding.In, value);
        foreach (var definition in tree.Definitions)
        {
            foreach (var parameter in definition.Parameters) if (parameter.Default is { } value) yield return (definition.Scope, value);
        }
    }

    /// <summary>An expression and all in it, outer before inner.</summary>
    public static IEnumerable<Expression> Of(Expression root)
    {
        var pending = new Stack<Expression>([root]);
        while (pending.TryPop(out var next))
        {
            yield return next;
            foreach (var inner in Inner(next).Reverse()) pending.Push(inner);
        }
    }

    private static IEnumerable<Expression> Inner(Expression expression) => expression switch
    {
        Joined joined => joined.Parts,
        Member member => [member.Of],
        Indexed indexed => [indexed.Of, indexed.At],
        Call call => [call.Callee, .. call.Arguments.Select(a => a.Value)],
        Items items => items.All,
        Fields fields => fields.All.Select(f => f.Value),
        Choice choice => choice.All,
        Other other => other.Inner,
        _ => [],
    };
}
