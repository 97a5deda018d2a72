using System.Collections.Immutable;
using Plumbline.Cel.Syntax;

namespace Plumbline.Behavior.Decisions;

/// <summary>The values of one variable without which a condition is false.</summary>
/// <param name="Names">Values that it may have.</param>
/// <param name="Prefixes">Starts that it may have.</param>
internal sealed record Head(ImmutableHashSet<string> Names, ImmutableHashSet<string> Prefixes)
{
    /// <summary>True where a value leaves the condition open.</summary>
    public bool Admits(string value)
    {
        if (Names.Contains(value)) return true;
        foreach (var prefix in Prefixes) if (value.StartsWith(prefix, StringComparison.Ordinal)) return true;
        return false;
    }
}

/// <summary>Reads from a condition what a variable must be for it to hold.</summary>
/// <remarks>Sound because `false &amp;&amp; anything` is false and a text variable that is known compares without error.</remarks>
internal static class Heads
{
    /// <summary>The head of a condition for a variable; null where it may be anything.</summary>
    public static Head? Of(Expr expr, string variable) => expr switch
    {
        Expr.Call { Target: null, Function: "_&&_", Args: [var left, var right] } => Of(left, variable) is { } head ? Both(head, Of(right, variable)) : Of(right, variable),
        Expr.Call { Target: null, Function: "_||_", Args: [var left, var right] } =>
            Of(left, variable) is { } one && Of(right, variable) is { } other ? new Head(one.Names.Union(other.Names), one.Prefixes.Union(other.Prefixes)) : null,
        _ => Atom(expr, variable),
    };

    /// <summary>True where a condition says nothing but what heads say: an `&amp;&amp;` of tests of variables with texts.</summary>
    public static bool IsWhole(Expr expr, IReadOnlyList<string> variables) => expr switch
    {
        Expr.Call { Target: null, Function: "_&&_", Args: [var left, var right] } => IsWhole(left, variables) && IsWhole(right, variables) && Apart(left, right, variables),
        _ => variables.Any(v => Atom(expr, v) is not null),
    };

    // Two tests of one variable narrow each other; only one of them would be kept.
    private static bool Apart(Expr left, Expr right, IReadOnlyList<string> variables) => !variables.Any(v => Of(left, v) is not null && Of(right, v) is not null);

    private static Head Both(Head left, Head? right) => right is null || Size(left) <= Size(right) ? left : right;

    private static int Size(Head head) => head.Names.Count + (1_000 * head.Prefixes.Count);

    private static Head? Atom(Expr expr, string variable) => expr switch
    {
        Expr.Call { Target: null, Function: "_==_", Args: [Expr.Ident ident, Expr.Literal { Value: string text }] } when ident.Name == variable => Named(text),
        Expr.Call { Target: null, Function: "_==_", Args: [Expr.Literal { Value: string text }, Expr.Ident ident] } when ident.Name == variable => Named(text),
        Expr.Call { Target: null, Function: "@in", Args: [Expr.Ident ident, Expr.ListOf { Optional.IsEmpty: true } list] }
            when ident.Name == variable && list.Items.All(i => i is Expr.Literal { Value: string }) => Named([.. list.Items.Select(i => (string)((Expr.Literal)i).Value!)]),
        Expr.Call { Target: Expr.Ident ident, Function: "startsWith", Args: [Expr.Literal { Value: string text }] } when ident.Name == variable => new Head([], [text]),
        _ => null,
    };

    private static Head Named(params ReadOnlySpan<string> texts) => new(ImmutableHashSet.Create(StringComparer.Ordinal, texts), ImmutableHashSet.Create<string>(StringComparer.Ordinal));
}
