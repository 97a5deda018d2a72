namespace Plumbline.Code.Trees;

/// <summary>What is done, in the order written: a name is given a value, or an expression is evaluated.</summary>
/// <param name="Scope">The scope in whose code it stands.</param>
/// <param name="Binding">The binding; null where an expression is evaluated for itself.</param>
/// <param name="Value">The expression; null for a binding.</param>
/// <param name="Block">The innermost block around it, a place in <see cref="SourceTree.Blocks"/>; -1 where there is none.</param>
public sealed record Step(string Scope, Binding? Binding, Expression? Value, int Block);

/// <summary>Code that runs only sometimes, again and again, or under watch.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Outer">The block around it in the same scope; -1 where there is none.</param>
/// <param name="Condition">What decides; null where nothing is written.</param>
/// <param name="Line">1-based.</param>
public sealed record Block(BlockKind Kind, int Outer, Expression? Condition, int Line)
{
    /// <summary>True where it always ends in `return`, `raise`, `throw`, `continue` or `break`.</summary>
    public bool Leaves { get; set; }

    /// <summary>True where nothing is done in it.</summary>
    public bool IsEmpty { get; set; } = true;
}

/// <summary>Kinds of blocks.</summary>
public enum BlockKind
{
    If, Else, Loop, Try, Handler,
}
