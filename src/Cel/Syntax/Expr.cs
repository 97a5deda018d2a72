using System.Collections.Immutable;

namespace Plumbline.Cel.Syntax;

/// <summary>An expression as written; <see cref="Position"/> is the offset of the character that names it.</summary>
public abstract record Expr
{
    private Expr(int position) => Position = position;

    /// <summary>Offset in the text, from 0.</summary>
    public int Position { get; init; }

    /// <summary>Nodes on the longest way down, itself included.</summary>
    internal int Height { get; init; } = 1;

    /// <summary>null, bool, long, ulong, double, string or byte[].</summary>
    public sealed record Literal(object? Value, int At = 0) : Expr(At);

    /// <summary>A name; a leading dot asks for the name outside every container and loop.</summary>
    public sealed record Ident(string Name, int At = 0) : Expr(At);

    /// <summary>A field: `a.b`; `has(a.b)` where <paramref name="IsTest"/>; `a.?b` where <paramref name="IsOptional"/>.</summary>
    public sealed record Select(Expr Operand, string Field, bool IsTest = false, bool IsOptional = false, int At = 0) : Expr(At);

    /// <summary>A function or operator (`_&amp;&amp;_`, `_[_]`, `@in`); <paramref name="Target"/> is what stands before the dot.</summary>
    public sealed record Call(Expr? Target, string Function, ImmutableArray<Expr> Args, int At = 0) : Expr(At);

    /// <summary>A list literal; <paramref name="Optional"/> holds the indices written with `?`.</summary>
    public sealed record ListOf(ImmutableArray<Expr> Items, ImmutableArray<int> Optional, int At = 0) : Expr(At);

    /// <summary>A map literal.</summary>
    public sealed record MapOf(ImmutableArray<Entry> Entries, int At = 0) : Expr(At);

    /// <summary>A message literal.</summary>
    public sealed record Message(string TypeName, ImmutableArray<FieldEntry> Fields, int At = 0) : Expr(At);

    /// <summary>A loop or binding: what it ranges over, the names it binds, and its bodies.</summary>
    public sealed record Macro(string Name, Expr Target, ImmutableArray<string> Variables, ImmutableArray<Expr> Args, int At = 0) : Expr(At);

    /// <summary>One entry of a map literal.</summary>
    public sealed record Entry(Expr Key, Expr Value, bool IsOptional);

    /// <summary>One field of a message literal.</summary>
    public sealed record FieldEntry(string Name, Expr Value, bool IsOptional, int Position);
}
